import type { LedgerFact } from '../platform/ledger-record.ts';
import type { BatchPlan } from './insert-batch.ts';
import type { PlanGround } from './plan-rules.ts';

/** Every version of a plan stays in the ledger in full, at the first node that its rules name. */
export function planFact(
  kind: 'campaign.batch-planned' | 'campaign.batch-plan-changed',
  { id, number, title, revision, windows, rules }: BatchPlan,
  { campaign, nodes }: Pick<PlanGround, 'campaign' | 'nodes'>,
): LedgerFact {
  const [node] = nodes;
  if (node === undefined) throw new Error('A plan names a node at least');
  return {
    regionId: node.regionId,
    unitId: null,
    kind,
    subjectId: id,
    place: node.place,
    occurredAt: null,
    summary: { number, revision },
    head: {
      batch: id,
      campaign: campaign.id,
      number,
      title: title === null ? null : { ...title },
      revision,
      stages: windows.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn })),
      rules: rules.map(({ organisationId, classCode }) => ({ node: organisationId, class: classCode })),
    },
    personal: [],
  };
}
