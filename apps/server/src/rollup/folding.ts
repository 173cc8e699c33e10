import type { Db } from '../platform/database/db.ts';
import type { Log } from '../platform/log.ts';
import { foldOnce } from './fold.ts';

const idleMs = 400;
const afterFailureMs = 5_000;

/**
 * Folds for as long as the server runs; figures follow a record within a second. A failure is logged and tried again. Where a past is
 * being written the same units are marked over and over: their standings are worked out by whoever writes it, when it is whole.
 */
export function startFolding(
  db: Db,
  log: Log,
  beingWritten: () => readonly string[] = () => [],
): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  const next = (ms: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      turn = run();
    }, ms);
  };
  const run = async (): Promise<void> => {
    try {
      const more = await foldOnce(db, { but: beingWritten() });
      next(more ? 0 : idleMs);
    } catch (error) {
      if (!stopped) log.error({ err: error }, 'folding failed, trying again');
      next(afterFailureMs);
    }
  };
  next(0);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
}
