/** Runs the tasks at most `atOnce` together and gives their answers in the order of the tasks. */
export async function runLimited<T>(tasks: readonly (() => Promise<T>)[], atOnce: number): Promise<T[]> {
  const answers: T[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < tasks.length; index = next++) {
      const task = tasks[index];
      if (task !== undefined) answers[index] = await task();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return answers;
}
