import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

interface Link {
  readonly branchId: string;
  readonly unitId: string;
  readonly unitCode: string | null;
  readonly isHost: boolean;
  readonly hasMembers: boolean;
}

/** The units that each of these branches serves now, as far as one may see them, the host first. */
export async function unitsServed(
  tx: ReadTx,
  regionId: number,
  branchIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Link[]>> {
  const { rows } = await sql<Link>`
    select s.branch_id as "branchId", s.unit_id as "unitId", coalesce(u.code, u.credit_code) as "unitCode", s.is_host as "isHost",
      exists (select from membership m where m.region_id = s.region_id and m.branch_id = s.branch_id and m.unit_id = s.unit_id
        and m.to_on is null) as "hasMembers"
    from branch_serves_unit s join organisation u on u.region_id = s.region_id and u.id = s.unit_id
    where s.region_id = ${regionId} and s.branch_id = any (${branchIds}::uuid[]) and s.to_on is null
    order by s.is_host desc, u.path`.execute(tx);
  return Map.groupBy(rows, (row) => row.branchId);
}

/** The total of members of the whole roster that somebody stated last, by organisation. */
export async function statedMembers(
  tx: ReadTx,
  regionId: number,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; stated: number }>`
    select distinct on (organisation_id) organisation_id as id, stated from organisation_claim
    where region_id = ${regionId} and measure = 'members' and batch_id is null and part_by is null and voided_at is null
      and organisation_id = any (${organisationIds}::uuid[])
    order by organisation_id, recorded_at desc, id desc`.execute(tx);
  return new Map(rows.map(({ id, stated }) => [id, stated]));
}
