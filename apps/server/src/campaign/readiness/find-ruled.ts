import type { ReadTx } from '../../platform/database/db.ts';
import { findBatch, type BatchRow } from '../batches.ts';
import { nodesOfRules } from '../plan-rules.ts';
import { findCampaign, type CampaignState } from '../queries.ts';
import type { RuleNode } from '../rule-nodes.view.ts';

/** A batch with its campaign and the nodes that its rules name. */
export interface RuledBatch {
  readonly campaign: CampaignState;
  readonly batch: BatchRow;
  readonly nodes: readonly RuleNode[];
}

/** Null where there is none, or a node of its rules is not shown to whoever asks. */
export async function findRuled(tx: ReadTx, batchId: string): Promise<RuledBatch | null> {
  const batch = await findBatch(tx, batchId);
  const campaign = batch === null ? null : await findCampaign(tx, batch.campaignId);
  if (batch === null || campaign === null) return null;
  const nodes = await nodesOfRules(
    tx,
    campaign,
    batch.rules.map(({ organisationId }) => organisationId),
  );
  return nodes === null ? null : { campaign, batch, nodes };
}
