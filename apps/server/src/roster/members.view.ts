import type { RouteAnswer } from '@muster/contract';
import type { listMembers } from '@muster/contract/roster';
import type { Standing } from '@muster/core/roster';
import { sql, type RawBuilder } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

type Answer = RouteAnswer<typeof listMembers>;
type Member = Answer['members'][number];
type Row = Omit<Member, 'minutes' | 'collectiveMinutes'> & { readonly membershipId: string };

/** What stands beside each row, and alone where there is none. */
interface Counted {
  readonly all: number;
  readonly at: string | null;
}

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
): Promise<Answer> {
  const own = node.tree === 'place' ? sql.ref('m.path') : sql.ref('m.party_path');
  const ofStanding = standing === undefined ? sql`` : sql`and m.standing = ${standing}`;
  const people =
    category === undefined
      ? sql``
      : sql`join person p on p.region_id = m.region_id and p.id = m.person_id and ${category} = any (p.categories)`;
  // Names are looked up from the cursor's place to where a page must end, not of all whose names might be on it.
  const { rows: counted } = await sql<Counted & (Row | { readonly membershipId: null })>`
    with here as materialized (
      select m.region_id, m.id, ${own} as at from membership m ${people} where ${membershipsBeneath(node)} ${ofStanding}
    ), last as materialized (
      ${after === undefined ? sql`select null::ltree as at, null::text as name, null::uuid as id` : cursorOf(node, after)}
    ), edge as materialized (
      select at from (
        select h.at from here h cross join last where last.at is null or h.at >= last.at
        order by h.at limit ${limit + 1} + (select count(*) from here h join last on h.at = last.at)
      ) nearest order by at desc limit 1
    ), page as (
      select h.at, m.id as "membershipId", p.id as "personId", p.name, p.code, p.born_in as "bornIn", p.categories, m.standing, m.from_on as "fromOn",
        json_build_object('id', m.branch_id, 'name', coalesce(b.name, '')) as branch, json_build_object('id', m.unit_id, 'name', coalesce(u.name, '')) as unit
      from edge
      cross join last
      join here h on h.at <= edge.at and (last.at is null or h.at >= last.at)
      join membership m on m.region_id = h.region_id and m.id = h.id
      join person p on p.region_id = m.region_id and p.id = m.person_id
      left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
      left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
      where last.at is null or (h.at, p.name, h.id) > (last.at, last.name, last.id)
      order by h.at, p.name, h.id
      limit ${limit + 1}
    )
    select c."all", page.* from (select count(*) as "all" from here) c left join page on true
    order by page.at, page.name, page."membershipId"`.execute(tx);
  const rows = counted.filter((row): row is Counted & Row => row.membershipId !== null);
  const page = rows.slice(0, limit);
  const earned = await hoursOf(
    tx,
    node.regionId,
    page.map((row) => row.personId),
  );
  return {
    members: page.map(({ membershipId: _key, all: _all, at: _at, ...row }) => ({
      ...row,
      minutes: earned.get(row.personId)?.minutes ?? 0,
      collectiveMinutes: earned.get(row.personId)?.collectiveMinutes ?? 0,
    })),
    all: counted[0]?.all ?? 0,
    next: rows.length > limit ? (page.at(-1)?.membershipId ?? null) : null,
  };
}

/** At the leaves the key finds the rows; above them the path does. */
export function membershipsBeneath(node: Node): RawBuilder<boolean> {
  const open = sql`m.region_id = ${node.regionId} and m.to_on is null`;
  if (node.kind === 'branch') return sql`${open} and m.branch_id = ${node.id}::uuid`;
  if (node.kind === 'unit') return sql`${open} and m.unit_id = ${node.id}::uuid`;
  const own = node.tree === 'place' ? sql.ref('m.path') : sql.ref('m.party_path');
  return sql`${open} and ${own} <@ ${node.place.path}::ltree`;
}

function cursorOf(node: Node, membershipId: string): RawBuilder<unknown> {
  const own = node.tree === 'place' ? sql.ref('m.path') : sql.ref('m.party_path');
  return sql`
    select ${own} as at, p.name, m.id from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
    where m.region_id = ${node.regionId} and m.id = ${membershipId}::uuid`;
}

interface Earned {
  readonly personId: string;
  readonly minutes: number;
  readonly collectiveMinutes: number;
}

/** What each earned, in whichever branch, in the stage that is open for the unit, in the campaign that runs: the one begun last. */
async function hoursOf(
  tx: ReadTx,
  regionId: number,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Earned>> {
  const { rows } = await sql<Earned>`
    with running as (select id from campaign where closed_on is null order by started_on desc, id desc limit 1)
    select e.person_id as "personId", e.minutes, e.collective_minutes as "collectiveMinutes"
    from running
    cross join lateral study_earned(${regionId}, running.id, ${personIds}::uuid[]) e
    join membership m on m.region_id = ${regionId} and m.person_id = e.person_id and m.to_on is null
    join participation p on p.region_id = m.region_id and p.unit_id = m.unit_id and p.campaign_id = running.id
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = e.stage_code
      and s.opened_at is not null and s.closed_at is null`.execute(tx);
  return new Map(rows.map((row) => [row.personId, row]));
}
