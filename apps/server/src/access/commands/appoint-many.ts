import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import type { Command, Refused } from '../../platform/command.ts';
import { decideEach, permitEach, type Decided } from '../../platform/each.ts';
import { decideOffice, factOfOffice, findOffices, saveOffices } from '../giving-offices.ts';
import type { AppointInput, OfficeFacts, OfficeWanted } from '../giving-offices.ts';

/** Many offices, each as if it came by itself. */
export const appointManyCommand: Command<
  { readonly appointments: readonly AppointInput[] },
  readonly (OfficeWanted | Refused)[],
  readonly Decided<OfficeWanted, OfficeFacts>[],
  { appointments: { id: string; personId: string }[] }
> = {
  name: 'access.appoint-many',
  load: (tx, { appointments }) => findOffices(tx, appointments),
  permit: (actor, wanted) => permitEach(wanted, ({ node }) => permit(actor.grants, 'manage-access', node.place)),
  decide: (wanted, { appointments }, circumstances) =>
    decideEach('appointments', wanted, (state, index) => {
      const input = appointments[index];
      return input === undefined ? refuse('not-found') : decideOffice(state, input, circumstances);
    }),
  save: (tx, given, _wanted, circumstances) => saveOffices(tx, given, circumstances),
  record: (given) => given.map(factOfOffice),
  answer: (given) => ({ appointments: given.map(({ facts: { id, personId } }) => ({ id, personId })) }),
};
