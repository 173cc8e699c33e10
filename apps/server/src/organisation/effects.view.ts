import type { RouteAnswer } from '@muster/contract';
import type { readChangeEffects } from '@muster/contract/organisation';
import { beginningOf } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { heldBy } from './changing.view.ts';
import { figuresAt } from './figures.view.ts';
import type { Node } from './queries.ts';

type Answer = RouteAnswer<typeof readChangeEffects>;

const namedAtMost = 20;

/** What a change would concern, in as many queries for a branch as for the whole tree. */
export async function effectsOf(tx: ReadTx, node: Node): Promise<Answer> {
  const { regionId, id } = node;
  const { rows } = await sql<Pick<Answer, 'offices' | 'teams' | 'children' | 'hostedBranches'>>`
    select
      (select count(*) from appointment where region_id = ${regionId} and organisation_id = ${id}::uuid and to_on is null) as offices,
      (select count(*) from team_unit where region_id = ${regionId} and unit_id = ${id}::uuid and to_on is null) as teams,
      coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'name', name)) from (
        select id, kind, name from organisation where region_id = ${regionId} and parent_id = ${id}::uuid and closed_on is null
        order by position, name limit ${namedAtMost}) c), '[]') as children,
      coalesce((select json_agg(json_build_object('id', b.id, 'kind', b.kind, 'name', b.name) order by b.path)
        from branch_serves_unit s join organisation b on b.region_id = s.region_id and b.id = s.branch_id and b.closed_on is null
        where s.region_id = ${regionId} and s.unit_id = ${id}::uuid and s.is_host and s.to_on is null), '[]') as "hostedBranches"`.execute(
    tx,
  );
  const [here] = rows;
  if (here === undefined) throw new Error('a select without from has one row');
  const { members, children, hostedBranches: _named, firstOrder: first, ...open } = await heldBy(tx, node);
  const firstOrder = first && { ...first, text: beginningOf(first.text) };
  const held = { ...open, firstOrder, ownMembers: members, childrenInAll: children.length };
  return { ...(await figuresAt(tx, node)), ...here, ...held };
}
