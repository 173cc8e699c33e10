import { permit, type PlaceInCampaign } from '@muster/core/access';
import type { ListItem } from '@muster/core/campaign';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { issueOrder, recordFinding, type FindingState } from '@muster/core/supervision';
import {
  effectivePlaybooks,
  lockedParticipation,
  participationMeant,
  type Participation,
} from '../../campaign/index.ts';
import { findNode } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { findingCodes, titleOf } from '../finding-codes.ts';
import { findingFacts, insertFindings, type NewFinding } from '../new-finding.ts';
import { isRecused } from '../recusal.ts';

interface Input {
  readonly unitId: string;
  readonly code: string | null;
  readonly text: string;
  readonly order: { readonly text: string; readonly dueOn: CivilDate } | null;
}

interface State extends FindingState {
  readonly place: PlaceInCampaign;
  readonly participation: Participation | null;
  readonly named: readonly ListItem[];
}

/** What the team found, with the order to correct it where it gives one at once. */
export const recordFindingCommand: Command<Input, State, NewFinding, { id: string }> = {
  name: 'supervision.record-finding',
  load: async (tx, { unitId }, asking) => {
    const unit = await findNode(tx, unitId);
    if (unit?.kind !== 'unit') return refuse('not-found');
    const before = await participationMeant(tx, unit, asking);
    const participation = before === null ? null : await lockedParticipation(tx, before);
    if (isRefusal(participation)) return participation;
    const playbook =
      participation === null ? undefined : (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
    const named = findingCodes(playbook);
    return {
      place: participation?.place ?? { ...unit.place, campaignId: null },
      participation,
      named: named ?? [],
      stageCode: participation?.openStage?.code ?? null,
      codes: named?.map(({ code: each }) => each) ?? null,
      isOfTheUnit: await isRecused(tx, asking.actor.personId, unit.regionId, unitId),
    };
  },
  permit: (actor, { place }) => permit(actor.grants, 'order-correction', place),
  decide: (state, { code, text, order }, { at, timeZone, newId }) => {
    const found = recordFinding(state, code);
    if (isRefusal(found)) return found;
    const { participation } = state;
    if (participation === null) return refuse('stage-not-open');
    const today = civilDateAt(at, timeZone);
    const refused = order === null ? null : issueOrder(state, order.dueOn, today);
    if (refused !== null) return refused;
    const id = newId();
    const { regionId, campaignId, unitId, place } = participation;
    return {
      id,
      of: { regionId, campaignId, participationId: participation.id, unitId, stageCode: found.stageCode, place },
      foundOn: today,
      code,
      text,
      transitionId: null,
      order:
        order === null
          ? null
          : { ...order, id: newId(), findingId: id, issuedOn: today, about: titleOf(state.named, code) },
    };
  },
  save: (tx, finding, _state, circumstances) => insertFindings(tx, [finding], circumstances),
  record: findingFacts,
  answer: ({ id }) => ({ id }),
};
