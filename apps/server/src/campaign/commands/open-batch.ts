import { covers, permit } from '@muster/core/access';
import { planStages, type StageDates } from '@muster/core/campaign';
import { isRefusal, refuse } from '@muster/core/kernel';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { markAllDirty } from '../../platform/outbox.ts';
import { stageOpened } from '../hooks.ts';
import { insertBatch, type OpenedBatch } from '../insert-batch.ts';
import { joiningUnits, type JoiningUnit } from '../joining-units.view.ts';
import { batchNumberTaken, findCampaign, type CampaignState } from '../queries.ts';

interface Input {
  readonly campaignId: string;
  readonly organisationId: string;
  readonly number: number;
  readonly stages: readonly StageDates[];
}

interface State {
  readonly campaign: CampaignState;
  readonly node: Node;
  readonly numberTaken: boolean;
  readonly units: readonly JoiningUnit[];
}

/** Every unit beneath the node with a member present, that takes no part yet, on the playbook's default track. */
export const openBatchCommand: Command<Input, State, OpenedBatch, { id: string; units: number }> = {
  name: 'campaign.open-batch',
  load: async (tx, { campaignId, organisationId, number }) => {
    const campaign = await findCampaign(tx, campaignId);
    const node = await findNode(tx, organisationId);
    if (campaign === null || node === null || !isWithin(campaign, node)) return refuse('not-found');
    const numberTaken = await batchNumberTaken(tx, campaignId, number);
    return { campaign, node, numberTaken, units: await joiningUnits(tx, campaign, node.place.path) };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-campaign', node.place),
  decide: ({ campaign, numberTaken, units }, { number, stages }, circumstances) => {
    if (numberTaken) return refuse('batch-number-exists', { number }, 'number');
    const planned = planStages(campaign.playbook, stages);
    if (isRefusal(planned)) return planned;
    // An empty batch would use up its number for nothing.
    if (units.length === 0) return refuse('invalid-input', {}, 'organisationId');
    const joined = units.map((unit) => ({ ...unit, id: circumstances.newId() }));
    return { id: circumstances.newId(), number, stages: planned, joined };
  },
  save: async (tx, batch, { campaign }, { at, tell }) => {
    await insertBatch(tx, batch, campaign, at);
    await markAllDirty(tx, batch.joined);
    const stageCode = batch.stages[0]?.code ?? '';
    for (const [regionId, units] of Map.groupBy(batch.joined, (unit) => unit.regionId)) {
      await tell(tx, stageOpened, { regionId, participationIds: units.map(({ id }) => id), stageCode });
    }
  },
  record: ({ id, number, stages, joined }, { campaign, node }) => [
    {
      regionId: node.regionId,
      unitId: null,
      kind: 'campaign.batch-opened',
      subjectId: id,
      place: node.place,
      occurredAt: null,
      summary: { number, units: joined.length },
      head: {
        batch: id,
        campaign: campaign.id,
        number,
        node: node.id,
        stages: stages.map(({ code, startsOn, earliestOn, endsOn }) => ({ code, startsOn, earliestOn, endsOn })),
        participations: joined.map((unit) => ({ participation: unit.id, unit: unit.unitId })),
      },
      personal: [],
    },
  ],
  answer: ({ id, joined }) => ({ id, units: joined.length }),
};

function isWithin(campaign: CampaignState, node: Node): boolean {
  return [node.place.path, ...node.place.linked].some((path) => covers(campaign.path, path));
}
