import type { Place } from '@muster/core/access';
import type { Json } from '@muster/proof';
import type { Tx } from './database/db.ts';
import type { Actor } from './identity.ts';

/** What a command leaves in the ledger, one for each unit it touched. */
export interface LedgerFact {
  readonly regionId: number;
  readonly unitId: string | null;
  readonly kind: string;
  readonly subjectId: string;
  readonly place: Place;
  /** When it is said to have happened; null where recording is the happening itself. */
  readonly occurredAt: Date | null;
  readonly lateReason?: string | null;
  /** Where saying so must cost nobody anything: the entry does not tell who. */
  readonly unnamed?: true;
  /** Shown in lists; nothing personal. */
  readonly summary: Readonly<Record<string, string | number>>;
  /** The record itself, nothing personal in it. */
  readonly head: Json;
  /** Records about people; each row keeps its salt, so that one can be erased and the others still be proven. */
  readonly personal: readonly { readonly salt: Uint8Array; readonly value: Json }[];
}

/** Writes entries in the command's own transaction; the ledger slice is plugged in by the composition root. */
export type Recorder = (
  tx: Tx,
  facts: readonly LedgerFact[],
  by: {
    readonly actor: Actor | null;
    readonly at: Date;
    /** Of the facts, and of the records about people in them. */
    readonly told?: (done: number, all: number) => void;
  },
) => Promise<void>;
