import { covers, permit } from '@muster/core/access';
import { planStages, refuseBegun, refuseFarStages, refuseUnready, type StageDates } from '@muster/core/campaign';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { batchesOf, type BatchRow } from '../batches.ts';
import { insertBatchPlan, type BatchPlan } from '../insert-batch.ts';
import { insertParticipations } from '../insert-participations.ts';
import { joinedUnits, openingAnswer, openingFact, type Opening, type OpeningAnswer } from '../opening.ts';
import { batchNumberTaken, findCampaign, refuseClosed, type CampaignState } from '../queries.ts';
import { keepOpening } from '../readiness/keep-opening.ts';
import { readinessNow, type ReadinessNow } from '../readiness/readiness.ts';
import { takenBy } from '../take-units.ts';
import { coveredUnits, type CoveredUnit } from '../units-in-scope.view.ts';

interface Input {
  readonly campaignId: string;
  readonly organisationId: string;
  readonly number: number;
  readonly stages: readonly StageDates[];
  readonly reason: string | null;
}

interface State {
  readonly campaign: CampaignState;
  readonly node: Node;
  readonly batch: BatchRow;
  readonly numberTaken: boolean;
  readonly units: readonly CoveredUnit[];
  readonly readiness: ReadinessNow;
}

/** The simple way: one rule, everything beneath a node, planned and opened at once. */
export const openBatchCommand: Command<Input, State, Opening, OpeningAnswer> = {
  name: 'campaign.open-batch',
  load: async (tx, { campaignId, organisationId, number, stages }, { newId }) => {
    const campaign = await findCampaign(tx, campaignId);
    const node = await findNode(tx, organisationId);
    if (campaign === null || node === null || !isWithin(campaign, node)) return refuse('not-found');
    const closed = refuseClosed(campaign);
    if (closed !== null) return closed;
    const rule = { organisationId, path: node.place.path, isUnit: node.kind === 'unit', classCode: null };
    const batch: BatchRow = {
      id: newId(),
      campaignId,
      number,
      title: null,
      revision: 1,
      openedAt: null,
      windows: stages.map((stage) => ({ ...stage, firstEndsOn: stage.endsOn })),
      rules: [rule],
    };
    const numberTaken = await batchNumberTaken(tx, campaignId, number);
    const others = await batchesOf(tx, campaignId);
    // What earlier batches have missed may lie beside the node.
    const { units } = await coveredUnits(tx, campaign, campaign.path, [...others, batch]);
    const readiness = await readinessNow(tx, campaign, batch, [node.place], units);
    return { campaign, node, batch, numberTaken, units, readiness };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-campaign', node.place),
  decide: (state, { number, stages, reason }, { actor, at, timeZone, newId }) => {
    const { campaign, batch, numberTaken, units, readiness } = state;
    if (numberTaken) return refuse('batch-number-exists', { number }, 'number');
    const today = civilDateAt(at, timeZone);
    const begun = refuseBegun(stages, today) ?? refuseFarStages(stages, today);
    if (begun !== null) return begun;
    const planned = planStages(campaign.playbook, stages);
    if (isRefusal(planned)) return planned;
    const taken = takenBy(batch.id, units, actor.grants);
    // An empty batch would use up its number for nothing.
    if (taken.joining.length === 0) return refuse('invalid-input', {}, 'organisationId');
    const unready = refuseUnready(readiness.standings, reason);
    if (unready !== null) return unready;
    const { id, leftOut } = { id: batch.id, ...taken };
    return { id, number, windows: stages, joined: joinedUnits(taken, { newId }), leftOut, reason };
  },
  save: async (tx, opening, { campaign, batch, readiness }, circumstances) => {
    const plan: BatchPlan = batch;
    await insertBatchPlan(tx, plan, campaign.id, circumstances.at);
    const { id: batchId, windows, joined, reason } = opening;
    await keepOpening(tx, { batchId, campaignId: campaign.id, reason, readiness }, circumstances);
    await insertParticipations(tx, { batchId, campaignId: campaign.id, windows, joined }, circumstances);
  },
  record: (opening, { campaign, node, readiness }) => [openingFact(opening, campaign.id, node, readiness)],
  answer: openingAnswer,
};

function isWithin(campaign: CampaignState, node: Node): boolean {
  return [node.place.path, ...node.place.linked].some((path) => covers(campaign.path, path));
}
