import type { RouteAnswer } from '@muster/contract';
import type { listMembers } from '@muster/contract/roster';
import { sql, type RawBuilder } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

type Answer = RouteAnswer<typeof listMembers>;
type Member = Answer['members'][number];
type Row = Omit<Member, 'minutes' | 'collectiveMinutes'> & { readonly membershipId: string };

/** Present members at and beneath a node of either tree, by tree and name; `after` is the last membership of the page before. */
export async function membersBeneath(
  tx: ReadTx,
  node: Node,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Answer> {
  const own = node.tree === 'place' ? sql.ref('m.path') : sql.ref('m.party_path');
  const here = membershipsBeneath(node);
  const counted = await sql<{ all: number }>`select count(*) as "all" from membership m where ${here}`.execute(tx);
  const { rows } = await sql<Row>`
    select m.id as "membershipId", p.id as "personId", p.name, p.code, p.born_in as "bornIn", p.categories, m.standing, m.from_on as "fromOn",
      json_build_object('id', m.branch_id, 'name', coalesce(b.name, '')) as branch, json_build_object('id', m.unit_id, 'name', coalesce(u.name, '')) as unit
    from membership m
    join person p on p.region_id = m.region_id and p.id = m.person_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    where ${here} ${after === undefined ? sql`` : sql`and (${own}, p.name, m.id) > (${keyOf(node, after)})`}
    order by ${own}, p.name, m.id
    limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  const earned = await hoursOf(
    tx,
    node.regionId,
    page.map((row) => row.personId),
  );
  return {
    members: page.map(({ membershipId: _key, ...row }) => ({
      ...row,
      minutes: earned.get(row.personId)?.minutes ?? 0,
      collectiveMinutes: earned.get(row.personId)?.collectiveMinutes ?? 0,
    })),
    all: counted.rows[0]?.all ?? 0,
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

function keyOf(node: Node, membershipId: string): RawBuilder<unknown> {
  const own = node.tree === 'place' ? sql.ref('last.path') : sql.ref('last.party_path');
  return sql`
    select ${own}, person.name, last.id from membership last
    join person on person.region_id = last.region_id and person.id = last.person_id
    where last.region_id = ${node.regionId} and last.id = ${membershipId}::uuid`;
}

interface Earned {
  readonly personId: string;
  readonly minutes: number;
  readonly collectiveMinutes: number;
}

/** What each earned in the stage that is open for the unit, in the campaign that runs: the one begun last. */
async function hoursOf(
  tx: ReadTx,
  regionId: number,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Earned>> {
  const { rows } = await sql<Earned>`
    select a.person_id as "personId", sum(a.minutes) as minutes, coalesce(sum(a.minutes) filter (where a.is_collective), 0) as "collectiveMinutes"
    from attendance a
    join membership m on m.region_id = a.region_id and m.person_id = a.person_id and m.to_on is null
    join participation p on p.region_id = m.region_id and p.unit_id = m.unit_id and p.campaign_id = a.campaign_id
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = a.stage_code
      and s.opened_at is not null and s.closed_at is null
    where a.region_id = ${regionId} and a.person_id = any (${personIds}::uuid[]) and a.voided_at is null
      and a.campaign_id = (select id from campaign where closed_on is null order by started_on desc, id desc limit 1)
    group by a.person_id`.execute(tx);
  return new Map(rows.map((row) => [row.personId, row]));
}
