import { permit } from '@muster/core/access';
import { mayDecide } from '@muster/core/gate';
import { civilDateAt } from '@muster/core/kernel';
import type { Circumstances, Command, Refused } from '../../platform/command.ts';
import { insertDecisions } from '../insert-decisions.ts';
import { loadTransition, stepFact, type Decision, type TransitionState } from '../steps.ts';

interface Input {
  readonly transitionId: string;
  readonly outcome: 'passed' | 'refused';
  readonly note?: string | undefined;
}

/** The rules here refuse with a reason; `gate_decide` in the database checks every hard condition again and alone can write it. */
export const decideCommand: Command<Input, TransitionState, Decision, { id: string }> = {
  name: 'gate.decide-transition',
  load: (tx, { transitionId }) => loadTransition(tx, transitionId),
  permit: (actor, { participation }) => permit(actor.grants, 'decide-transition', participation.place),
  decide: (state, { outcome, note }, circumstances) => decideOne(state, { outcome, note }, circumstances),
  save: (tx, facts, state, circumstances) => insertDecisions(tx, [{ state, facts }], circumstances),
  record: ({ outcome }, state) => [stepFact(state.transition.id, outcome, state)],
  answer: (_facts, { transition }) => ({ id: transition.id }),
};

export function decideOne(
  { gate, isOfTheUnit }: TransitionState,
  { outcome, note }: Pick<Input, 'outcome' | 'note'>,
  { actor, at, timeZone }: Circumstances,
): Decision | Refused {
  const decider = { id: actor.personId, isOfTheUnit };
  return mayDecide(gate, civilDateAt(at, timeZone), decider, { outcome, note }) ?? { outcome, note: note ?? null };
}
