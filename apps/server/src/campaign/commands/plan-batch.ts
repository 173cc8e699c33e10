import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { insertBatchPlan, type BatchPlan } from '../insert-batch.ts';
import { planFact } from '../plan-fact.ts';
import { judgePlan, permitOnAll, planGround, type PlanGround, type PlanInput } from '../plan-rules.ts';
import { batchNumberTaken, findCampaign } from '../queries.ts';

interface Input extends PlanInput {
  readonly campaignId: string;
}

/** A batch is planned: whose it is, and when its stages are. Nobody takes part yet. */
export const planBatchCommand: Command<Input, PlanGround, BatchPlan, { id: string }> = {
  name: 'campaign.plan-batch',
  load: async (tx, input) => {
    const campaign = await findCampaign(tx, input.campaignId);
    if (campaign === null) return refuse('not-found');
    return planGround(tx, campaign, input, await batchNumberTaken(tx, campaign.id, input.number));
  },
  permit: (actor, { nodes }) => permitOnAll(actor, nodes),
  decide: (ground, input, { at, timeZone, newId }) => {
    const rules = judgePlan(ground, input, civilDateAt(at, timeZone));
    if (isRefusal(rules)) return rules;
    return { id: newId(), number: input.number, title: input.title, revision: 1, windows: input.stages, rules };
  },
  save: (tx, plan, { campaign }, { at }) => insertBatchPlan(tx, plan, campaign.id, at),
  record: (plan, ground) => [planFact('campaign.batch-planned', plan, ground)],
  answer: ({ id }) => ({ id }),
};
