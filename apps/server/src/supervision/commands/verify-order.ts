import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { verifyOrder, type OrderOutcome } from '@muster/core/supervision';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { dischargeOrder, factOf, findAnswer, lockOrder, type FoundAnswer, type OrderRecord } from '../orders.ts';
import { isRecused } from '../recusal.ts';

interface Input {
  readonly answerId: string;
  readonly outcome: OrderOutcome;
  readonly note: string | null;
}

interface State {
  readonly order: OrderRecord;
  readonly answer: FoundAnswer['answer'];
  readonly isOfTheUnit: boolean;
}

/** Verified, or sent back; the database refuses the answerer and anybody of the unit a second time. */
export const verifyOrderCommand: Command<Input, State, Omit<Input, 'answerId'>, { id: string }> = {
  name: 'supervision.verify-order',
  load: async (tx, { answerId }, { actor }) => {
    const before = await findAnswer(tx, answerId);
    if (before === null) return refuse('not-found');
    const order = await lockOrder(tx, before.orderId);
    if (isRefusal(order)) return order;
    // Again, now that nobody else can: the first to do so has.
    const found = await findAnswer(tx, answerId);
    if (found === null) return refuse('not-found');
    return {
      order,
      answer: found.answer,
      isOfTheUnit: await isRecused(tx, actor.personId, order.regionId, order.unitId),
    };
  },
  permit: (actor, { order }) => permit(actor.grants, 'check-deliverable', order.place),
  decide: ({ order, ...state }, said, { actor }) => verifyOrder({ ...order, ...state }, actor.personId, said),
  save: async (tx, { outcome, note }, { order, answer }, circumstances) => {
    const { actor, at } = circumstances;
    const { regionId, place } = order;
    await tx
      .insertInto('order_verification')
      .values({
        region_id: regionId,
        answer_id: answer.id,
        campaign_id: order.campaignId,
        order_id: order.id,
        outcome,
        note,
        answered_by: answer.answeredBy,
        verified_by: actor.personId,
        verified_by_name: actor.personName,
        path: place.path,
        linked: [...place.linked],
        recorded_at: at,
      })
      .execute();
    if (outcome === 'verified') await dischargeOrder(tx, order, answer, circumstances);
    await markDirty(tx, { regionId, id: order.participationId, ...place });
  },
  record: ({ outcome, note }, { order, answer }) => [
    factOf(
      order,
      order.id,
      `order-${outcome}`,
      { answer: answer.id, version: answer.version, note },
      { version: answer.version },
    ),
  ],
  answer: (_said, { order }) => ({ id: order.id }),
};
