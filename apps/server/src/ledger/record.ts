import { entryLeaf, recordHash, type Json } from '@muster/proof';
import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { countAgain } from '../platform/database/count-again.ts';
import type { Tx } from '../platform/database/db.ts';
import { ahead } from '../platform/database/marks.ts';
import type { LedgerFact, Recorder } from '../platform/ledger-record.ts';
import { inSteps } from '@muster/core/kernel';
import { isLate } from '@muster/core/ledger';
import { patiently } from '../platform/patiently.ts';

/** Writes one entry a fact, and marks it as waiting for its seal, in the command's own transaction. */
export const record: Recorder = async (tx, facts, by) => {
  const rows: Entry[] = [];
  const all = facts.reduce((sum, { personal }) => sum + 1 + personal.length, 0);
  let done = 0;
  for (const fact of facts) {
    const before = done;
    rows.push(await entryOf(fact, by, (more) => by.told?.(before + more, all)));
    done += 1 + fact.personal.length;
    by.told?.(done, all);
  }
  for (let start = 0; start < rows.length; start += 500) await insertEntries(tx, rows.slice(start, start + 500));
};

type Entry = Awaited<ReturnType<typeof entryOf>>;

async function entryOf(fact: LedgerFact, { actor, at }: Parameters<Recorder>[2], told: (done: number) => void) {
  const id = v7();
  const occurredAt = fact.occurredAt ?? at;
  const salt = randomBytes(16);
  const hashes = [recordHash(salt, fact.head)];
  // An import speaks of tens of thousands.
  await patiently(
    inSteps(fact.personal, (each) => hashes.push(recordHash(each.salt, each.value))),
    told,
  );
  const about: Json = {
    id,
    region: fact.regionId,
    unit: fact.unitId,
    kind: fact.kind,
    subject: fact.subjectId,
    occurred: occurredAt.toISOString(),
    basis: fact.occurredAt === null ? 'recorded' : 'claimed',
    recorded: at.toISOString(),
  };
  return {
    region_id: fact.regionId,
    id,
    unit_id: fact.unitId,
    kind: fact.kind,
    subject_id: fact.subjectId,
    actor_id: fact.unnamed ? null : (actor?.personId ?? null),
    actor_name: fact.unnamed ? null : (actor?.personName ?? null),
    occurred_at: occurredAt,
    occurred_basis: fact.occurredAt === null ? 'recorded' : 'claimed',
    recorded_at: at,
    is_late: isLate(occurredAt, at),
    late_reason: fact.lateReason ?? null,
    summary: JSON.stringify(fact.summary),
    salt,
    record_hashes: sql<Buffer[]>`${hashes.map((hash) => `\\x${Buffer.from(hash).toString('hex')}`)}::bytea[]`,
    leaf_hash: Buffer.from(entryLeaf(about, hashes)),
    hash_algorithm: 'sha256',
    path: fact.place.path,
    linked: [...fact.place.linked],
  };
}

async function insertEntries(tx: Tx, rows: Entry[]): Promise<void> {
  await tx.insertInto('ledger_entry').values(rows).modifyEnd(ahead).execute();
  await countAgain(tx, rows.length, 'ledger_entry');
  await tx
    .insertInto('ledger_pending')
    .values(rows.map((row) => ({ region_id: row.region_id, entry_id: row.id, path: row.path, linked: row.linked })))
    .modifyEnd(ahead)
    .execute();
}
