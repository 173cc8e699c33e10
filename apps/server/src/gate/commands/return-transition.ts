import { permit } from '@muster/core/access';
import { mayReturn } from '@muster/core/gate';
import type { Command } from '../../platform/command.ts';
import { insertSteps, loadTransition, stepFact, type TransitionState } from '../steps.ts';

interface Input {
  readonly transitionId: string;
  readonly reason: string;
}

/** Ends the application; the evidence window opens again and the unit may apply anew. */
export const returnCommand: Command<Input, TransitionState, { reason: string }, { id: string }> = {
  name: 'gate.return-transition',
  load: (tx, { transitionId }) => loadTransition(tx, transitionId),
  permit: (actor, { participation }) => permit(actor.grants, 'endorse-transition', participation.place),
  decide: ({ gate, isOfTheUnit }, { reason }, { actor }) =>
    mayReturn(gate, { id: actor.personId, isOfTheUnit }) ?? { reason },
  save: async (tx, { reason }, state, circumstances) => {
    const { transition } = state;
    await insertSteps(tx, 'returned', [{ transitionId: transition.id, note: reason, state }], circumstances);
    await tx
      .updateTable('transition')
      .set({ ended_at: circumstances.at })
      .where('region_id', '=', transition.region_id)
      .where('id', '=', transition.id)
      .execute();
  },
  record: (_facts, state) => [stepFact(state.transition.id, 'returned', state)],
  answer: (_facts, { transition }) => ({ id: transition.id }),
};
