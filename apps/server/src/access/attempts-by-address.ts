interface Attempts {
  failed: number;
  /** The minute begins with the first failure. */
  until: number;
  underWay: number;
  waiting: (() => void)[];
}

const minute = 60_000;
const mostRemembered = 10_000;

/**
 * Failures of each address in a minute. As many as may still fail are under way at once and the others wait for one of them, so that
 * guesses sent together are not all tried before the first has failed.
 */
export function attemptsByAddress(most: number): {
  begin: (address: string, at: Date) => Promise<boolean>;
  end: (address: string, at: Date, failed: boolean) => void;
} {
  const known = new Map<string, Attempts>();

  function attemptsOf(address: string, at: Date): Attempts {
    const found = known.get(address) ?? { failed: 0, until: 0, underWay: 0, waiting: [] };
    if (found.until <= at.getTime()) found.failed = 0;
    if (known.size >= mostRemembered) forget(at);
    known.set(address, found);
    return found;
  }

  function forget(at: Date): void {
    for (const [address, { until, underWay, waiting }] of known)
      if (until <= at.getTime() && underWay === 0 && waiting.length === 0) known.delete(address);
  }

  return {
    begin: async (address, at) => {
      const own = attemptsOf(address, at);
      while (own.failed < most && own.failed + own.underWay >= most)
        await new Promise<void>((resolve) => own.waiting.push(resolve));
      if (own.failed >= most) return false;
      own.underWay += 1;
      return true;
    },
    end: (address, at, failed) => {
      const own = attemptsOf(address, at);
      own.underWay -= 1;
      if (failed) {
        if (own.failed === 0) own.until = at.getTime() + minute;
        own.failed += 1;
      }
      for (const go of own.waiting.splice(0)) go();
    },
  };
}
