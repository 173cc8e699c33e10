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
  // By the names that whoever sees the sheet may know: somebody on it may have moved to another branch since.
  const { rows: lines } = await sql<Line>`
    with line as (
      select t.person_id, t.presence, t.reason, t.minutes
      from sheet s join attendance t on t.region_id = s.region_id and t.sheet_id = s.id
      where s.region_id = ${row.region_id} and s.activity_id = ${id}::uuid)
    select line.person_id as "personId", coalesce(p.name, '') as name, line.presence, line.reason, line.minutes
    from line left join access_people((select array_agg(person_id) from line)) p on p.person_id = line.person_id
    order by p.name, line.person_id`.execute(tx);
  return {
    head: headOf(row),
    place: { path: row.path, linked: [row.party_path] },
    sheet: lines,
  };
}
