/** Rows of the permission walk about members who come, move, change, are reached and leave. */
import {
  endMembership,
  proposeTransfer,
  recordContact,
  voidContact,
  voidMembershipEnd,
  withdrawTransfer,
} from '@muster/contract/roster';
import type { TestHouse } from '@muster/testkit';
import { atNode, atNodeWith, atUnit, everybody, ofThing, onlyFor } from './permission-asks.fixture.ts';
import type { Ask, Call, NamedRows, Rows, Things } from './permission-asks.fixture.ts';
import { holders, managers } from './permission-holders.fixture.ts';

const ofMember = (more: Call) => ofThing('SCHOOL-1', 'personId', 'SCHOOL-1-09', more);

const tooLate = '2030-01-01';
const reason = { reason: '试' };

/** Commands are sent with what the rules refuse. */
export const rosterRows: Rows = {
  listMembers: atNode,
  importMembers: atNodeWith({ body: { fileName: 'x.csv', csv: 'nothing\n', commit: false } }),
  exportMembers: atNode,
  findNamesakes: atNodeWith({ query: { name: '无此人' } }),
  addMember: ofThing('SCHOOL-1', 'branchId', 'SCHOOL-1', {
    body: { name: '无此人', bornIn: null, standing: 'full', categories: [], fromOn: tooLate },
  }),
  endMembership: ofMember({ body: { reason: 'left', on: tooLate } }),
  voidMembershipEnd: ofThing('COMMUNITY', 'endId', 'voidedEnd', { body: reason }),
  changeStanding: ofMember({ body: { standing: 'full', on: tooLate } }),
  correctPerson: ofMember({ body: { name: '党员SCHOOL109', bornIn: 1980, categories: [] } }),
  findDestinations: ofMember({ query: { text: 'SCHOOL-2' } }),
  proposeTransfer: (place, ids) =>
    place === 'SCHOOL-1' ? { params: { personId: ids('SCHOOL-1-09') }, body: { branchId: ids('SCHOOL-1') } } : null,
  acceptTransfer: ofThing('CLINIC', 'transferId', 'settledTransfer', { body: {} }),
  declineTransfer: ofThing('CLINIC', 'transferId', 'settledTransfer', { body: reason }),
  withdrawTransfer: ofThing('SCHOOL-1', 'transferId', 'settledTransfer', { body: {} }),
  listTransfers: atNode,
  recordContact: ofMember({ body: { mode: 'visit', on: tooLate, outcome: 'reached' } }),
  voidContact: ofThing('SCHOOL-1', 'contactId', 'voidedContact', { body: reason }),
  listLeftBehind: atNode,
  readRepresentatives: atUnit(),
  setRepresentativeQuota: atUnit({ own: null, subordinate: null, served: null }),
  listRepresentativeGaps: atNode,
};

const ofOneself =
  (more: Call): Ask =>
  (_place, ids) => ({ ...more, params: { personId: ids('SCHOOL-1-04') } });

const readers = [...(holders.read['SCHOOL-1'] ?? []), 'member'] as const;

/** Everybody may read and speak for oneself. */
export const rosterOthers: NamedRows = {
  readPerson: onlyFor(readers, ofOneself({})),
  readHistory: onlyFor(readers, ofOneself({})),
  search: everybody(() => ({ query: { q: 'zhang' } })),
  reportIn: onlyFor(['member'], ofOneself({ body: { whereabouts: '在家' } })),
  readMemberTemplate: onlyFor(managers, () => ({})),
};

/** A transfer that was taken back, an end and a contact that were voided. */
export async function makeRosterThings(house: TestHouse, things: Things): Promise<void> {
  const [town, secretary] = await Promise.all([house.as('town'), house.as('secretary')]);
  const member = { params: { personId: house.id('SCHOOL-1-09') } };
  const offered = await town.call(proposeTransfer, { ...member, body: { branchId: house.id('JOINT-1') } });
  await town.call(withdrawTransfer, { params: { transferId: offered.id }, body: {} });
  things.set('settledTransfer', offered.id);
  const gone = { params: { personId: house.id('COMMUNITY-1-20') } };
  const end = await town.call(endMembership, { ...gone, body: { reason: 'left', on: '2026-03-19' } });
  await town.call(voidMembershipEnd, { params: { endId: end.id }, body: reason });
  things.set('voidedEnd', end.id);
  const body = { mode: 'visit', on: '2026-03-19', outcome: 'reached' } as const;
  const contact = await secretary.call(recordContact, { ...member, body });
  await secretary.call(voidContact, { params: { contactId: contact.id }, body: reason });
  things.set('voidedContact', contact.id);
}
