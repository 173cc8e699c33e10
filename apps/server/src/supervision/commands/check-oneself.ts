import { permit, type PlaceInCampaign } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { checkOneself, type CheckedItem, type SelfCheckState } from '@muster/core/supervision';
import { sql } from 'kysely';
import {
  effectivePlaybooks,
  lockedParticipation,
  participationMeant,
  type Participation,
} from '../../campaign/index.ts';
import { findNode } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { factOf, type OfUnit } from '../orders.ts';
import { lastSelfCheck, type KeptItem } from '../self-check.ts';
import { figuresNow, isJudged } from '../stage-now.ts';
import { standardOf } from '../standard-of.ts';

interface Input {
  readonly unitId: string;
  readonly items: readonly CheckedItem[];
}

interface State extends SelfCheckState {
  readonly place: PlaceInCampaign;
  readonly participation: Participation | null;
  readonly version: number;
  readonly figures: ReadonlyMap<string, { readonly num: number | null; readonly den: number | null }>;
}

interface Facts {
  readonly id: string;
  readonly of: OfUnit;
  readonly version: number;
  readonly items: readonly KeptItem[];
}

/** What the unit says of itself; the figures beside it are read from the records, and nobody types them. */
export const checkOneselfCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'supervision.check-oneself',
  load: async (tx, { unitId }, asking) => {
    const unit = await findNode(tx, unitId);
    if (unit?.kind !== 'unit') return refuse('not-found');
    const before = await participationMeant(tx, unit, asking);
    const participation = before === null ? null : await lockedParticipation(tx, before);
    if (isRefusal(participation)) return participation;
    const stageCode = participation?.openStage?.code ?? null;
    if (participation === null || stageCode === null) {
      const place = participation?.place ?? { ...unit.place, campaignId: null };
      return { place, participation, stageCode, standard: null, evidenceClosed: false, version: 1, figures: new Map() };
    }
    const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
    return {
      place: participation.place,
      participation,
      stageCode,
      standard: standardOf(playbook)?.map(({ code }) => code) ?? null,
      evidenceClosed: await isJudged(tx, participation, stageCode),
      version: ((await lastSelfCheck(tx, participation, stageCode))?.version ?? 0) + 1,
      figures: await figuresNow(tx, participation, stageCode),
    };
  },
  permit: (actor, { place }) => permit(actor.grants, 'submit-deliverable', place),
  decide: (state, { items }, { newId }) => {
    const checked = checkOneself(state, items);
    if (isRefusal(checked)) return checked;
    const { participation, version, figures } = state;
    if (participation === null) return refuse('stage-not-open');
    const { regionId, campaignId, unitId, place } = participation;
    return {
      id: newId(),
      of: { regionId, campaignId, participationId: participation.id, unitId, stageCode: checked.stageCode, place },
      version,
      items: items.map((item) => {
        const figure = figures.get(item.code);
        return { ...item, num: figure?.num ?? null, den: figure?.den ?? null, isMeasured: figure !== undefined };
      }),
    };
  },
  save: async (tx, { id, of, version, items }, _state, { actor, at }) => {
    await tx
      .insertInto('self_check')
      .values({
        region_id: of.regionId,
        id,
        campaign_id: of.campaignId,
        participation_id: of.participationId,
        unit_id: of.unitId,
        stage_code: of.stageCode,
        version,
        items: sql`${JSON.stringify(items)}::jsonb`,
        checked_by: actor.personId,
        checked_by_name: actor.personName,
        path: of.place.path,
        linked: [...of.place.linked],
        recorded_at: at,
      })
      .execute();
    await markDirty(tx, { regionId: of.regionId, id: of.participationId, ...of.place });
  },
  record: ({ id, of, version, items }) => [
    factOf(
      of,
      id,
      'self-checked',
      { version, items: JSON.stringify(items) },
      { version, lacking: items.filter(({ answer }) => answer === 'lacking').length },
    ),
  ],
  answer: ({ id }) => ({ id }),
};
