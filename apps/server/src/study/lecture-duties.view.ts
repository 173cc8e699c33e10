import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** A unit in an open stage, as far as lectures are asked of it. */
export interface Asked {
  readonly regionId: number;
  readonly campaignId: string;
  readonly participationId: string;
  readonly unitId: string;
  readonly stageCode: string;
  readonly track: string;
  readonly path: string;
  readonly linked: readonly string[];
  /** Who holds the office of its head. */
  readonly heads: readonly { readonly id: string; readonly personId: string }[];
}

/** Of participations that open a stage, or of units in whatever stages are open. */
export async function askedOfUnits(
  tx: ReadTx,
  wanted: { readonly regionId: number } & (
    | { readonly participationIds: readonly string[]; readonly stageCode: string }
    | { readonly unitIds: readonly string[] }
  ),
): Promise<readonly Asked[]> {
  const which =
    'unitIds' in wanted
      ? sql`p.unit_id = any (${[...wanted.unitIds]}::uuid[]) and s.opened_at is not null and s.closed_at is null`
      : sql`p.id = any (${[...wanted.participationIds]}::uuid[]) and s.stage_code = ${wanted.stageCode}`;
  const { rows } = await sql<Asked>`
    select p.region_id as "regionId", p.campaign_id as "campaignId", p.id as "participationId", p.unit_id as "unitId",
      s.stage_code as "stageCode", p.track, p.path::text, p.linked::text[] as linked,
      (select coalesce(json_agg(json_build_object('id', a.id, 'personId', a.person_id) order by a.id), '[]') from appointment a
        where a.organisation_id = p.unit_id and a.role = 'head' and a.to_on is null) as heads
    from participation p
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id
    where p.region_id = ${wanted.regionId} and p.ended_at is null and ${which}`.execute(tx);
  return rows;
}

export interface LectureOwed {
  readonly id: string;
  readonly participationId: string;
  readonly dutyCode: string;
}

/** What a lecture may close: its lecturer's own duties, and those of the units that met. */
export async function lecturesOwed(
  tx: ReadTx,
  lecture: {
    readonly regionId: number;
    readonly campaignId: string;
    readonly stageCode: string;
    readonly lecturerId: string | null;
    readonly unitIds: readonly string[];
  },
): Promise<readonly LectureOwed[]> {
  const { rows } = await sql<LectureOwed>`
    with found as (
      select id from obligation where region_id = ${lecture.regionId} and person_id = ${lecture.lecturerId}::uuid
      union
      select o.id from participation p
        join obligation o on o.region_id = p.region_id and o.participation_id = p.id and o.addressee = 'unit'
       where p.region_id = ${lecture.regionId} and p.campaign_id = ${lecture.campaignId}
         and p.ended_at is null and p.unit_id = any (${[...lecture.unitIds]}::uuid[]))
    select o.id, o.participation_id as "participationId", o.duty_code as "dutyCode"
    from obligation o
    where o.region_id = ${lecture.regionId} and o.id in (select id from found) and o.campaign_id = ${lecture.campaignId}
      and o.stage_code = ${lecture.stageCode} and o.kind = 'lecture' and o.cancelled_at is null`.execute(tx);
  return rows;
}

/** Offices whose lecture has not been given: those of a person, or one that ended. */
export async function officesOwing(
  tx: ReadTx,
  regionId: number,
  whose: { readonly personId: string } | { readonly appointmentId: string },
): Promise<readonly string[]> {
  const which =
    'personId' in whose ? sql`o.person_id = ${whose.personId}::uuid` : sql`o.origin_id = ${whose.appointmentId}::uuid`;
  const { rows } = await sql<{ id: string }>`
    select distinct o.origin_id as id from obligation o
    where o.region_id = ${regionId} and o.kind = 'lecture' and o.origin_kind = 'appointment' and o.cancelled_at is null and ${which}
      and not exists (select from obligation_discharge d
        where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null)`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Lectures at activities that were voided, by their sheets. */
export async function lecturesOfVoided(
  tx: ReadTx,
  regionId: number,
  sheetIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct l.id from sheet s
    join activity a on a.region_id = s.region_id and a.id = s.activity_id and a.voided_at is not null
    join lecture l on l.region_id = a.region_id and l.activity_id = a.id
    where s.region_id = ${regionId} and s.id = any (${[...sheetIds]}::uuid[])`.execute(tx);
  return rows.map(({ id }) => id);
}
