import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** A unit that a batch takes. */
export interface JoiningUnit {
  readonly regionId: number;
  readonly unitId: string;
  readonly path: string;
  readonly linked: readonly string[];
}

/**
 * Units beneath a node of either tree, within the campaign, that have a member present (applicants are in no denominator) and take
 * no part yet. In the order of their tree.
 */
export async function joiningUnits(
  tx: ReadTx,
  campaign: { readonly id: string; readonly path: string },
  nodePath: string,
): Promise<JoiningUnit[]> {
  const { rows } = await sql<JoiningUnit>`
    select o.region_id as "regionId", o.id as "unitId", o.path, o.linked::text[] as linked
    from organisation o
    where o.kind = 'unit' and o.closed_on is null
      and (o.path <@ ${nodePath}::ltree or ${nodePath}::ltree @> any (o.linked))
      and (o.path <@ ${campaign.path}::ltree or ${campaign.path}::ltree @> any (o.linked))
      and exists (select from membership m
        where m.region_id = o.region_id and m.unit_id = o.id and m.to_on is null and m.standing <> 'applicant')
      and not exists (select from participation p
        where p.region_id = o.region_id and p.unit_id = o.id and p.campaign_id = ${campaign.id})
    order by o.path`.execute(tx);
  return rows;
}
