/** What a process does again and again until it is closed, one time after the other. */
export interface Household {
  /** Now, and whatever is under way is waited for. */
  run(): Promise<void>;
  close(): Promise<void>;
}

export function makeHousehold(work: () => Promise<void>, everyMs: number, broken: (error: unknown) => void): Household {
  let last = Promise.resolve();
  const run = (): Promise<void> => (last = last.then(work).catch(broken));
  const timer = setInterval(() => void run(), everyMs);
  timer.unref();
  return {
    run,
    close: async () => {
      clearInterval(timer);
      await last;
    },
  };
}
