import type { RouteAnswer } from '@muster/contract';
import type { listLeftBehind } from '@muster/contract/roster';
import { pathsWith } from '@muster/core/access';
import { sql, type RawBuilder } from 'kysely';
import { idAtHand } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';

type Answer = RouteAnswer<typeof listLeftBehind>;
type Filter = keyof Answer['counts'];

const holds: Readonly<Record<Filter, RawBuilder<boolean>>> = {
  all: sql`true`,
  'no-trace': sql`l.stage_code is not null and not l.has_trace`,
  floating: sql`'floating' = any (l.categories)`,
  infirm: sql`'infirm' = any (l.categories)`,
  'never-reached': sql`l.last_on is null`,
};

interface Read {
  readonly counts: Answer['counts'];
  readonly members: readonly (Answer['members'][number] & { readonly membershipId: string })[];
}

/** The rows and all their counts come from one list, so that a figure is as long as what it opens. By tree and name. */
export async function leftBehindAt(
  tx: ReadTx,
  node: Node,
  asked: { readonly filter: Filter; readonly after?: string | undefined; readonly limit: number },
  context: Pick<Context, 'actor' | 'said'>,
): Promise<Answer> {
  const campaignId = await idAtHand(tx, node, context);
  const own = node.tree === 'place' ? sql.ref('path') : sql.ref('party_path');
  const held = sql`${[...pathsWith(context.actor.grants, 'record-activity')]}::text[]::ltree[]`;
  const { rows } = await sql<Read>`
    with l as materialized (select * from roster_left_behind(${node.regionId}, ${node.place.path}::ltree, ${campaignId}::uuid)),
    counted as (
      select count(*) as "all", count(*) filter (where ${holds['no-trace']}) as "no-trace", count(*) filter (where ${holds.floating}) as floating,
        count(*) filter (where ${holds.infirm}) as infirm, count(*) filter (where ${holds['never-reached']}) as "never-reached"
      from l),
    page as (
      select l.membership_id as "membershipId", l.person_id as "personId", l.name, l.born_in as "bornIn", l.categories, l.standing,
        json_build_object('id', l.branch_id, 'name', coalesce(b.name, '')) as branch, json_build_object('id', l.unit_id, 'name', coalesce(u.name, '')) as unit,
        l.stage_code as "stageCode", l.has_trace as "hasTrace",
        case when l.last_on is not null then json_build_object('on', l.last_on, 'mode', l.last_mode, 'outcome', l.last_outcome) end as last,
        l.whereabouts, l.reach_by as "reachBy", l.path <@ any (${held}) or l.party_path <@ any (${held}) as "mayRecord"
      from l
      left join organisation b on b.region_id = ${node.regionId} and b.id = l.branch_id
      left join organisation u on u.region_id = ${node.regionId} and u.id = l.unit_id
      where ${holds[asked.filter]}
        ${
          asked.after === undefined
            ? sql``
            : sql`and (l.${own}, l.name, l.membership_id) > (
          select m.${own}, p.name, m.id from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
          where m.region_id = ${node.regionId} and m.id = ${asked.after}::uuid)`
        }
      order by l.${own}, l.name, l.membership_id
      limit ${asked.limit + 1})
    select (select row_to_json(counted) from counted) as counts, (select coalesce(json_agg(page), '[]') from page) as members`.execute(
    tx,
  );
  const [read] = rows;
  if (read === undefined) throw new Error('A count has no row.');
  const page = read.members.slice(0, asked.limit);
  return {
    counts: read.counts,
    members: page.map(({ membershipId: _key, ...row }) => row),
    next: read.members.length > asked.limit ? (page.at(-1)?.membershipId ?? null) : null,
  };
}
