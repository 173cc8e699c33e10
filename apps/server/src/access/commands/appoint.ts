import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { decideOffice, factOfOffice, findOffices, saveOffices } from '../giving-offices.ts';
import type { AppointInput, OfficeFacts, OfficeWanted } from '../giving-offices.ts';

export const appointCommand: Command<AppointInput, OfficeWanted, OfficeFacts, { id: string; personId: string }> = {
  name: 'access.appoint',
  load: async (tx, input) => (await findOffices(tx, [input]))[0] ?? refuse('not-found'),
  permit: (actor, { node }) => permit(actor.grants, 'manage-access', node.place),
  decide: decideOffice,
  save: (tx, facts, state, circumstances) => saveOffices(tx, [{ facts, state }], circumstances),
  record: (facts, state) => [factOfOffice({ facts, state })],
  answer: ({ id, personId }) => ({ id, personId }),
};
