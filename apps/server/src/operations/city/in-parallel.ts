/** Works through a list, so many at a time; the first failure ends it. */
export async function inParallel<T>(
  list: readonly T[],
  atOnce: number,
  work: (each: T, index: number) => Promise<unknown>,
): Promise<void> {
  const rest = list.entries();
  const worker = async () => {
    for (const [index, each] of rest) await work(each, index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
