import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { permit } from '@muster/core/access';
import type { Command } from '../../platform/command.ts';
import { findBatch, lockBatch, type BatchRow } from '../batches.ts';
import { changePlan, type BatchPlan } from '../insert-batch.ts';
import { planFact } from '../plan-fact.ts';
import { judgePlan, permitOnAll, planGround, type PlanGround, type PlanInput } from '../plan-rules.ts';
import { batchNumberTaken, findCampaign } from '../queries.ts';

interface Input extends PlanInput {
  readonly batchId: string;
  readonly revision: number;
}

interface State extends PlanGround {
  readonly batch: BatchRow;
}

/** Until it is opened a plan may be changed as a whole, by whoever answers for all that it was and is about. */
export const changeBatchPlanCommand: Command<Input, State, BatchPlan, { id: string; revision: number }> = {
  name: 'campaign.change-batch-plan',
  load: async (tx, input) => {
    await lockBatch(tx, input.batchId);
    const batch = await findBatch(tx, input.batchId);
    const campaign = batch === null ? null : await findCampaign(tx, batch.campaignId);
    if (batch === null || campaign === null) return refuse('not-found');
    const taken = input.number !== batch.number && (await batchNumberTaken(tx, campaign.id, input.number));
    const ground = await planGround(tx, campaign, input, taken);
    return isRefusal(ground) ? ground : { ...ground, batch };
  },
  permit: (actor, { nodes, batch }) => {
    const before = batch.rules.map(({ path }) => permit(actor.grants, 'manage-campaign', { path, linked: [] }));
    return before.find((one) => isRefusal(one)) ?? permitOnAll(actor, nodes);
  },
  decide: (ground, input, { at, timeZone }) => {
    const { batch } = ground;
    if (batch.openedAt !== null) return refuse('batch-opened-already', { number: batch.number });
    if (batch.revision !== input.revision) return refuse('batch-changed', { number: batch.number });
    const rules = judgePlan(ground, input, civilDateAt(at, timeZone));
    if (isRefusal(rules)) return rules;
    const { number, title, stages } = input;
    return { id: batch.id, number, title, revision: batch.revision + 1, windows: stages, rules };
  },
  save: (tx, plan) => changePlan(tx, plan),
  record: (plan, ground) => [planFact('campaign.batch-plan-changed', plan, ground)],
  answer: ({ id, revision }) => ({ id, revision }),
};
