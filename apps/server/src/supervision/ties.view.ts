import type { Tie } from '@muster/core/supervision';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

export interface UnitTie extends Tie {
  readonly unitId: string;
}

/** Which of these people belong to one of these units, or hold an office there or in a branch that serves it: as `supervision_recused`. */
export async function tiesBetween(
  tx: ReadTx,
  personIds: readonly string[],
  unitIds: readonly string[],
): Promise<UnitTie[]> {
  if (personIds.length === 0 || unitIds.length === 0) return [];
  const { rows } = await sql<UnitTie>`
    with tied as (
      select region_id, person_id, unit_id from membership where to_on is null
      union
      select region_id, person_id, organisation_id from appointment where to_on is null and role <> 'auditor'
      union
      select a.region_id, a.person_id, s.unit_id
        from appointment a
        join branch_serves_unit s on s.region_id = a.region_id and s.branch_id = a.organisation_id and s.to_on is null
       where a.to_on is null and a.role <> 'auditor')
    select t.person_id as "personId", t.unit_id as "unitId", u.name as unit
      from tied t join organisation u on u.region_id = t.region_id and u.id = t.unit_id
     where t.person_id = any(${personIds}::uuid[]) and t.unit_id = any(${unitIds}::uuid[])
     order by u.path, t.person_id`.execute(tx);
  return rows;
}
