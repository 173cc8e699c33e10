/** Works through a list, so many at a time; nothing is begun after a failure, and it is told when all that was begun has ended. */
export async function inParallel<T>(
  list: readonly T[],
  atOnce: number,
  work: (each: T, index: number) => Promise<unknown>,
): Promise<void> {
  const rest = list.entries();
  const failures: unknown[] = [];
  const worker = async () => {
    for (const [index, each] of rest) {
      if (failures.length > 0) return;
      await work(each, index).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw failures[0];
}
