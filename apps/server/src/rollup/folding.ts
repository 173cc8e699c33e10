import type { Db } from '../platform/database/db.ts';
import type { Log } from '../platform/log.ts';
import { foldOnce } from './fold.ts';

const idleMs = 400;
const whileWrittenMs = 5_000;
const afterFailureMs = 5_000;

/**
 * Folds for as long as the server runs; figures follow a record within a second. A failure is logged and tried again. While a past is
 * written, the same units are marked over and over: then it rests between its turns, and works out many marks as one.
 */
export function startFolding(db: Db, log: Log, isPastWritten = () => false): { stop(): Promise<void> } {
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
      const more = await foldOnce(db);
      next(isPastWritten() ? whileWrittenMs : more ? 0 : idleMs);
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
