import { permit } from '@muster/core/access';
import type { Bilingual } from '@muster/core/campaign';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { issueOrder } from '@muster/core/supervision';
import { effectivePlaybooks, lockedParticipation } from '../../campaign/index.ts';
import type { Command } from '../../platform/command.ts';
import { findingCodes, titleOf } from '../finding-codes.ts';
import { insertOrders, orderFact, type NewOrder, type OfUnit } from '../orders.ts';
import { isRecused } from '../recusal.ts';

interface Input {
  readonly findingId: string;
  readonly text: string;
  readonly dueOn: CivilDate;
}

interface State {
  readonly of: OfUnit;
  readonly about: Bilingual | null;
  readonly isOfTheUnit: boolean;
}

/** An order, or another one, for something that was found before. */
export const issueOrderCommand: Command<Input, State, NewOrder, { id: string }> = {
  name: 'supervision.issue-order',
  load: async (tx, { findingId }, { actor }) => {
    const row = await tx
      .selectFrom('finding')
      .select(['region_id', 'campaign_id', 'participation_id', 'unit_id', 'stage_code', 'code'])
      .where('id', '=', findingId)
      .executeTakeFirst();
    if (row === undefined) return refuse('not-found');
    const participation = await lockedParticipation(tx, { regionId: row.region_id, id: row.participation_id });
    if (isRefusal(participation)) return participation;
    const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
    return {
      about: titleOf(findingCodes(playbook) ?? [], row.code),
      of: {
        regionId: row.region_id,
        campaignId: row.campaign_id,
        participationId: row.participation_id,
        unitId: row.unit_id,
        stageCode: row.stage_code,
        place: participation.place,
      },
      isOfTheUnit: await isRecused(tx, actor.personId, row.region_id, row.unit_id),
    };
  },
  permit: (actor, { of }) => permit(actor.grants, 'order-correction', of.place),
  decide: ({ about, ...state }, { findingId, text, dueOn }, { at, timeZone, newId }) => {
    const issuedOn = civilDateAt(at, timeZone);
    return issueOrder(state, dueOn, issuedOn) ?? { id: newId(), findingId, text, issuedOn, dueOn, about };
  },
  save: (tx, order, { of }, circumstances) => insertOrders(tx, [{ of, order }], circumstances),
  record: (order, { of }) => [orderFact(of, order)],
  answer: ({ id }) => ({ id }),
};
