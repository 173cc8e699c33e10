import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { exempt } from '@muster/core/obligation';
import type { Command, Refused } from '../../platform/command.ts';
import { decideEach, permitEach, type Decided } from '../../platform/each.ts';
import { lockAllRelieved } from '../relief.ts';
import { unitsOf } from '../units-of-person.view.ts';
import { factOfExemption, insertExemptions, type Facts, type State } from './exempt-obligation.ts';

interface Input {
  readonly obligationIds: readonly string[];
  readonly reason: string;
}

/** Lets many off for one reason, each as if it came by itself. */
export const exemptObligationsCommand: Command<
  Input,
  readonly (State | Refused)[],
  readonly Decided<State, Facts>[],
  { exempted: number }
> = {
  name: 'obligation.exempt-many',
  load: async (tx, { obligationIds }, circumstances) => {
    const found = await lockAllRelieved(tx, obligationIds, circumstances);
    const own = await unitsOf(tx, circumstances.actor.personId);
    return obligationIds.map((id) => {
      const owed = found.get(id) ?? refuse('not-found');
      return isRefusal(owed) ? owed : { owed, isOfTheUnit: own.has(owed.unitId) };
    });
  },
  permit: (actor, states) => permitEach(states, ({ owed }) => permit(actor.grants, 'relieve-obligation', owed.place)),
  decide: (states, { reason }, { actor, newId, bytes }) =>
    decideEach('obligationIds', states, ({ owed, isOfTheUnit }) => {
      const granted = exempt(owed, { personId: actor.personId, isOfTheUnit }, reason);
      return 'refused' in granted ? granted : { ...granted, id: newId(), salt: bytes(16) };
    }),
  save: (tx, granted, _states, circumstances) => insertExemptions(tx, granted, circumstances),
  record: (granted) => granted.map(({ facts, state }) => factOfExemption(facts, state)),
  answer: (granted) => ({ exempted: granted.length }),
};
