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
  /** The place in the list of what was given. */
  readonly place: number;
  readonly id: string;
  readonly participationId: string;
  readonly unitId: string;
  readonly stageCode: string;
  readonly dutyCode: string;
}

/** What lectures may close, in whichever stage: their lecturers' own duties, and those of the units that met; one query for any number of them. */
export async function lecturesOwed(
  tx: ReadTx,
  given: readonly {
    readonly regionId: number;
    readonly campaignId: string;
    readonly lecturerId: string | null;
    readonly unitIds: readonly string[];
  }[],
): Promise<readonly LectureOwed[]> {
  if (given.length === 0) return [];
  const { rows } = await sql<LectureOwed>`
    with given as materialized (
      select place, "regionId" as region_id, "campaignId" as campaign_id, "lecturerId" as lecturer_id, "unitIds" as unit_ids
      from jsonb_to_recordset(${JSON.stringify(given.map((each, place) => ({ ...each, place })))}::jsonb)
        as g (place int, "regionId" int, "campaignId" uuid, "lecturerId" uuid, "unitIds" uuid[])),
    found as (
      select g.place, o.region_id, o.id from given g join obligation o on o.region_id = g.region_id and o.person_id = g.lecturer_id
      union
      select g.place, o.region_id, o.id from given g
        join participation p on p.region_id = g.region_id and p.campaign_id = g.campaign_id and p.ended_at is null and p.unit_id = any (g.unit_ids)
        join obligation o on o.region_id = p.region_id and o.participation_id = p.id and o.addressee = 'unit')
    select g.place, o.id, o.participation_id as "participationId", o.unit_id as "unitId", o.stage_code as "stageCode", o.duty_code as "dutyCode"
    from found
    join given g on g.place = found.place
    join obligation o on o.region_id = found.region_id and o.id = found.id
    where o.campaign_id = g.campaign_id and o.kind = 'lecture' and o.cancelled_at is null
    order by g.place, o.id`.execute(tx);
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
