import { permit } from '@muster/core/access';
import type { Command, Refused } from '../../platform/command.ts';
import { decideEach, permitEach, type Decided } from '../../platform/each.ts';
import { loadTransitions, stepFact, type TransitionState } from '../steps.ts';
import { endorseOne, insertEndorsements, type Endorsing } from './endorse-transition.ts';

interface Input {
  readonly transitionIds: readonly string[];
  readonly note?: string | undefined;
}

/** What many units applied for, endorsed together, each as if it came by itself. */
export const endorseManyCommand: Command<
  Input,
  readonly (TransitionState | Refused)[],
  readonly Decided<TransitionState, Endorsing>[],
  { endorsed: number }
> = {
  name: 'gate.endorse-transitions',
  load: (tx, { transitionIds }) => loadTransitions(tx, transitionIds),
  permit: (actor, states) =>
    permitEach(states, ({ participation }) => permit(actor.grants, 'endorse-transition', participation.place)),
  decide: (states, { note }, circumstances) =>
    decideEach('transitionIds', states, (state) => endorseOne(state, note, circumstances)),
  save: (tx, endorsed, _states, circumstances) => insertEndorsements(tx, endorsed, circumstances),
  record: (endorsed) => endorsed.map(({ state }) => stepFact(state.transition.id, 'endorsed', state)),
  answer: (endorsed) => ({ endorsed: endorsed.length }),
};
