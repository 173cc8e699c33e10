import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { undoDischarge } from '../../obligation/index.ts';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { makeUpAtHand, type MakeUpAtHand } from '../make-up/make-up-at-hand.ts';

interface Input {
  readonly makeUpId: string;
  readonly reason: string;
}

interface State extends MakeUpAtHand {
  readonly id: string;
  readonly isVoided: boolean;
}

/** It stays readable and counts no longer; the absence is to be made up again. */
export const voidMakeUpCommand: Command<Input, State, { readonly reason: string }, { id: string }> = {
  name: 'study.void-make-up',
  load: async (tx, { makeUpId }, { timeZone }) => {
    const find = () =>
      tx.selectFrom('make_up').select(['obligation_id', 'voided_at']).where('id', '=', makeUpId).executeTakeFirst();
    const before = await find();
    if (before === undefined) return refuse('not-found');
    const atHand = await makeUpAtHand(tx, before.obligation_id, timeZone);
    if (isRefusal(atHand)) return atHand;
    const made = await find();
    return { ...atHand, id: makeUpId, isVoided: made?.voided_at != null };
  },
  permit: (actor, { branchPlace }) => permit(actor.grants, 'record-activity', branchPlace),
  decide: ({ isVoided, owed }, { reason }) => {
    if (isVoided) return refuse('make-up-voided-already');
    return owed.evidenceClosed ? refuse('evidence-window-closed') : { reason };
  },
  save: async (tx, { reason }, { owed, id }, circumstances) => {
    const { actor, at } = circumstances;
    const { regionId, participationId, place } = owed;
    await tx
      .updateTable('make_up')
      .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName, void_reason: reason })
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .execute();
    await undoDischarge(tx, circumstances, { regionId, recordKind: 'make-up', recordIds: [id] });
    await markDirty(tx, { regionId, id: participationId, ...place });
  },
  record: ({ reason }, { owed, branchPlace, id }) => [
    {
      regionId: owed.regionId,
      unitId: owed.unitId,
      kind: 'study.make-up-voided',
      subjectId: id,
      place: { path: owed.place.path, linked: [branchPlace.path] },
      occurredAt: null,
      summary: { reason },
      head: { makeUp: id, reason },
      personal: [],
    },
  ],
  answer: (_facts, { id }) => ({ id }),
};
