import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { listQuietBranches } from '@muster/contract/study';
import { addDays, civilDateAt } from '@muster/core/kernel';
import { sql } from 'kysely';
import { idAtHand } from '../../campaign/index.ts';
import type { Node } from '../../organisation/index.ts';
import type { Context } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';

type Answer = RouteAnswer<typeof listQuietBranches>;
type Row = Answer['rows'][number] & { readonly all: number };

/** A branch is quiet for itself: what others held without it is none of its own. */
export async function quietBranchesAt(
  tx: ReadTx,
  node: Node,
  { days, after, limit }: RouteInput<typeof listQuietBranches>['query'],
  context: Pick<Context, 'actor' | 'said' | 'platform'>,
): Promise<Answer> {
  const { clock, timeZone } = context.platform;
  const since = addDays(civilDateAt(clock.now(), timeZone), -days);
  const campaignId = await idAtHand(tx, node, context);
  if (campaignId === null) return { since, rows: [], all: 0, next: null };
  const { rows } = await sql<Row>`
    with q as materialized (
      select q.*, count(*) over ()::int as "all", row_number() over (order by path, branch_id) as position
      from study_quiet(${node.regionId}, ${node.place.path}::ltree, ${campaignId}::uuid, ${since}::date) q)
    select q."all", json_build_object('id', q.branch_id, 'name', coalesce(b.name, '')) as branch,
      json_build_object('id', q.unit_id, 'name', coalesce(u.name, '')) as unit, q.stage_code as "stageCode", q.starts_on as "stageStartedOn",
      case when q.activity_id is not null then json_build_object('activityId', q.activity_id, 'on', q.last_on) end as last
    from q
    left join organisation b on b.region_id = ${node.regionId} and b.id = q.branch_id
    left join organisation u on u.region_id = ${node.regionId} and u.id = q.unit_id
    where q.position > coalesce((select position from q where branch_id = ${after ?? null}::uuid), 0)
    order by q.position limit ${limit + 1}`.execute(tx);
  const shown = rows.slice(0, limit);
  return {
    since,
    rows: shown.map(({ all: _all, ...row }) => row),
    all: rows[0]?.all ?? 0,
    next: rows.length > limit ? (shown.at(-1)?.branch.id ?? null) : null,
  };
}
