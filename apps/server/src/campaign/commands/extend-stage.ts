import { covers, permit } from '@muster/core/access';
import { mayExtend } from '@muster/core/campaign';
import { civilDateAt, refuse, type CivilDate } from '@muster/core/kernel';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { answersForPlan } from '../answers-for-plan.ts';
import { findBatch, lockBatch, type BatchRow } from '../batches.ts';
import { extendBeneath, insertExtension, lockUnitsToExtend } from '../extension.ts';
import { findCampaign, isWithin, refuseClosed, type CampaignState } from '../queries.ts';
import { ruleNodes, type RuleNode } from '../rule-nodes.view.ts';

interface Input {
  readonly batchId: string;
  readonly organisationId: string;
  readonly stage: string;
  readonly days: number;
  readonly reason: string;
  readonly basis: string;
  readonly decidedOn: CivilDate;
}

interface State {
  readonly campaign: CampaignState;
  readonly batch: BatchRow;
  readonly node: Node;
  readonly units: number;
  readonly others: number;
  readonly given: number;
  /** Those that the plan of the batch is about, as far as they are shown. */
  readonly planNodes: ReadonlyMap<string, RuleNode>;
}

interface Facts extends Input {
  readonly id: string;
}

/** Time that was given above comes down to every unit of the batch beneath the node whose stage is not closed. */
export const extendStageCommand: Command<Input, State, Facts, { id: string; units: number }> = {
  name: 'campaign.extend-stage',
  load: async (tx, { batchId, organisationId, stage }) => {
    await lockBatch(tx, batchId);
    const batch = await findBatch(tx, batchId);
    const campaign = batch === null ? null : await findCampaign(tx, batch.campaignId);
    const node = await findNode(tx, organisationId);
    if (batch === null || campaign === null || node === null || !isWithin(campaign, node)) return refuse('not-found');
    const closed = refuseClosed(campaign);
    if (closed !== null) return closed;
    const reached = { batchId, stage, nodePath: node.place.path };
    const planNodes = await ruleNodes(
      tx,
      batch.rules.map((rule) => rule.organisationId),
    );
    return { campaign, batch, node, planNodes, ...(await lockUnitsToExtend(tx, reached)) };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-campaign', node.place),
  decide: ({ batch, units, others, given, planNodes }, input, { actor, at, timeZone, newId }) => {
    if (batch.openedAt === null) return refuse('batch-not-opened', { number: batch.number });
    const windows = batch.windows.map((window) => ({ ...window, endsOn: window.firstEndsOn }));
    const [openedOn, today] = [civilDateAt(batch.openedAt, timeZone), civilDateAt(at, timeZone)];
    const reached = { units, others, given, answersForPlan: answersForPlan(actor, batch, planNodes) };
    const extendable = { windows, stage: input.stage, openedOn, today, ...reached };
    return mayExtend(extendable, input) ?? { ...input, id: newId() };
  },
  save: async (tx, extension, { campaign, node }, circumstances) => {
    await insertExtension(tx, extension, { campaignId: campaign.id, node }, circumstances);
    const isWhole = covers(node.place.path, campaign.path);
    await extendBeneath(
      tx,
      extension,
      { node, codesAfter: stagesAfter(campaign, extension.stage), isWhole },
      circumstances,
    );
  },
  record: ({ id, batchId, stage, days, basis, decidedOn }, { campaign, node, units }) => [
    {
      regionId: node.regionId,
      unitId: null,
      kind: 'campaign.stage-extended',
      subjectId: id,
      place: node.place,
      occurredAt: null,
      summary: { days, units },
      head: {
        extension: id,
        campaign: campaign.id,
        batch: batchId,
        node: node.id,
        stage,
        days,
        basis,
        decidedOn,
        units,
      },
      personal: [],
    },
  ],
  answer: ({ id }, { units }) => ({ id, units }),
};

/** Stages that come after it on some track. */
function stagesAfter({ playbook: { stages } }: CampaignState, code: string): readonly string[] {
  const index = stages.findIndex((stage) => stage.code === code);
  const tracks = stages[index]?.tracks ?? null;
  return stages
    .slice(index + 1)
    .filter((stage) => tracks === null || stage.tracks === null || stage.tracks.some((each) => tracks.includes(each)))
    .map((stage) => stage.code);
}
