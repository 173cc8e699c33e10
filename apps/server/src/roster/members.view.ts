import type { RouteAnswer } from '@muster/contract';
import type { listMembers } from '@muster/contract/roster';
import type { Standing } from '@muster/core/roster';
import { sql, type RawBuilder } from 'kysely';
import { idAtHand } from '../campaign/index.ts';
import { beyondSight, type Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';

type Answer = RouteAnswer<typeof listMembers>;
type Member = Answer['members'][number];
type Row = Omit<Member, 'minutes' | 'collectiveMinutes'> & { readonly membershipId: string };

interface MembersWish {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly category?: string | undefined;
  readonly standing?: Standing | undefined;
}

/** Present members at and beneath a node of either tree, by tree and name; `after` is the last membership of the page before. */
export async function membersBeneath(
  tx: ReadTx,
  node: Node,
  { after, limit, category, standing }: MembersWish,
  asking: Asking,
): Promise<Answer> {
  const { rows: found } = await sql<{ page: string[]; all: number }>`
    select page, total as "all" from roster_page(${node.regionId}::int, ${node.tree}, ${node.place.path}::ltree, ${category ?? null},
      ${standing ?? null}, ${after ?? null}::uuid, ${limit + 1}::int)`.execute(tx);
  const [{ page: keys, all } = { page: [], all: 0 }] = found;
  const { rows } = await sql<Row>`
    select m.id as "membershipId", p.id as "personId", p.name, p.code, p.born_in as "bornIn", p.categories, m.standing, m.from_on as "fromOn",
      json_build_object('id', m.branch_id, 'name', coalesce(b.name, '')) as branch, json_build_object('id', m.unit_id, 'name', coalesce(u.name, '')) as unit
    from membership m
    join person p on p.region_id = m.region_id and p.id = m.person_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    where m.region_id = ${node.regionId} and m.id = any (${keys}::uuid[])
    order by array_position(${keys}::uuid[], m.id)`.execute(tx);
  const page = rows.slice(0, limit);
  const campaign = await idAtHand(tx, node, asking);
  const people = page.map((row) => row.personId);
  const earned = campaign === null ? new Map<string, Earned>() : await hoursOf(tx, node.regionId, campaign, people);
  return {
    members: page.map(({ membershipId: _key, ...row }) => ({
      ...row,
      minutes: earned.get(row.personId)?.minutes ?? 0,
      collectiveMinutes: earned.get(row.personId)?.collectiveMinutes ?? 0,
    })),
    all,
    beyond: await membersBeyond(tx, node, asking, { category, standing }),
    next: rows.length > limit ? (page.at(-1)?.membershipId ?? null) : null,
  };
}

/** The figures that lead here count full and probationary members, of all or of those away from home; by other words nobody is counted. */
async function membersBeyond(
  tx: ReadTx,
  node: Node,
  { actor }: Asking,
  { category, standing }: Pick<MembersWish, 'category' | 'standing'>,
): Promise<number> {
  if (standing !== undefined || (category !== undefined && category !== 'floating')) return 0;
  const { rows } = await sql<{ seen: number }>`
    select sum(r.total)::int as seen from unnest(array['full', 'probationary']) counted (standing)
    cross join lateral roster_page(${node.regionId}::int, ${node.tree}, ${node.place.path}::ltree, ${category ?? null}, counted.standing, null, 0) r`.execute(
    tx,
  );
  const figure = category ?? 'members';
  return beyondSight(tx, node, actor, rows[0]?.seen ?? 0, {
    campaignId: null,
    times: ({ measure }) => (measure === figure ? 1 : 0),
  });
}

/** At the leaves the key finds the rows; above them the path does. */
export function membershipsBeneath(node: Node): RawBuilder<boolean> {
  const open = sql`m.region_id = ${node.regionId} and m.to_on is null`;
  if (node.kind === 'branch') return sql`${open} and m.branch_id = ${node.id}::uuid`;
  if (node.kind === 'unit') return sql`${open} and m.unit_id = ${node.id}::uuid`;
  const own = node.tree === 'place' ? sql.ref('m.path') : sql.ref('m.party_path');
  return sql`${open} and ${own} <@ ${node.place.path}::ltree`;
}

interface Earned {
  readonly personId: string;
  readonly minutes: number;
  readonly collectiveMinutes: number;
}

/** What each earned, in whichever branch, in the stage that is open for the unit in the campaign at hand. */
async function hoursOf(
  tx: ReadTx,
  regionId: number,
  campaignId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Earned>> {
  // From the few people to their unit's stage, each by its key: left to itself the planner begins with all that take part.
  const { rows } = await sql<Earned>`
    with earned as materialized (select * from study_earned(${regionId}, ${campaignId}::uuid, ${personIds}::uuid[])),
    seated as materialized (
      select m.person_id, m.unit_id from membership m
      where m.region_id = ${regionId} and m.person_id = any (${personIds}::uuid[]) and m.to_on is null)
    select e.person_id as "personId", e.minutes, e.collective_minutes as "collectiveMinutes"
    from seated
    cross join lateral (
      select s.stage_code from participation p
      join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null and s.closed_at is null
      where p.region_id = ${regionId} and p.campaign_id = ${campaignId}::uuid and p.unit_id = seated.unit_id and p.ended_at is null
      offset 0) stage
    join earned e on e.person_id = seated.person_id and e.stage_code = stage.stage_code`.execute(tx);
  return new Map(rows.map((row) => [row.personId, row]));
}
