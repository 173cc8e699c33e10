import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

export async function activityRow(tx: ReadTx, id: string) {
  const row = await tx.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

export type ActivityRow = NonNullable<Awaited<ReturnType<typeof activityRow>>>;

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

export type SheetRow = NonNullable<Awaited<ReturnType<typeof standingSheet>>>;

export type AttendanceLine = Awaited<ReturnType<typeof attendanceLines>>[number];

/** Everybody on the sheets of an activity that stand. */
export async function attendanceLines(tx: ReadTx, activityId: string) {
  return tx
    .selectFrom('attendance as a')
    .innerJoin('sheet as s', (join) => join.onRef('s.region_id', '=', 'a.region_id').onRef('s.id', '=', 'a.sheet_id'))
    .select(['a.sheet_id', 'a.person_id', 'a.unit_id', 'a.branch_id', 'a.stage_code', 'a.reason', 'a.minutes'])
    .select(['a.path', 'a.party_path', sql<'present' | 'absent'>`a.presence`.as('presence')])
    .where('s.activity_id', '=', activityId)
    .where('s.superseded_at', 'is', null)
    .orderBy('a.person_id')
    .execute();
}
