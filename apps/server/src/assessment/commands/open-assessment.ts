import { permit } from '@muster/core/access';
import { openAssessment, voterGroups, type Opened, type OpeningState } from '@muster/core/assessment';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import {
  effectivePlaybooks,
  lockedParticipation,
  participationAtHand,
  type Participation,
} from '../../campaign/index.ts';
import { evidenceClosed } from '../../gate/index.ts';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { electorateOf, lastAttempt, verifiedOrder } from '../opening.view.ts';

interface Input {
  readonly unitId: string;
  readonly heldOn: string;
}

interface State extends OpeningState {
  readonly unit: Node;
  readonly participation: Participation | null;
}

interface Facts extends Opened {
  readonly id: string;
  readonly participation: Participation;
}

const nothingOpen = {
  stage: null,
  evidenceClosed: false,
  last: null,
  order: null,
  daysBetween: 0,
  fewestVoters: 0,
};

export const openAssessmentCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'assessment.open',
  load: async (tx, { unitId }, asking) => {
    const unit = await findNode(tx, unitId);
    if (unit?.kind !== 'unit') return refuse('not-found');
    const electorate = await electorateOf(tx, unit.regionId, unitId);
    const before = await participationAtHand(tx, unit, asking);
    const participation = before === null ? null : await lockedParticipation(tx, before);
    if (isRefusal(participation)) return participation;
    const stage = participation?.openStage ?? null;
    if (participation === null || stage === null) return { unit, participation, electorate, ...nothingOpen };
    const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
    return {
      unit,
      participation,
      stage,
      evidenceClosed: await evidenceClosed(tx, participation.id, stage.code),
      last: await lastAttempt(tx, participation, stage.code),
      order: await verifiedOrder(tx, participation, stage.code, asking.timeZone),
      daysBetween: playbook?.daysBetweenAssessments ?? 0,
      electorate,
      fewestVoters: playbook?.fewestVoters ?? 0,
    };
  },
  permit: (actor, { unit }) => permit(actor.grants, 'open-assessment', unit.place),
  decide: (state, { heldOn }, circumstances) => {
    const today = civilDateAt(circumstances.at, circumstances.timeZone);
    const opened = openAssessment(state, heldOn, today);
    if (isRefusal(opened)) return opened;
    return state.participation === null
      ? refuse('stage-not-open')
      : { ...opened, id: circumstances.newId(), participation: state.participation };
  },
  save: async (tx, facts, { daysBetween }, { actor, at }) => {
    const { participation, electorate } = facts;
    const here = {
      region_id: participation.regionId,
      path: participation.place.path,
      linked: [...participation.place.linked],
    };
    await tx
      .insertInto('assessment')
      .values({
        ...here,
        id: facts.id,
        campaign_id: participation.campaignId,
        participation_id: participation.id,
        unit_id: participation.unitId,
        stage_code: facts.stageCode,
        attempt: facts.attempt,
        held_on: facts.heldOn,
        order_id: facts.orderId,
        days_between: daysBetween,
        opened_by: actor.personId,
        recorded_at: at,
      })
      .execute();
    await tx
      .insertInto('tally_electorate')
      .values(voterGroups.map((voters) => ({ ...here, assessment_id: facts.id, voters, eligible: electorate[voters] })))
      .execute();
  },
  record: ({ participation, ...facts }) => [
    {
      regionId: participation.regionId,
      unitId: participation.unitId,
      kind: 'assessment.opened',
      subjectId: facts.id,
      place: participation.place,
      occurredAt: null,
      summary: {
        heldOn: facts.heldOn,
        members: facts.electorate.member,
        representatives: facts.electorate.representative,
      },
      head: {
        assessment: facts.id,
        stage: facts.stageCode,
        attempt: facts.attempt,
        order: facts.orderId,
        heldOn: facts.heldOn,
        electorate: { ...facts.electorate },
      },
      personal: [],
    },
  ],
  answer: ({ id }) => ({ id }),
};
