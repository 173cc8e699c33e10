import type { Place } from '@muster/core/access';
import type { ChangingOrganisation, Held, MergingChild, NewParent, Tree } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** An organisation as a command that changes it loads it. */
export interface Changing extends ChangingOrganisation {
  readonly tree: Tree;
  readonly place: Place;
  readonly levelsBeneath: number;
}

type Row = Omit<Changing, 'place'> & { readonly linked: string[] };

/** Of those visible; a node above one's own place comes with its name and path alone. */
export async function changingOf(tx: ReadTx, id: string): Promise<Changing | null> {
  const { rows } = await sql<Row>`
    select o.region_id as "regionId", o.id, o.tree, o.kind, o.name, o.parent_id as "parentId", o.path::text as path,
      o.linked::text[] as linked, o.opened_on as "openedOn", coalesce(p.from_on, o.opened_on) as "underParentSince",
      o.closed_on is not null as "isClosed",
      (select max(nlevel(b.path)) - nlevel(o.path) from organisation b where b.region_id = o.region_id and b.path <@ o.path) as "levelsBeneath"
    from region r join organisation o on o.region_id = r.region_id and o.id = ${id}::uuid and o.moved_to is null
    left join organisation_parent p on p.region_id = o.region_id and p.organisation_id = o.id and p.to_on is null`.execute(
    tx,
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, place: { path: row.path, linked: row.linked } };
}

/** The names of open organisations directly beneath a node, and all paths there that were ever given. */
export async function takenBeneath(
  tx: ReadTx,
  { regionId, id }: Pick<Changing, 'regionId' | 'id'>,
): Promise<Pick<NewParent, 'takenNames' | 'takenPaths'>> {
  const { rows } = await sql<{ name: string; path: string; isOpen: boolean }>`
    select name, path::text as path, closed_on is null as "isOpen" from organisation
    where region_id = ${regionId} and parent_id = ${id}::uuid`.execute(tx);
  return {
    takenNames: new Set(rows.filter(({ isOpen }) => isOpen).map(({ name }) => name)),
    takenPaths: new Set(rows.map(({ path }) => path)),
  };
}

/** What hangs directly beneath a node and is open, as a merger moves it. */
export async function childrenToMove(
  tx: ReadTx,
  { regionId, id }: Pick<Changing, 'regionId' | 'id'>,
): Promise<MergingChild[]> {
  const { rows } = await sql<MergingChild>`
    select o.id, o.name, o.path::text as path, coalesce(p.from_on, o.opened_on) as "underParentSince",
      (select max(nlevel(b.path)) - nlevel(o.path) from organisation b where b.region_id = o.region_id and b.path <@ o.path) as "levelsBeneath"
    from organisation o
    left join organisation_parent p on p.region_id = o.region_id and p.organisation_id = o.id and p.to_on is null
    where o.region_id = ${regionId} and o.parent_id = ${id}::uuid and o.closed_on is null
    order by o.path`.execute(tx);
  return rows;
}

/** What stands in the way of closing it. What a closed campaign left open never goes on, and holds nothing up. */
export async function heldBy(tx: ReadTx, { regionId, id }: Pick<Changing, 'regionId' | 'id'>): Promise<Held> {
  const { rows } = await sql<Held>`
    select
      array(select name from organisation where region_id = ${regionId} and parent_id = ${id}::uuid and closed_on is null
        order by position, name) as children,
      array(select b.name from branch_serves_unit s join organisation b on b.region_id = s.region_id and b.id = s.branch_id
        where s.region_id = ${regionId} and s.unit_id = ${id}::uuid and s.is_host and s.to_on is null and b.closed_on is null
        order by b.path) as "hostedBranches",
      (select count(*) from membership where region_id = ${regionId} and to_on is null and (unit_id = ${id}::uuid or branch_id = ${id}::uuid)) as members,
      (select count(*) from transfer where region_id = ${regionId} and outcome is null
        and ${id}::uuid in (from_unit_id, from_branch_id, to_unit_id, to_branch_id)) as "openTransfers",
      (select count(*) from transition n join campaign c on c.id = n.campaign_id and c.closed_on is null
        where n.region_id = ${regionId} and n.unit_id = ${id}::uuid and n.ended_at is null) as "openTransitions",
      (select count(*) from assessment a join campaign c on c.id = a.campaign_id and c.closed_on is null
        where a.region_id = ${regionId} and a.unit_id = ${id}::uuid
        and not exists (select from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id)) as "openAssessments",
      u.orders as "openOrders", u.first as "firstOrder"
    from (select count(*) as orders, (array_agg(json_build_object('id', order_id, 'text', body, 'dueOn', due_on) order by place))[1] as first
      from organisation_unmended(${regionId}, ${id}::uuid) with ordinality as o (order_id, body, due_on, place)) u`.execute(
    tx,
  );
  const [held] = rows;
  if (held === undefined) throw new Error('a sum has one row');
  return held;
}
