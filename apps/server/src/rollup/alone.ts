import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { inSnapshot, type Db, type Tx } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';
import { holdFolding } from './fold.ts';

const tries = 200;
const betweenMs = 50;

/** In one picture of the database, and with nobody else folding meanwhile; waits for its turn. */
export async function alone<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await inSnapshot(db, EVERYWHERE, async (tx) => {
        if (!(await holdFolding(tx))) throw new SomebodyElse();
        return work(tx);
      });
    } catch (error) {
      const again = error instanceof SomebodyElse || (error instanceof pg.DatabaseError && error.code === '40001');
      if (!again || left === 0) throw error;
      await setTimeout(betweenMs);
    }
  }
}

class SomebodyElse extends Error {
  override readonly message = 'Another process kept folding figures; try again.';
}
