import type { RouteAnswer } from '@muster/contract';
import type { listPresences } from '@muster/contract/study';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import { idAtHand } from '../campaign/index.ts';
import { beyondSight, type Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';

type Answer = RouteAnswer<typeof listPresences>;
type Row = Answer['rows'][number];

interface Wish {
  readonly week?: CivilDate | undefined;
  readonly presence: 'present' | 'absent';
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Behind the attendances of a week: whose they are, by the latest meeting first. The cursor is the sheet and the person of the last one. */
export async function presencesBeneath(
  tx: ReadTx,
  node: Node,
  { week, presence, after, limit }: Wish,
  asking: Asking,
  timeZone: string,
): Promise<Answer> {
  const campaignId = await idAtHand(tx, node, asking);
  if (campaignId === null) return { rows: [], all: 0, beyond: 0, next: null };
  const counted = `${presence === 'present' ? 'attendances' : 'absences'}${week === undefined ? '' : `@${week}`}`;
  const [afterSheet = null, afterPerson = null] = after?.split('_') ?? [];
  const midnight = (day: CivilDate) => sql`(${day}::date::timestamp at time zone ${timeZone})`;
  const keys = await sql<{ sheets: string[]; people: string[]; total: number }>`
    select sheets::text[] as sheets, people::text[] as people, total
    from study_presences_page(${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${node.kind}, ${node.id}::uuid,
      ${campaignId}::uuid, ${presence}, ${week ?? null}::date,
      ${week === undefined ? sql`'-infinity'` : midnight(week)}, ${week === undefined ? sql`'infinity'` : midnight(addDays(week, 7))}, ${afterSheet}::uuid, ${afterPerson}::uuid, ${limit + 1})`.execute(
    tx,
  );
  const { sheets, people, total } = keys.rows[0] ?? { sheets: [], people: [], total: 0 };
  const { rows } = await sql<Omit<Row, 'activity'> & { activity: Omit<Row['activity'], 'startsAt'>; startsAt: Date }>`
    with listed as materialized (
      select l.place, t.person_id, t.branch_id, t.reason, s.activity_id
      from unnest(${sheets.slice(0, limit)}::uuid[], ${people.slice(0, limit)}::uuid[]) with ordinality l (sheet, person, place)
      join attendance t on t.region_id = ${node.regionId} and t.sheet_id = l.sheet and t.person_id = l.person
      join study_sheets(${node.regionId}, null, ${sheets.slice(0, limit)}::uuid[]) s on s.id = t.sheet_id
    ), held as materialized (
      -- Also what another one held, and each once.
      select v.* from study_activities(${node.regionId}, (select array_agg(distinct activity_id) from listed)) v
    )
    select json_build_object('id', listed.person_id, 'name', coalesce(p.name, '')) as person, json_build_object('id', b.id, 'name', b.name) as branch,
      json_build_object('id', v.id, 'kind', v.kind, 'topic', v.topic) as activity, v.starts_at as "startsAt", listed.reason
    from listed
    join held v on v.id = listed.activity_id
    join organisation b on b.region_id = ${node.regionId} and b.id = listed.branch_id
    -- As the sheet names them: whoever has moved to another branch since is on it still.
    left join access_people((select array_agg(distinct person_id) from listed)) p on p.person_id = listed.person_id
    order by listed.place`.execute(tx);
  return {
    rows: rows.map(({ startsAt, activity, ...row }) => ({
      ...row,
      activity: { ...activity, startsAt: startsAt.toISOString() },
    })),
    all: total,
    beyond: await beyondSight(tx, node, asking.actor, total, {
      campaignId,
      times: ({ measure }) => (measure === counted ? 1 : 0),
    }),
    next: people.length > limit ? `${sheets[limit - 1]}_${people[limit - 1]}` : null,
  };
}
