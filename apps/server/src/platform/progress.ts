/** How far long requests are: told by them, asked by whoever sent them. In memory, for it is of no use once the process is gone. */
import type { RouteAnswer } from '@muster/contract';
import type { readProgress } from '@muster/contract/platform';

export type Standing = RouteAnswer<typeof readProgress>;

/** Told by one request; costs next to nothing, so that it can be told often. */
export interface Progress {
  at(phase: Standing['phase'], done: number, all: number): void;
}

export interface ProgressBoard {
  /** For an id that the sender made up; the same id again begins anew. */
  open(accountId: string, id: string): Progress;
  read(accountId: string, id: string): Standing;
}

/** Where nobody asks. */
export const untold: Progress = { at: () => undefined };

/** Tells how many steps of a phase are done as shares of its rows: a row that takes two steps is one row. */
export function shares(
  progress: Progress,
  phase: Standing['phase'],
  steps: number,
  rows: number,
): (done: number) => void {
  return (done) => progress.at(phase, steps === 0 ? 0 : Math.floor((done / steps) * rows), rows);
}

/** The same of steps that are added up. */
export function counter(
  progress: Progress,
  phase: Standing['phase'],
  steps: number,
  rows: number,
): (more: number) => void {
  const tell = shares(progress, phase, steps, rows);
  let done = 0;
  tell(done);
  return (more) => {
    done += more;
    tell(done);
  };
}

const notArrived: Standing = { phase: 'waiting', done: 0, all: 0 };
const keptMinutes = 5;
/** More requests than these at once nobody watches. */
const most = 1_000;

export function makeProgressBoard(now: () => Date): ProgressBoard {
  const entries = new Map<string, Standing & { readonly toldAt: number }>();
  const tell = (key: string, standing: Standing): void => {
    // What was told last stands last.
    entries.delete(key);
    entries.set(key, { ...standing, toldAt: now().getTime() });
  };
  const forget = (): void => {
    for (const [key, { toldAt }] of entries) {
      if (entries.size <= most && now().getTime() - toldAt < keptMinutes * 60_000) return;
      entries.delete(key);
    }
  };
  return {
    open: (accountId, id) => {
      forget();
      const key = `${accountId} ${id}`;
      tell(key, notArrived);
      return { at: (phase, done, all) => tell(key, { phase, done, all }) };
    },
    read: (accountId, id) => {
      const found = entries.get(`${accountId} ${id}`);
      return found === undefined ? notArrived : { phase: found.phase, done: found.done, all: found.all };
    },
  };
}
