import type { RouteAnswer } from '@muster/contract';
import type { listChildrenOn } from '@muster/contract/organisation';
import type { CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Node } from './queries.ts';

type Answer = RouteAnswer<typeof listChildrenOn>;

/** What hung directly beneath a node on a day, under the names of that day; ones that one may see no more by the name they left with. */
export async function childrenOn(tx: ReadTx, { regionId, id }: Node, on: CivilDate): Promise<Answer> {
  const { rows } = await sql<Answer['nodes'][number]>`
    select p.organisation_id as id, coalesce(o.kind, p.kind) as kind,
      coalesce(renamed.value_before, o.name, p.name) as name, p.to_on as "untilOn"
    from organisation_parent p
    left join organisation o on o.region_id = p.region_id and o.id = p.organisation_id
    left join lateral (
      select c.value_before from organisation_change c
      where c.region_id = p.region_id and c.organisation_id = p.organisation_id and c.field = 'name' and c.on_date > ${on}::date
      order by c.on_date, c.recorded_at limit 1) renamed on true
    where p.region_id = ${regionId} and p.parent_id = ${id}::uuid and p.from_on <= ${on}::date and (p.to_on is null or p.to_on > ${on}::date)
    order by o.position, name, p.organisation_id`.execute(tx);
  return { nodes: rows };
}
