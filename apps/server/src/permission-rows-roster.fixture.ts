/** Rows of the permission walk about members who come, move, change, are reached and leave. */
import {
  endMembership,
  proposeTransfer,
  recordContact,
  voidContact,
  voidMembershipEnd,
  withdrawTransfer,
} from '@muster/contract/roster';
import type { Route, RouteAnswer, RouteCall } from '@muster/contract';

/** The house of the test, as far as it is needed here. */
interface House {
  as(
    who: 'town' | 'secretary',
  ): Promise<{ call<R extends Route>(route: R, input: RouteCall<R>): Promise<RouteAnswer<R>> }>;
  id(code: string): string;
}

interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
type Ask = (place: string, ids: (code: string) => string) => Call | null;

const atNode: Ask = (place, ids) => ({ params: { organisationId: ids(place) } });
const atUnit =
  (body?: unknown): Ask =>
  (place, ids) =>
    ['SCHOOL', 'COMMUNITY', 'CLINIC'].includes(place)
      ? { params: { unitId: ids(place) }, ...(body !== undefined && { body }) }
      : null;
const of =
  (at: string, param: string, thing: string, more: Call = {}): Ask =>
  (place, ids) =>
    place === at ? { ...more, params: { [param]: ids(thing) } } : null;
const ofMember = (more: Call) => of('SCHOOL-1', 'personId', 'SCHOOL-1-09', more);

const tooLate = '2030-01-01';
const reason = { reason: '试' };

/** Commands are sent with what the rules refuse. */
export const rosterRows: Readonly<Record<string, Ask>> = {
  findNamesakes: (place, ids) => ({ ...atNode(place, ids), query: { name: '无此人' } }),
  addMember: of('SCHOOL-1', 'branchId', 'SCHOOL-1', {
    body: { name: '无此人', bornIn: null, standing: 'full', categories: [], fromOn: tooLate },
  }),
  endMembership: ofMember({ body: { reason: 'left', on: tooLate } }),
  voidMembershipEnd: of('COMMUNITY', 'endId', 'voidedEnd', { body: reason }),
  changeStanding: ofMember({ body: { standing: 'full', on: tooLate } }),
  correctPerson: ofMember({ body: { name: '党员SCHOOL109', bornIn: 1980, categories: [] } }),
  findDestinations: ofMember({ query: { text: 'SCHOOL-2' } }),
  proposeTransfer: (place, ids) =>
    place === 'SCHOOL-1' ? { params: { personId: ids('SCHOOL-1-09') }, body: { branchId: ids('SCHOOL-1') } } : null,
  acceptTransfer: of('CLINIC', 'transferId', 'settledTransfer', { body: {} }),
  declineTransfer: of('CLINIC', 'transferId', 'settledTransfer', { body: reason }),
  withdrawTransfer: of('SCHOOL-1', 'transferId', 'settledTransfer', { body: {} }),
  listTransfers: atNode,
  recordContact: ofMember({ body: { mode: 'visit', on: tooLate, outcome: 'reached' } }),
  voidContact: of('SCHOOL-1', 'contactId', 'voidedContact', { body: reason }),
  listLeftBehind: atNode,
  readRepresentatives: atUnit(),
  setRepresentativeQuota: atUnit({ own: null, subordinate: null, served: null }),
  listRepresentativeGaps: atNode,
};

const ofOneself =
  (more: Call): Ask =>
  (_place, ids) => ({ ...more, params: { personId: ids('SCHOOL-1-04') } });

/** Everybody may read and speak for oneself. */
export const rosterOthers = <Name extends string>(readers: readonly Name[]) =>
  ({
    readHistory: { who: [...readers, 'member'], ask: ofOneself({}) },
    search: { who: 'everybody', ask: () => ({ query: { q: 'zhang' } }) },
    reportIn: { who: ['member'], ask: ofOneself({ body: { whereabouts: '在家' } }) },
  }) as const;

/** A transfer that was taken back, an end and a contact that were voided. */
export async function makeRosterThings(house: House, things: Map<string, string>): Promise<void> {
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
