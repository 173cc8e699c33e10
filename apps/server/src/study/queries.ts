import type { Place } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** An activity as whoever answers for a branch that met sees it, be it as a guest. */
export interface ActivityRow {
  readonly region_id: number;
  readonly id: string;
  readonly campaign_id: string;
  readonly stage_code: string;
  readonly host_unit_id: string;
  readonly host_branch_id: string;
  readonly branch_name: string;
  readonly unit_name: string;
  readonly kind: string;
  readonly topic: string;
  readonly place: string | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly minutes: number;
  readonly is_collective: boolean;
  readonly is_late: boolean;
  readonly late_reason: string | null;
  readonly recorded_by_name: string;
  readonly recorded_at: Date;
  readonly voided_at: Date | null;
  readonly voided_by_name: string | null;
  readonly void_reason: string | null;
  readonly planned_id: string | null;
  readonly path: string;
  readonly party_path: string;
}

export async function activityRow(tx: ReadTx, id: string): Promise<ActivityRow | null> {
  const [row] = await activityRows(tx, null, [id]);
  return row ?? null;
}

/** Latest first; in any region, where none is given. */
export async function activityRows(
  tx: ReadTx,
  regionId: number | null,
  ids: readonly string[],
): Promise<readonly ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select * from study_activities(${regionId}, ${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

/** Where whoever reads an activity may be: also at a unit with members on a sheet of it, who reads what they met for. */
export async function readPlace(tx: ReadTx, activity: ActivityRow): Promise<Place> {
  const { region_id: regionId, id, path, party_path: partyPath } = activity;
  const { rows } = await sql<{ unit: string }>`
    select distinct unnest(units) as unit from study_sheets(${regionId}, array[${id}]::uuid[], null)`.execute(tx);
  return { path, linked: [partyPath, ...rows.map(({ unit }) => unit)] };
}

interface HeldMeeting {
  readonly branchId: string;
  readonly id: string;
  readonly kind: string;
  readonly topic: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** What branches met for between two instants, also with others; voided ones are none. */
export async function heldBetween(
  tx: ReadTx,
  regionId: number,
  campaignId: string,
  branchIds: readonly string[],
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
): Promise<readonly HeldMeeting[]> {
  const { rows } = await sql<HeldMeeting>`
    select branch_id as "branchId", activity_id as id, kind, topic, starts_at as "startsAt", ends_at as "endsAt"
    from study_held(${regionId}, ${campaignId}::uuid, ${branchIds}::uuid[], ${startsAt}, ${endsAt})`.execute(tx);
  return rows;
}

/** The version of a branch's sheet that stands. */
export async function standingSheet(tx: ReadTx, regionId: number, activityId: string, branchId: string) {
  const row = await tx
    .selectFrom('sheet')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('activity_id', '=', activityId)
    .where('branch_id', '=', branchId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** The first version of each, by its id: what came of it answers to that one, whichever stands. */
export async function firstSheets(
  tx: ReadTx,
  regionId: number,
  sheetIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; first: string }>`
    select s.id, f.id as first
    from sheet s
    join sheet f on f.region_id = s.region_id and f.activity_id = s.activity_id and f.branch_id = s.branch_id and f.version = 1
    where s.region_id = ${regionId} and s.id = any (${[...sheetIds]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, first }) => [id, first]));
}

export type SheetRow = NonNullable<Awaited<ReturnType<typeof standingSheet>>>;

export type AttendanceLine = Awaited<ReturnType<typeof attendanceLines>>[number];

/** Everybody on the sheets of an activity that stand. */
export async function attendanceLines(tx: ReadTx, activityId: string) {
  return tx
    .selectFrom('attendance as a')
    .innerJoin('sheet as s', (join) => join.onRef('s.region_id', '=', 'a.region_id').onRef('s.id', '=', 'a.sheet_id'))
    .select([
      'a.sheet_id',
      'a.person_id',
      'a.unit_id',
      'a.branch_id',
      'a.stage_code',
      'a.carried_to',
      'a.reason',
      'a.minutes',
      'a.starts_at',
    ])
    .select(['a.path', 'a.party_path', sql<'present' | 'absent'>`a.presence`.as('presence')])
    .where('s.activity_id', '=', activityId)
    .where('s.superseded_at', 'is', null)
    .orderBy('a.person_id')
    .execute();
}
