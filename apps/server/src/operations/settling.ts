/** Has the tables counted again as they grow: what doubles is planned for wrongly until then. */
export interface Settling {
  /** Told how much stands there by now, in whatever is counted. */
  grew(to: number): void;
  /** When the last counting has ended; rejects where one failed. */
  settled(): Promise<unknown>;
}

/** Counts beside the work that goes on: from `first` on whenever what stands there has doubled. */
export function settlingAsItGrows(settle: () => Promise<unknown>, first: number): Settling {
  let next = first;
  let settling: Promise<unknown> = Promise.resolve();
  return {
    grew: (to) => {
      if (to < next) return;
      next = 2 * to;
      settling = settling.then(settle);
      // Awaited in the end; until then a failure must not end the process by itself.
      settling.catch(() => undefined);
    },
    settled: () => settling,
  };
}
