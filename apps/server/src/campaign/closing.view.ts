import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

export interface Unfinished {
  readonly units: number;
  readonly unfinished: number;
  readonly names: { readonly id: string; readonly name: string }[];
}

const namedAtMost = 500;

/** The units that take part and have a stage that is not closed, by place in the tree: counted whole, named as far as a page reads. */
export async function unfinishedIn(tx: ReadTx, campaignId: string): Promise<Unfinished> {
  const { rows } = await sql<Unfinished>`
    with taking as (
      select p.region_id, p.unit_id, p.path, exists (
          select from participation_stage s where s.region_id = p.region_id and s.participation_id = p.id and s.closed_at is null) as "isUnder"
      from participation p where p.campaign_id = ${campaignId}::uuid and p.ended_at is null
    )
    select count(*)::int as units, (count(*) filter (where t."isUnder"))::int as unfinished,
      (select coalesce(json_agg(json_build_object('id', n.id, 'name', n.name) order by n.path), '[]') from (
        select u.id, u.name, u.path from taking o join organisation u on u.region_id = o.region_id and u.id = o.unit_id
        where o."isUnder" order by u.path limit ${namedAtMost}) n) as names
    from taking t`.execute(tx);
  return rows[0] ?? { units: 0, unfinished: 0, names: [] };
}
