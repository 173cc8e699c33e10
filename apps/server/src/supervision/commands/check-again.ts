import { permit } from '@muster/core/access';
import { isRefusal } from '@muster/core/kernel';
import { checkAgain, differencesOf, type CheckedItem } from '@muster/core/supervision';
import { sql } from 'kysely';
import type { Participation } from '../../campaign/index.ts';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { factOf } from '../orders.ts';
import { isRecused } from '../recusal.ts';
import { lockSelfCheck } from '../lock-self-check.ts';
import type { SelfCheck } from '../self-check.ts';
import { isJudged } from '../stage-now.ts';

interface Input {
  readonly checkId: string;
  readonly items: readonly CheckedItem[];
}

interface State {
  readonly participation: Participation;
  readonly stageCode: string;
  readonly last: SelfCheck | null;
  readonly isLast: boolean;
  readonly evidenceClosed: boolean;
  readonly isOfTheUnit: boolean;
}

/** What somebody else found of the same items; the database refuses the checker and anybody of the unit a second time. */
export const checkAgainCommand: Command<Input, State, { readonly items: readonly CheckedItem[] }, { id: string }> = {
  name: 'supervision.check-again',
  load: async (tx, { checkId }, { actor }) => {
    const locked = await lockSelfCheck(tx, checkId);
    if (isRefusal(locked)) return locked;
    const { participation, stageCode, last } = locked;
    return {
      ...locked,
      isLast: last?.id === checkId,
      evidenceClosed: await isJudged(tx, participation, stageCode),
      isOfTheUnit: await isRecused(tx, actor.personId, participation.regionId, participation.unitId),
    };
  },
  permit: (actor, { participation }) => permit(actor.grants, 'check-deliverable', participation.place),
  decide: ({ last, ...state }, { items }, { actor }) => {
    const said = last?.items ?? [];
    const isReviewed = last?.review != null;
    const refused = checkAgain({ ...state, said, checkedBy: last?.checkedBy ?? '', isReviewed }, actor.personId, items);
    return refused ?? { items };
  },
  save: async (tx, { items }, { participation, last }, { actor, at }) => {
    const { regionId, campaignId, place } = participation;
    await tx
      .insertInto('self_check_review')
      .values({
        region_id: regionId,
        check_id: last?.id ?? '',
        campaign_id: campaignId,
        items: sql`${JSON.stringify(items)}::jsonb`,
        checked_by: last?.checkedBy ?? '',
        reviewed_by: actor.personId,
        reviewed_by_name: actor.personName,
        path: place.path,
        linked: [...place.linked],
        recorded_at: at,
      })
      .execute();
    await markDirty(tx, { regionId, id: participation.id, ...place });
  },
  record: ({ items }, { participation, stageCode, last }) => [
    factOf(
      { ...participation, participationId: participation.id, stageCode },
      last?.id ?? '',
      'checked-again',
      { version: last?.version ?? 0, items: JSON.stringify(items) },
      { version: last?.version ?? 0, differences: differencesOf(last?.items ?? [], items).length },
    ),
  ],
  answer: (_facts, { last }) => ({ id: last?.id ?? '' }),
};
