import { permit } from '@muster/core/access';
import { isRefusal } from '@muster/core/kernel';
import { answerOrder } from '@muster/core/supervision';
import type { Command } from '../../platform/command.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import { markDirty } from '../../platform/outbox.ts';
import { factOf, lockOrder, type OrderRecord } from '../orders.ts';

interface Input {
  readonly orderId: string;
  readonly text: string;
  readonly file: { readonly name: string; readonly base64: string } | null;
}

interface State {
  readonly order: OrderRecord;
  readonly file: CheckedFile | null;
}

interface Facts {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

/** How the unit corrected it; the file is kept in the same transaction. */
export const answerOrderCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'supervision.answer-order',
  load: async (tx, { orderId, file }, { files }) => {
    const order = await lockOrder(tx, orderId);
    if (isRefusal(order)) return order;
    if (file === null) return { order, file: null };
    const checked = await files.check({ name: file.name, bytes: Buffer.from(file.base64, 'base64') });
    return isRefusal(checked) ? checked : { order, file: checked };
  },
  permit: (actor, { order }) => permit(actor.grants, 'submit-deliverable', order.place),
  decide: ({ order }, { text }, { newId }) => {
    const answered = answerOrder(order);
    return isRefusal(answered) ? answered : { ...answered, id: newId(), text };
  },
  save: async (tx, { id, version, text }, { order, file }, { actor, at, files }) => {
    const { regionId, place } = order;
    if (file !== null) await files.keepWith(tx, actor.personId, { regionId, place, ...file }, at);
    await tx
      .insertInto('order_answer')
      .values({
        region_id: regionId,
        id,
        campaign_id: order.campaignId,
        order_id: order.id,
        version,
        body: text,
        file_sha256: file === null ? null : Buffer.from(file.sha256, 'hex'),
        file_name: file?.name ?? null,
        file_bytes: file?.bytes.length ?? null,
        due_on: order.dueOn,
        answered_by: actor.personId,
        answered_by_name: actor.personName,
        path: place.path,
        linked: [...place.linked],
        recorded_at: at,
      })
      .execute();
    await markDirty(tx, { regionId, id: order.participationId, ...place });
  },
  record: ({ id, version, text }, { order, file }) => [
    factOf(
      order,
      order.id,
      'order-answered',
      { answer: id, version, text, file: file?.sha256 ?? null },
      { version, ...(file !== null && { source: file.sha256 }) },
    ),
  ],
  answer: ({ id }) => ({ id }),
};
