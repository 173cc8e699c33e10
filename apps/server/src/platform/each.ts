import type { Permit, Verb } from '@muster/core/access';
import { isRefusal, refuse, type InputFault } from '@muster/core/kernel';
import type { Refused } from './command.ts';

/** One of a list, as it was found and what was decided about it. */
export interface Decided<State, Facts> {
  readonly state: State;
  readonly facts: Facts;
}

/** The right is asked for at every thing of the list that is there; where none is, the first says why. */
export function permitEach<State, V extends Verb>(
  states: readonly (State | Refused)[],
  ask: (state: State) => Permit<V> | Refused,
): Permit<V> | Refused {
  let permitted: Permit<V> | Refused =
    states.flatMap((state) => (isRefusal(state) ? state : []))[0] ?? refuse('not-found');
  for (const state of states) {
    if (isRefusal(state)) continue;
    permitted = ask(state);
    if (isRefusal(permitted)) return permitted;
  }
  return permitted;
}

/** Each is decided as if it came by itself; one that cannot be taken refuses all, with every reason at its field. */
export function decideEach<State, Facts>(
  field: string,
  states: readonly (State | Refused)[],
  decide: (state: State, index: number) => Facts | Refused,
): readonly Decided<State, Facts>[] | Refused {
  const taken: Decided<State, Facts>[] = [];
  const faults: InputFault[] = [];
  for (const [index, state] of states.entries()) {
    const facts = isRefusal(state) ? state : decide(state, index);
    if (isRefusal(facts)) {
      const { refused, params, field: within } = facts;
      const at = `${field}.${index}`;
      faults.push({ field: within === undefined ? at : `${at}.${within}`, code: refused, params, message: refused });
    } else if (!isRefusal(state)) taken.push({ state, facts });
  }
  return faults.length === 0 ? taken : { ...refuse('list-refused', { count: faults.length }), faults };
}
