import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Cluster } from './cluster.ts';

/** How long a try waits after the one before it, in milliseconds; after the last one nobody tries any more. */
const waits = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const lookEvery = 1_000;

export interface Kept {
  /** Why the database is given up; never settles while it runs or comes back. */
  readonly lost: Promise<Error>;
  stop(): Promise<void>;
}

/**
 * The built-in database has nobody but Muster to start it again: when its process has gone, it is started where it was, and the
 * connections find it there. A server of others is theirs to start.
 */
export function keepRunning(
  { own }: Pick<Cluster, 'own'>,
  log: Pick<Log, 'error' | 'warn'>,
  pace: { readonly waits: readonly number[]; readonly lookEvery: number } = { waits, lookEvery },
): Kept {
  if (own === null) return { lost: new Promise(() => undefined), stop: () => Promise.resolve() };
  const { promise: lost, resolve: give } = Promise.withResolvers<Error>();
  const stopped = new AbortController();
  const watching = watch();
  return {
    lost,
    stop: async () => {
      stopped.abort();
      await watching;
    },
  };

  async function watch(): Promise<void> {
    while (await rest(pace.lookEvery)) {
      if (own?.runs() !== false) continue;
      log.error('the built-in database is gone; it is started again');
      const why = await startAgain();
      if (why === null) continue;
      if (!stopped.signal.aborted) give(why);
      return;
    }
  }

  /** Null once it runs again, or nobody waits for it any more. */
  async function startAgain(): Promise<Error | null> {
    let why: Error | null = null;
    for (const [index, wait] of pace.waits.entries()) {
      if (!(await rest(wait))) return null;
      try {
        await own?.start();
        log.warn({ tries: index + 1 }, 'the built-in database runs again');
        return null;
      } catch (error) {
        why = error instanceof Error ? error : new Error(String(error));
        log.error({ err: why, tries: index + 1 }, 'the built-in database did not start');
      }
    }
    return why;
  }

  /** False when it was stopped meanwhile. */
  async function rest(milliseconds: number): Promise<boolean> {
    try {
      await pause(milliseconds, undefined, { signal: stopped.signal });
    } catch {
      return false;
    }
    return !stopped.signal.aborted;
  }
}
