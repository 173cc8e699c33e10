import type { RouteAnswer } from '@muster/contract';
import type { listActivities, readActivity } from '@muster/contract/study';
import type { Place } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

type Page = RouteAnswer<typeof listActivities>;
type Head = Page['activities'][number];
type Line = RouteAnswer<typeof readActivity>['sheet'][number];

function heads(tx: ReadTx) {
  return tx
    .selectFrom('activity as a')
    .innerJoin('organisation as b', (join) =>
      join.onRef('b.region_id', '=', 'a.region_id').onRef('b.id', '=', 'a.host_branch_id'),
    )
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('sheet as s')
          .innerJoin('attendance as t', (join) =>
            join.onRef('t.region_id', '=', 's.region_id').onRef('t.sheet_id', '=', 's.id'),
          )
          .select((count) => [
            's.region_id',
            's.activity_id',
            count.fn.countAll<number>().as('on_roll'),
            sql<number>`count(*) filter (where t.presence = 'present')`.as('present'),
          ])
          .groupBy(['s.region_id', 's.activity_id'])
          .as('c'),
      (join) => join.onRef('c.region_id', '=', 'a.region_id').onRef('c.activity_id', '=', 'a.id'),
    )
    .selectAll('a')
    .select(['b.name as branch_name', 'c.on_roll', 'c.present']);
}

type HeadRow = Awaited<ReturnType<ReturnType<typeof heads>['execute']>>[number];

function headOf(row: HeadRow): Head {
  return {
    id: row.id,
    kind: row.kind,
    topic: row.topic,
    place: row.place,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    minutes: row.minutes,
    isCollective: row.is_collective,
    isLate: row.is_late,
    lateReason: row.late_reason,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: row.recorded_by_name,
    present: row.present ?? 0,
    onRoll: row.on_roll ?? 0,
    voided:
      row.voided_at === null
        ? null
        : { at: row.voided_at.toISOString(), by: row.voided_by_name ?? '', reason: row.void_reason ?? '' },
    branch: { id: row.host_branch_id, name: row.branch_name },
  };
}

/** Activities at and beneath a node of either tree, latest first; the cursor is the last one's start and id. */
export async function activitiesBeneath(
  tx: ReadTx,
  place: Place,
  after: string | undefined,
  limit: number,
): Promise<Page> {
  let query = heads(tx)
    .where(sql<boolean>`(a.path <@ ${place.path}::ltree or a.party_path <@ ${place.path}::ltree)`)
    .orderBy('a.starts_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit + 1);
  const [at, id] = after?.split('_') ?? [];
  if (at !== undefined && id !== undefined)
    query = query.where(sql<boolean>`(a.starts_at, a.id) < (${new Date(at)}::timestamptz, ${id}::uuid)`);
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    activities: shown.map(headOf),
    next: rows.length > limit && last !== undefined ? `${last.starts_at.toISOString()}_${last.id}` : null,
  };
}

export async function activityWithSheet(
  tx: ReadTx,
  id: string,
): Promise<{ head: Head; place: Place; sheet: Line[] } | null> {
  const row = await heads(tx).where('a.id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const lines = await tx
    .selectFrom('attendance as t')
    .innerJoin('sheet as s', (join) => join.onRef('s.region_id', '=', 't.region_id').onRef('s.id', '=', 't.sheet_id'))
    .innerJoin('person as p', (join) => join.onRef('p.region_id', '=', 't.region_id').onRef('p.id', '=', 't.person_id'))
    .select(['t.person_id', 'p.name', 't.reason', 't.minutes', sql<'present' | 'absent'>`t.presence`.as('presence')])
    .where('s.activity_id', '=', id)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  return {
    head: headOf(row),
    place: { path: row.path, linked: [row.party_path] },
    sheet: lines.map((line) => ({
      personId: line.person_id,
      name: line.name,
      presence: line.presence,
      reason: line.reason,
      minutes: line.minutes,
    })),
  };
}
