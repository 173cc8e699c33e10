import { isRefusal, refuse, civilDateAt, type CivilDate } from '@muster/core/kernel';
import { planStages, refuseUnready, type StageDates } from '@muster/core/campaign';
import type { Command } from '../../platform/command.ts';
import { batchesOf, findBatch, lockBatch, type BatchRow } from '../batches.ts';
import { insertParticipations } from '../insert-participations.ts';
import { joinedUnits, openingAnswer, openingFact, type Opening, type OpeningAnswer } from '../opening.ts';
import { nodesOfRules, permitOnAll } from '../plan-rules.ts';
import { findCampaign, refuseClosed, type CampaignState } from '../queries.ts';
import { keepOpening } from '../readiness/keep-opening.ts';
import { readinessNow, type ReadinessNow } from '../readiness/readiness.ts';
import type { RuleNode } from '../rule-nodes.view.ts';
import { takenBy } from '../take-units.ts';
import { coveredUnits, type CoveredUnit } from '../units-in-scope.view.ts';

interface Input {
  readonly batchId: string;
  readonly revision: number;
  readonly reason: string | null;
}

interface State {
  readonly campaign: CampaignState;
  readonly batch: BatchRow;
  readonly nodes: readonly RuleNode[];
  readonly units: readonly CoveredUnit[];
  readonly readiness: ReadinessNow;
}

/** A planned batch takes the units that it wins. Opened later than it was planned, it begins on this day and not before. */
export const openPlannedBatchCommand: Command<Input, State, Opening, OpeningAnswer> = {
  name: 'campaign.open-planned-batch',
  load: async (tx, { batchId }) => {
    await lockBatch(tx, batchId);
    const batch = await findBatch(tx, batchId);
    const campaign = batch === null ? null : await findCampaign(tx, batch.campaignId);
    if (batch === null || campaign === null) return refuse('not-found');
    const closed = refuseClosed(campaign);
    if (closed !== null) return closed;
    const nodes = await nodesOfRules(
      tx,
      campaign,
      batch.rules.map(({ organisationId }) => organisationId),
    );
    if (nodes === null) return refuse('not-found');
    const { units } = await coveredUnits(tx, campaign, campaign.path, await batchesOf(tx, campaign.id));
    const places = nodes.map(({ place }) => place);
    const readiness = await readinessNow(tx, campaign, batch, places, units);
    return { campaign, batch, nodes, units, readiness };
  },
  permit: (actor, { nodes }) => permitOnAll(actor, nodes),
  decide: ({ campaign, batch, units, readiness }, { revision, reason }, { actor, at, timeZone, newId }) => {
    const { id, number } = batch;
    if (batch.openedAt !== null) return refuse('batch-opened-already', { number });
    if (batch.revision !== revision) return refuse('batch-changed', { number });
    const windows = notBefore(inOrder(batch.windows, campaign.playbook.stages), civilDateAt(at, timeZone));
    const planned = planStages(campaign.playbook, windows);
    if (isRefusal(planned)) return planned;
    const taken = takenBy(id, units, actor.grants);
    if (taken.joining.length === 0) return refuse('batch-takes-nobody', { number });
    const unready = refuseUnready(readiness.standings, reason);
    if (unready !== null) return unready;
    return { id, number, windows, joined: joinedUnits(taken, { newId }), leftOut: taken.leftOut, reason };
  },
  save: async (tx, { id: batchId, windows, joined, reason }, { campaign, readiness }, circumstances) => {
    await keepOpening(tx, { batchId, campaignId: campaign.id, reason, readiness }, circumstances);
    await insertParticipations(tx, { batchId, campaignId: campaign.id, windows, joined }, circumstances);
  },
  record: (opening, { campaign, nodes, readiness }) =>
    nodes.slice(0, 1).map((node) => openingFact(opening, campaign.id, node, readiness)),
  answer: openingAnswer,
};

/** The windows in the order of the playbook's stages. */
function inOrder(windows: readonly StageDates[], stages: readonly { readonly code: string }[]): readonly StageDates[] {
  return stages.flatMap(({ code }) => windows.filter((window) => window.code === code));
}

/** Nothing begins in the past: days that nobody could use are no days of a stage. */
function notBefore(windows: readonly StageDates[], today: CivilDate): readonly StageDates[] {
  return windows.map((window) => (window.startsOn < today ? { ...window, startsOn: today } : window));
}
