import type { BeingBuilt } from './being-built.ts';
import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';
import { inReadTransaction, type Db, type ReadTx } from './database/db.ts';
import type { Files } from './files/files.ts';
import type { Tell } from './hooks.ts';
import { scopeOf, type Actor } from './identity.ts';
import type { Recorder } from './ledger-record.ts';
import { untold, type Progress, type ProgressBoard } from './progress.ts';

/** What every slice is handed by the composition root. */
export interface Platform {
  readonly db: Db;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly timeZone: string;
  readonly publicUrl: string;
  readonly files: Files;
  readonly record: Recorder;
  readonly tell: Tell;
  readonly progress: ProgressBoard;
  /** Null where nothing is: always but while a demo writes its past. */
  readonly beingBuilt: () => BeingBuilt | null;
}

/** What a request says beside its input, in one of the headers that `app.ts` lets through; null where it does not. */
export interface Asking {
  /** Who asks, as far as it decides what is shown. */
  readonly actor: Pick<Actor, 'grants' | 'home'>;
  readonly said: (header: string) => string | null;
}

/** One request of somebody who is logged in. */
export interface Context extends Asking {
  readonly platform: Platform;
  readonly actor: Actor;
  readonly at: Date;
  /** Set when the route asks for an `Idempotency-Key`. */
  readonly once: { readonly key: string; readonly route: string; readonly bodyHash: Uint8Array } | null;
  /** Told to whoever sent the request with a `Progress-Id`. */
  readonly progress: Progress;
  /** Runs a query under the actor's scope in a read-only transaction. */
  readonly read: <T>(query: (tx: ReadTx) => Promise<T>) => Promise<T>;
}

export function contextOf(
  platform: Platform,
  actor: Actor,
  once: Context['once'] = null,
  progress: Progress = untold,
  said: Context['said'] = () => null,
): Context {
  return {
    platform,
    actor,
    at: platform.clock.now(),
    once,
    progress,
    said,
    read: (query) => inReadTransaction(platform.db, scopeOf(actor), query),
  };
}
