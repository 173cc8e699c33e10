import { readLiveness, readReadiness } from '@muster/contract/platform';
import { refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import { inReadTransaction, type Db } from '../database/db.ts';
import { NOBODY } from '../database/scope.ts';
import type { Serve } from './serve.ts';

/** `health`: the process answers. `ready`: the database does too, so that a balancer may send people here. */
export function healthRoutes(serve: Serve, { db, version }: { readonly db: Db; readonly version: string }): void {
  serve.open(readLiveness, async () => ({ state: 'up' as const, version }));
  serve.open(readReadiness, async () => {
    try {
      await inReadTransaction(db, NOBODY, (tx) => sql`select 1`.execute(tx));
      return { state: 'ready' as const };
    } catch {
      return refuse('unavailable');
    }
  });
}
