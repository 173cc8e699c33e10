import type { UnitTraits } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

export interface ParticipationTraits extends UnitTraits {
  readonly id: string;
  readonly track: string;
}

/** What rules of a playbook look at in each unit: its class with the classes above it, what its work is like, its track. */
export async function unitTraits(tx: ReadTx, participationIds: readonly string[]): Promise<ParticipationTraits[]> {
  const { rows } = await sql<ParticipationTraits>`
    with recursive above as (
      select code as own, code, parent_code from unit_class
      union all
      select a.own, c.code, c.parent_code from above a join unit_class c on c.code = a.parent_code
    )
    select p.id, p.track, o.operation,
      coalesce((select array_agg(a.code order by a.code) from above a where a.own = o.class_code), '{}') as classes
    from participation p
    join organisation o on o.region_id = p.region_id and o.id = p.unit_id
    where p.id = any (${[...participationIds]}::uuid[])`.execute(tx);
  return rows;
}
