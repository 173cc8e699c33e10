import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { checkDeliverable, type Outcome } from '@muster/core/obligation';
import type { Command, Refused } from '../../platform/command.ts';
import { decideEach, permitEach, type Decided } from '../../platform/each.ts';
import { findVersions, lockObligations } from '../records.ts';
import { unitsOf } from '../units-of-person.view.ts';
import { factOfCheck, insertChecks, type CheckedState, type CheckFacts } from './check-deliverable.ts';

interface Input {
  readonly outcome: Outcome;
  readonly note: string | null;
  /** Which version was looked at: a newer one is not accepted unseen. */
  readonly checks: readonly { readonly obligationId: string; readonly version: number }[];
}

interface State extends CheckedState {
  readonly deliverableId: string;
}

/** What many units handed in, accepted or returned with one reason, each as if it came by itself. */
export const checkDeliverablesCommand: Command<
  Input,
  readonly (State | Refused)[],
  readonly Decided<State, CheckFacts>[],
  { checked: number }
> = {
  name: 'obligation.check-deliverables',
  load: async (tx, { checks }, { actor }) => {
    const ids = checks.map(({ obligationId }) => obligationId);
    const found = await lockObligations(tx, ids);
    const versions = new Map(
      (await findVersions(tx, ids)).map((each) => [`${each.obligationId} ${each.version.number}`, each]),
    );
    const own = await unitsOf(tx, actor.personId);
    return checks.map(({ obligationId, version: number }) => {
      const owed = found.get(obligationId) ?? refuse('not-found');
      const version = versions.get(`${obligationId} ${number}`);
      if (isRefusal(owed)) return owed;
      if (version === undefined) return refuse('not-found');
      return { ...owed, owed, ...version, deliverableId: version.id, isOfTheUnit: own.has(owed.unitId) };
    });
  },
  permit: (actor, states) => permitEach(states, ({ owed }) => permit(actor.grants, 'check-deliverable', owed.place)),
  decide: (states, { outcome, note }, { actor }) =>
    decideEach('checks', states, (state) => {
      const checked = checkDeliverable(state, actor.personId, { outcome, note });
      return 'refused' in checked ? checked : { ...checked, deliverableId: state.deliverableId };
    }),
  save: (tx, checks, _states, circumstances) => insertChecks(tx, checks, circumstances),
  record: (checks) => checks.map(({ facts, state }) => factOfCheck(facts, state)),
  answer: (checks) => ({ checked: checks.length }),
};
