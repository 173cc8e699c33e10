import type { RouteAnswer } from '@muster/contract';
import type { listAssessments } from '@muster/contract/assessment';
import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

type CameAlong = RouteAnswer<typeof listAssessments>['cameAlong'][number];

/** Votes that failed at units that were left to the last member, where people of them belong to this unit now. */
export async function votesThatCameAlong(tx: ReadTx, node: Node, campaignId: string): Promise<CameAlong[]> {
  if (node.kind !== 'unit') return [];
  const { rows } = await sql<Omit<CameAlong, 'from'> & { unitId: string; unitName: string }>`
    select id, unit_id as "unitId", unit_name as "unitName", stage_code as "stageCode", attempt, held_on as "heldOn", valid, dissatisfied,
      came, is_in_sight as "isInSight"
    from assessment_came_along(${node.regionId}, ${node.id}, ${campaignId})`.execute(tx);
  return rows.map(({ unitId, unitName, ...vote }) => ({ ...vote, from: { id: unitId, name: unitName } }));
}
