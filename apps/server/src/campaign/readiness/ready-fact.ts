import type { LedgerFact } from '../../platform/ledger-record.ts';
import type { RuledBatch } from './find-ruled.ts';

/** One entry at the first node that the rules of the batch name, as its plan has. */
export function readyFact(
  kind: 'campaign.said-ready' | 'campaign.ready-taken-back',
  { batch, nodes }: Pick<RuledBatch, 'batch' | 'nodes'>,
  said: Readonly<Record<string, string>>,
): LedgerFact {
  const [node] = nodes;
  if (node === undefined) throw new Error('A batch names a node at least');
  return {
    regionId: node.regionId,
    unitId: null,
    kind,
    subjectId: batch.id,
    place: node.place,
    occurredAt: null,
    summary: { number: batch.number },
    head: { batch: batch.id, campaign: batch.campaignId, ...said },
    personal: [],
  };
}
