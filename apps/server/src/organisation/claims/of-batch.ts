import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Node } from '../queries.ts';
import { missedByBatch } from './missed-by-batch.ts';

type Fragment = RawBuilder<unknown>;

/** The units of a batch, by their ids; null: all there are. */
export type UnitsOfBatch = readonly string[] | null;

/**
 * The units of a batch: those that take part in it, and those that it was opened without (nobody was a member there) and that fall to no
 * other. They are found once, by the key of their part in the campaign, so that what is counted of them is not planned for by guesses.
 */
export async function unitsOfBatch(
  tx: ReadTx,
  { regionId, kind, id }: Pick<Node, 'regionId' | 'kind' | 'id'>,
  batchId: string | null,
): Promise<UnitsOfBatch> {
  if (batchId === null) return null;
  const alone = kind === 'unit' ? id : null;
  const { rows } = await sql<{ units: string[] }>`
    select array(
      select p.unit_id from participation p
      where p.region_id = ${regionId} and p.campaign_id = (select b.campaign_id from batch b where b.id = ${batchId}::uuid)
        and p.batch_id = ${batchId}::uuid and p.ended_at is null and ${alone === null ? sql`true` : sql`p.unit_id = ${alone}::uuid`}
      union all
      ${missedByBatch(regionId, alone, batchId)})::text[] as units`.execute(tx);
  return rows[0]?.units ?? [];
}

export function isOneOf(units: UnitsOfBatch, unitId: Fragment): Fragment {
  return units === null ? sql`true` : sql`${unitId} = any (${units}::uuid[])`;
}

/**
 * That a party organisation is of a batch: a branch with the unit that hosts it, and what stands above branches when all of them are. So
 * none is of two batches of a campaign, and a committee over units of both is of neither. One aggregate over the branches beneath.
 */
export function organisationOf(
  units: UnitsOfBatch,
  { regionId, place }: Pick<Node, 'regionId' | 'place'>,
  path: Fragment,
): Fragment {
  if (units === null) return sql`true`;
  // A root stands for everything, also for what stands in the other tree.
  const beneath = place.path.includes('.') ? sql`s.party_path <@ ${place.path}::ltree` : sql`true`;
  return sql`${path} = any (array(
    select subpath(h.party_path, 0, depth)
    from (
      select s.party_path, ${isOneOf(units, sql`s.unit_id`)} as is_of_batch
      from branch_serves_unit s
      join organisation b on b.region_id = s.region_id and b.id = s.branch_id and b.closed_on is null
      where s.region_id = ${regionId} and s.is_host and s.to_on is null and ${beneath}
    ) h, generate_series(1, nlevel(h.party_path)) depth
    group by 1 having bool_and(h.is_of_batch)))`;
}
