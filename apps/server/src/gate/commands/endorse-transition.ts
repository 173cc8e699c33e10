import { permit } from '@muster/core/access';
import { mayEndorse } from '@muster/core/gate';
import { civilDateAt } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { insertStep, loadTransition, stepFact, type TransitionState } from '../steps.ts';

interface Input {
  readonly transitionId: string;
  readonly note?: string | undefined;
}

export const endorseCommand: Command<Input, TransitionState, { note: string | null }, { id: string }> = {
  name: 'gate.endorse-transition',
  load: (tx, { transitionId }) => loadTransition(tx, transitionId),
  permit: (actor, { participation }) => permit(actor.grants, 'endorse-transition', participation.place),
  decide: ({ gate, isOfTheUnit }, { note }, { actor, at, timeZone }) =>
    mayEndorse(gate, civilDateAt(at, timeZone), { id: actor.personId, isOfTheUnit }) ?? { note: note ?? null },
  save: async (tx, { note }, state, circumstances) => {
    await insertStep(tx, { transitionId: state.transition.id, step: 'endorsed', note }, state, circumstances);
    await markDirty(tx, {
      regionId: state.participation.regionId,
      id: state.participation.id,
      ...state.participation.place,
    });
  },
  record: (_facts, state) => [stepFact(state.transition.id, 'endorsed', state)],
  answer: (_facts, { transition }) => ({ id: transition.id }),
};
