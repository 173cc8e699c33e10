import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/database/db.ts';
import { countedSteps, stepLocks } from './counted-step.ts';

/** Hears how much of a phase is done: steps of the count, and rows written of those that differ. */
export type Told = (phase: 'counting' | 'writing', done: number, all: number) => void;

export const untold: Told = () => undefined;

const everyMs = 150;

/** While the count runs in one transaction, another connection looks which of its steps are done. */
export async function countingTold<T>(db: Db, tx: Tx, told: Told, count: () => Promise<T>): Promise<T> {
  if (told === untold) return count();
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
  told('counting', 0, countedSteps);
  const end = new AbortController();
  const looking = look(db, rows[0]?.pid ?? 0, told, end.signal);
  try {
    const counted = await count();
    end.abort();
    await looking;
    told('counting', countedSteps, countedSteps);
    return counted;
  } finally {
    end.abort();
  }
}

async function look(db: Db, pid: number, told: Told, end: AbortSignal): Promise<void> {
  try {
    for (;;) {
      await setTimeout(everyMs, undefined, { signal: end });
      const steps = await stepsDone(db, pid);
      if (end.aborted) return;
      told('counting', steps, countedSteps);
    }
  } catch {
    // It has ended, or cannot be looked at: the count goes on, or says itself why not.
  }
}

/** Of the count that this connection of the database runs. */
export async function stepsDone(db: Db, pid: number): Promise<number> {
  const [row] = await db.ask(sql<{ steps: number }>`
    select count(*)::int as steps from pg_locks
    where locktype = 'advisory' and pid = ${pid} and classid = ${stepLocks}::oid and objsubid = 2`);
  return row?.steps ?? 0;
}
