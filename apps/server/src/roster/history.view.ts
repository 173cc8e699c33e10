import type { RouteAnswer } from '@muster/contract';
import type { readHistory } from '@muster/contract/roster';
import { mayActOn } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { leafPlace } from '../platform/place.ts';
import type { Person } from './queries.ts';
import { unsettledOf } from './unsettled.view.ts';

type Answer = RouteAnswer<typeof readHistory>;
type End = Answer['ends'][number];
type Contact = Answer['contacts'][number];
type WithDates<T> = Omit<T, 'recordedAt' | 'voided'> & { readonly recordedAt: Date; readonly voided: RawVoid | null };
type RawVoid = { readonly at: string; readonly by: string; readonly reason: string };

/** Everything that has been recorded of a person as a member, latest first. */
export async function historyOf(tx: ReadTx, person: Person, actor: Actor): Promise<Answer> {
  const memberships = await membershipsOf(tx, person);
  const open = memberships.find(({ toOn }) => toOn === null);
  const isMember = open !== undefined;
  const mayManage = mayActOn(actor.grants, 'manage-roster', person.place);
  return {
    memberships,
    openTransfer: await openTransferOf(tx, person, mayManage),
    unsettled: mayManage && isMember ? await unsettledFor(tx, person, open.unit.id) : null,
    ends: await endsOf(tx, person, mayManage && !isMember),
    standings: await standingsOf(tx, person),
    corrections: await correctionsOf(tx, person),
    contacts: await contactsOf(tx, person, actor),
    offices: await officesHeld(tx, person),
    mayManage,
    mayRecordContact: isMember && mayActOn(actor.grants, 'record-activity', person.place),
    mayReport: isMember && actor.personId === person.id,
  };
}

async function membershipsOf(tx: ReadTx, { regionId, id }: Person): Promise<Answer['memberships']> {
  const { rows } = await sql<Answer['memberships'][number]>`
    select membership_id as id, json_build_object('id', branch_id, 'name', branch_name) as branch,
      json_build_object('id', unit_id, 'name', unit_name) as unit, standing, from_on as "fromOn", joined_on as "joinedOn", to_on as "toOn", end_reason as "endReason"
    from roster_memberships(${regionId}, ${id}::uuid)`.execute(tx);
  return rows;
}

async function openTransferOf(
  tx: ReadTx,
  { regionId, id }: Person,
  mayWithdraw: boolean,
): Promise<Answer['openTransfer']> {
  const { rows } = await sql<{ id: string; to: string; proposedAt: Date; proposedBy: string }>`
    select t.id, w.to_branch as "to", t.recorded_at as "proposedAt", t.proposed_by_name as "proposedBy"
    from transfer t join roster_transfer_words(array[t.id]) w on w.transfer_id = t.id
    where t.region_id = ${regionId} and t.person_id = ${id}::uuid and t.outcome is null`.execute(tx);
  const row = rows[0];
  return row === undefined ? null : { ...row, proposedAt: row.proposedAt.toISOString(), mayWithdraw };
}

async function unsettledFor(tx: ReadTx, { regionId, id }: Person, unitId: string): Promise<Answer['unsettled']> {
  const unsettled = await unsettledOf(tx, regionId, unitId);
  if (unsettled === null) return null;
  const { name, voteFails, orders, dueOn, onlyMember } = unsettled;
  return { unit: { id: unitId, name }, voteFails, orders, dueOn, isLast: onlyMember === id };
}

async function endsOf(tx: ReadTx, { regionId, id }: Person, mayVoid: boolean): Promise<End[]> {
  const { rows } = await sql<WithDates<Omit<End, 'mayVoid'>>>`
    select id, reason, on_date as "on", note, ended_by_name as by, recorded_at as "recordedAt", ${voided()} as voided
    from membership_end where region_id = ${regionId} and person_id = ${id}::uuid
    order by recorded_at desc, id desc`.execute(tx);
  const last = rows.findIndex((row) => row.voided === null);
  return rows.map((row, index) => ({ ...dated(row), mayVoid: mayVoid && index === last }));
}

async function standingsOf(tx: ReadTx, { regionId, id }: Person): Promise<Answer['standings']> {
  const { rows } = await sql<Omit<Answer['standings'][number], 'recordedAt'> & { recordedAt: Date }>`
    select id, standing_before as before, standing_after as after, on_date as "on", note, changed_by_name as by, recorded_at as "recordedAt"
    from standing_change where region_id = ${regionId} and person_id = ${id}::uuid
    order by on_date desc, recorded_at desc, id desc`.execute(tx);
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
}

async function correctionsOf(tx: ReadTx, { regionId, id }: Person): Promise<Answer['corrections']> {
  const { rows } = await sql<Omit<Answer['corrections'][number], 'recordedAt'> & { recordedAt: Date }>`
    select id, name, born_in as "bornIn", categories, reason, corrected_by_name as by, recorded_at as "recordedAt"
    from person_correction where region_id = ${regionId} and person_id = ${id}::uuid
    order by recorded_at desc, id desc`.execute(tx);
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
}

async function contactsOf(tx: ReadTx, { regionId, id }: Person, { grants }: Actor): Promise<Contact[]> {
  type Row = WithDates<Omit<Contact, 'mayVoid'>> & { readonly path: string; readonly partyPath: string };
  const { rows } = await sql<Row>`
    select id, mode, on_date as "on", outcome, note, whereabouts, reach_by as "reachBy", recorded_by_name as by, recorded_at as "recordedAt",
      is_late as "isLate", late_reason as "lateReason", ${voided()} as voided, path::text as path, party_path::text as "partyPath"
    from roster_contacts(${regionId}, ${id}::uuid)`.execute(tx);
  return rows.map(({ path, partyPath, ...row }) => ({
    ...dated(row),
    mayVoid: row.voided === null && mayActOn(grants, 'record-activity', leafPlace(path, partyPath)),
  }));
}

async function officesHeld(tx: ReadTx, { regionId, id }: Person): Promise<Answer['offices']> {
  const { rows } = await sql<Answer['offices'][number]>`
    select a.role, json_build_object('id', o.id, 'name', o.name) as organisation
    from appointment a join organisation o on o.region_id = a.region_id and o.id = a.organisation_id
    where a.region_id = ${regionId} and a.person_id = ${id}::uuid and a.to_on is null
    order by a.from_on, a.id`.execute(tx);
  return rows;
}

function voided() {
  return sql`case when voided_at is not null then json_build_object('at', voided_at, 'by', voided_by_name, 'reason', void_reason) end`;
}

function dated<Row extends { readonly recordedAt: Date; readonly voided: RawVoid | null }>(row: Row) {
  const { recordedAt, voided: mistake, ...rest } = row;
  return {
    ...rest,
    recordedAt: recordedAt.toISOString(),
    voided: mistake === null ? null : { ...mistake, at: new Date(mistake.at).toISOString() },
  };
}
