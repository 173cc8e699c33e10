import { covers, pathsWith } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import type { Node } from './queries.ts';

const noCampaign = '00000000-0000-0000-0000-000000000000';

interface Counter {
  readonly stageCode: string;
  readonly measure: string;
  readonly amount: number;
}

/** The figure of a node that leads to a list, as the counters have it. */
export interface FigureBehind {
  readonly campaignId: string | null;
  readonly batchId?: string | null;
  /** How often a counter is in it: mostly once or not at all; a difference takes some away. */
  readonly times: (counter: Pick<Counter, 'stageCode' | 'measure'>) => number;
}

/**
 * How much of the figure a list leaves out, since whoever asks does not see it: a figure is of the node, a list is as far as one sees
 * (decision 0027). Nothing is asked for those who see all that is at and beneath the node.
 */
export async function beyondSight(
  tx: ReadTx,
  node: Node,
  { grants }: Pick<Actor, 'grants'>,
  seen: number,
  { campaignId, batchId = null, times }: FigureBehind,
): Promise<number> {
  if (pathsWith(grants, 'read').some((path) => covers(path, node.place.path))) return 0;
  // What hangs on a unit's part in a campaign is of one batch, where one is asked for; its measures have a colon.
  const { rows } = await sql<Counter>`
    select stage_code as "stageCode", measure, amount from rollup_figures(${node.regionId}, ${node.id}::uuid)
    where campaign_id in (${noCampaign}::uuid, ${campaignId ?? noCampaign}::uuid) and (${batchId}::uuid is null or position(':' in measure) = 0)
    union all
    select stage_code, measure, amount
    from rollup_batch_figures(${node.regionId}, array[${node.id}::uuid], ${campaignId}::uuid, ${batchId}::uuid)
    where ${batchId}::uuid is not null`.execute(tx);
  const figure = rows.reduce((sum, counter) => sum + times(counter) * counter.amount, 0);
  return Math.max(0, figure - seen);
}
