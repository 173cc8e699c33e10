import { mayActOn, type Place } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Refused } from '../../platform/command.ts';
import type { ReadTx, Tx } from '../../platform/database/db.ts';
import type { Actor } from '../../platform/identity.ts';
import { findPerson } from '../../roster/index.ts';

export interface Student {
  readonly regionId: number;
  readonly personId: string;
  readonly unitId: string;
  readonly path: string;
  readonly partyPath: string;
}

/** Oneself, or somebody for whose branch one records. Whom one may not write for does not exist. */
export async function studentAtHand(tx: ReadTx, personId: string, actor: Actor): Promise<Student | Refused> {
  const person = await findPerson(tx, personId);
  if (person === null || !mayWriteFor(actor, person)) return refuse('not-found');
  const { rows } = await sql<Pick<Student, 'unitId' | 'path' | 'partyPath'>>`
    select unit_id as "unitId", path::text as path, party_path::text as "partyPath"
    from membership where region_id = ${person.regionId} and person_id = ${personId}::uuid and to_on is null and standing <> 'applicant'`.execute(
    tx,
  );
  const [membership] = rows;
  return membership === undefined
    ? refuse('not-a-member')
    : { regionId: person.regionId, personId: person.id, ...membership };
}

export function mayWriteFor(actor: Actor, person: { readonly id: string; readonly place: Place }): boolean {
  return person.id === actor.personId || mayActOn(actor.grants, 'record-activity', person.place);
}

/** Two entries of one person follow one another, so that the second sees the minutes of the first. */
export async function lockLog(tx: Tx, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('study.self-study ' || ${personId}, 0))`.execute(tx);
}
