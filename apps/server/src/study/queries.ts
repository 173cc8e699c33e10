import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

export async function activityRow(tx: ReadTx, id: string) {
  const row = await tx.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

export type ActivityRow = NonNullable<Awaited<ReturnType<typeof activityRow>>>;

export interface AttendanceLine {
  readonly sheet_id: string;
  readonly person_id: string;
  readonly unit_id: string;
  readonly presence: 'present' | 'absent';
  readonly path: string;
}

export async function attendanceLines(tx: ReadTx, activityId: string): Promise<AttendanceLine[]> {
  return tx
    .selectFrom('attendance as a')
    .innerJoin('sheet as s', (join) => join.onRef('s.region_id', '=', 'a.region_id').onRef('s.id', '=', 'a.sheet_id'))
    .select(['a.sheet_id', 'a.person_id', 'a.unit_id', 'a.path', sql<'present' | 'absent'>`a.presence`.as('presence')])
    .where('s.activity_id', '=', activityId)
    .execute();
}
