import { permit } from '@muster/core/access';
import type { CivilDate } from '@muster/core/kernel';
import type { Command, Refused } from '../../platform/command.ts';
import { decideEach, permitEach, type Decided } from '../../platform/each.ts';
import { insertDecisions } from '../insert-decisions.ts';
import { loadTransitions, type Decision, type TransitionState } from '../steps.ts';
import { decideOne, decisionFacts } from './decide-transition.ts';

interface Input {
  readonly transitionIds: readonly string[];
  readonly outcome: 'passed' | 'refused';
  readonly note?: string | undefined;
  readonly mendBy?: CivilDate | undefined;
}

/** What was endorsed of many units, passed together or refused for one reason, each as if it came by itself. */
export const decideManyCommand: Command<
  Input,
  readonly (TransitionState | Refused)[],
  readonly Decided<TransitionState, Decision>[],
  { decided: number }
> = {
  name: 'gate.decide-transitions',
  load: (tx, { transitionIds }) => loadTransitions(tx, transitionIds),
  permit: (actor, states) =>
    permitEach(states, ({ participation }) => permit(actor.grants, 'decide-transition', participation.place)),
  decide: (states, input, circumstances) =>
    decideEach('transitionIds', states, (state) => decideOne(state, input, circumstances)),
  save: (tx, made, _states, circumstances) => insertDecisions(tx, made, circumstances),
  record: (made) => made.flatMap(decisionFacts),
  answer: (made) => ({ decided: made.length }),
};
