import { permit } from '@muster/core/access';
import { mayApply } from '@muster/core/gate';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { lockedParticipation, participationAtHand } from '../../campaign/index.ts';
import { findNode } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { gateState } from '../measures.ts';
import { insertSteps, markJudged, stepFact, type StepState } from '../steps.ts';

interface Input {
  readonly unitId: string;
  /** What the unit was shown when it decided to apply. */
  readonly judgedHash: string;
}

export const applyCommand: Command<Input, StepState, { id: string }, { id: string }> = {
  name: 'gate.apply-for-transition',
  load: async (tx, { unitId }, asking) => {
    const unit = await findNode(tx, unitId);
    const before = unit === null ? null : await participationAtHand(tx, unit, asking);
    if (before === null) return refuse('not-found');
    const participation = await lockedParticipation(tx, before);
    return isRefusal(participation) ? participation : { participation, gate: await gateState(tx, participation) };
  },
  permit: (actor, { participation }) => permit(actor.grants, 'apply-transition', participation.place),
  decide: ({ gate }, { judgedHash }, { at, timeZone, newId }) =>
    mayApply(gate, civilDateAt(at, timeZone), judgedHash) ?? { id: newId() },
  save: async (tx, { id }, state, circumstances) => {
    const { participation, gate } = state;
    await tx
      .insertInto('transition')
      .values({
        region_id: participation.regionId,
        id,
        campaign_id: participation.campaignId,
        participation_id: participation.id,
        unit_id: participation.unitId,
        stage_code: gate.stage?.code ?? '',
        applied_by: circumstances.actor.personId,
        recorded_at: circumstances.at,
        path: participation.place.path,
        linked: [...participation.place.linked],
      })
      .execute();
    await insertSteps(tx, 'applied', [{ transitionId: id, note: null, state }], circumstances);
    await markJudged(tx, [state]);
  },
  record: ({ id }, state) => [stepFact(id, 'applied', state)],
  answer: ({ id }) => ({ id }),
};
