import type { Place } from '@muster/core/access';
import type { Standing } from '@muster/core/roster';
import { sql } from 'kysely';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { addDeltas, markAllDirty, type Delta } from '../platform/outbox.ts';
import { leafPlace } from '../platform/place.ts';
import { participationsOfUnits } from './participations.view.ts';
import { findPerson, type Person } from './queries.ts';

export interface OpenMembership {
  readonly id: string;
  readonly branchId: string;
  readonly unitId: string;
  readonly standing: Standing;
  readonly fromOn: string;
  readonly joinedOn: string;
  readonly path: string;
  readonly partyPath: string;
}

/** Somebody whom a command is about, with the membership that is open, if one is. */
export interface LoadedMember {
  readonly person: Person;
  readonly membership: OpenMembership | null;
  readonly place: Place;
}

export async function openMembershipOf(tx: ReadTx, { regionId, id }: Person): Promise<OpenMembership | null> {
  const { rows } = await sql<OpenMembership>`
    select id, branch_id as "branchId", unit_id as "unitId", standing, from_on as "fromOn", joined_on as "joinedOn", path::text as path, party_path::text as "partyPath"
    from membership where region_id = ${regionId} and person_id = ${id}::uuid and to_on is null`.execute(tx);
  return rows[0] ?? null;
}

/** Two commands about one person wait for each other. Null for whom one does not see. */
export async function loadMember(tx: Tx, personId: string): Promise<LoadedMember | null> {
  const seen = await findPerson(tx, personId);
  if (seen === null) return null;
  await sql`select from person where region_id = ${seen.regionId} and id = ${personId}::uuid for update`.execute(tx);
  // What waited for the lock may have moved.
  const person = await findPerson(tx, personId);
  return person === null ? null : { person, membership: await openMembershipOf(tx, person), place: person.place };
}

/** What the counters gain or lose, and the standings of the units concerned to be worked out again. */
export async function keepFigures(
  tx: Tx,
  regionId: number,
  figures: readonly Pick<Delta, 'measure' | 'amount' | 'path' | 'partyPath'>[],
  unitIds: readonly string[],
): Promise<void> {
  await addDeltas(
    tx,
    figures.map((figure) => ({ ...figure, regionId, campaignId: null })),
  );
  await markAllDirty(tx, await participationsOfUnits(tx, regionId, unitIds));
}

/** An entry about one member, at the unit; what it says of the person can be erased with the person's salt. */
export function memberFact(
  { person, membership }: { readonly person: Pick<Person, 'regionId' | 'salt'>; readonly membership: OpenMembership },
  kind: string,
  subjectId: string,
  {
    head,
    personal,
    occurredAt = null,
  }: Pick<LedgerFact, 'head'> & {
    readonly personal: LedgerFact['personal'][number]['value'];
    readonly occurredAt?: Date | null;
  },
): LedgerFact {
  return {
    regionId: person.regionId,
    unitId: membership.unitId,
    kind,
    subjectId,
    place: leafPlace(membership.path, membership.partyPath),
    occurredAt,
    summary: {},
    head,
    personal: [{ salt: person.salt, value: personal }],
  };
}
