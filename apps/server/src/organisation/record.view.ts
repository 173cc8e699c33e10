import type { RouteAnswer } from '@muster/contract';
import type { readOrganisationRecord } from '@muster/contract/organisation';
import { mayActOn } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { figuresAt } from './figures.view.ts';
import type { Node } from './queries.ts';
import { remediesAt } from './remedies/remedies.view.ts';

type Answer = RouteAnswer<typeof readOrganisationRecord>;

interface Facts extends Pick<Answer, 'operation' | 'className' | 'underParentSince'> {
  readonly isClosed: boolean;
  readonly hasOpenRemedy: boolean;
  readonly closing: Answer['closing'];
}

/** Everything that is known of one organisation, in as many queries for a branch as for the whole tree. */
export async function recordOf(tx: ReadTx, node: Node, actor: Actor): Promise<Answer> {
  const { regionId, id, place } = node;
  const { rows } = await sql<Facts>`
    select o.operation, case when k.code is null then null else json_build_object('zh', k.title_zh, 'en', k.title_en) end as "className",
      coalesce(p.from_on, o.opened_on) as "underParentSince", o.closed_on is not null as "isClosed",
      case when o.closed_on is null then null else json_build_object('on', o.closed_on, 'reason', coalesce(o.closed_reason, ''),
        'by', o.closed_by_name, 'mergedInto', case when i.id is null then null else json_build_object('id', i.id, 'name', i.name) end,
        'movedTo', r.name) end as closing,
      exists (select from organisation_remedy m where m.region_id = o.region_id and m.organisation_id = o.id and m.ended_at is null) as "hasOpenRemedy"
    from organisation o
    left join unit_class k on k.code = o.class_code
    left join organisation i on i.region_id = o.region_id and i.id = o.merged_into
    left join region r on r.region_id = o.moved_to
    left join organisation_parent p on p.region_id = o.region_id and p.organisation_id = o.id and p.to_on is null
    where o.region_id = ${regionId} and o.id = ${id}::uuid`.execute(tx);
  const [facts] = rows;
  if (facts === undefined) throw new Error('the node was there a moment ago');
  const { isClosed, hasOpenRemedy, ...shown } = facts;
  const manages = !isClosed && mayActOn(actor.grants, 'manage-organisations', place);
  const isRoot = node.parentId === null;
  return {
    ...shown,
    figures: await figuresAt(tx, node),
    absorbed: await absorbedBy(tx, node),
    links: await linksOf(tx, node),
    parents: await parentsOf(tx, node),
    changes: await changesOf(tx, node),
    remedies: await remediesAt(tx, node, actor),
    may: {
      edit: manages,
      move: manages && !isRoot,
      close: manages && !isRoot,
      merge: manages && !isRoot && mayActOn(actor.grants, 'manage-roster', place),
      flag: manages && !hasOpenRemedy,
    },
  };
}

async function absorbedBy(tx: ReadTx, { regionId, id }: Node): Promise<Answer['absorbed']> {
  const { rows } = await sql<Answer['absorbed'][number]>`
    select id, kind, name, closed_on as on from organisation
    where region_id = ${regionId} and merged_into = ${id}::uuid order by closed_on, name`.execute(tx);
  return rows;
}

async function linksOf(tx: ReadTx, { regionId, id }: Node): Promise<Answer['links']> {
  const { rows } = await sql<Answer['links'][number]>`
    select o.id, o.kind, o.name, s.is_host as "isHost",
      case when a.id is null then null else json_build_object('id', a.id, 'name', a.name) end as above
    from branch_serves_unit s
    join organisation o on o.region_id = s.region_id and o.id = case s.branch_id when ${id}::uuid then s.unit_id else s.branch_id end
    left join organisation a on a.region_id = o.region_id and a.id = o.parent_id
    where s.region_id = ${regionId} and ${id}::uuid in (s.branch_id, s.unit_id) and s.to_on is null
    order by s.is_host desc, o.path`.execute(tx);
  return rows;
}

async function parentsOf(tx: ReadTx, { regionId, id }: Node): Promise<Answer['parents']> {
  const { rows } = await sql<Answer['parents'][number]>`
    select p.from_on as "fromOn", p.to_on as "toOn", p.reason, p.moved_by_name as by, false as formerly,
      case when o.id is null then null else jsonb_build_object('id', o.id, 'name', o.name,
        'opens', o.moved_to is null and o.path <@ any (current_setting('muster.scope')::ltree[])) end as parent
    from organisation_parent p left join organisation o on o.region_id = p.region_id and o.id = p.parent_id
    where p.region_id = ${regionId} and p.organisation_id = ${id}::uuid
    union all
    select f.from_on, f.to_on, f.reason, f.moved_by, true, case when f.parent_id is null then null
      else jsonb_build_object('id', f.parent_id, 'name', f.parent_name, 'opens', f.opens) end
    from organisation_former_parents(${id}::uuid) f
    order by 1 desc, 2 desc nulls first`.execute(tx);
  return rows;
}

/** Classes by their Chinese titles, as they are called now. */
async function changesOf(tx: ReadTx, { regionId, id }: Node): Promise<Answer['changes']> {
  const { rows } = await sql<Answer['changes'][number]>`
    select field, coalesce(b.title_zh, value_before) as before, coalesce(a.title_zh, value_after) as after, on_date as on, changed_by_name as by
    from organisation_change c
    left join unit_class b on c.field = 'class' and b.code = c.value_before
    left join unit_class a on c.field = 'class' and a.code = c.value_after
    where c.region_id = ${regionId} and c.organisation_id = ${id}::uuid order by c.recorded_at desc, c.id desc limit 200`.execute(
    tx,
  );
  return rows;
}
