/** Rows of the permission walk about leaders: contact points, and how often they take part. */
import { readMe } from '@muster/contract/access';
import { listLeaders, nameContactPoint, recordVisit, withdrawVisit } from '@muster/contract/supervision';
import type { TestHouse } from '@muster/testkit';
import { atNode, ofThing, onlyFor } from './permission-asks.fixture.ts';
import type { NamedRows, Rows, Things } from './permission-asks.fixture.ts';
import { holders } from './permission-holders.fixture.ts';

/** Somebody without an office, whom the managers of the place see. */
const memberSeenAt = (place: string): string =>
  place === 'CLINIC' || place === 'OTHER-TOWN' ? 'CLINIC-03' : 'SCHOOL-1-09';

/** Commands are sent with what the rules refuse. */
export const contactPointRows: Rows = {
  listLeaders: atNode,
  nameContactPoint: (place, ids) => ({
    params: { organisationId: ids(place) },
    body: { personId: ids(memberSeenAt(place)) },
  }),
  endContactPoint: ofThing('SCHOOL', 'contactPointId', 'contactPoint', { body: { on: '2030-01-01' } }),
  listGuests: ofThing('SCHOOL-1', 'activityId', 'activity'),
  noteGuest: ofThing('SCHOOL-1', 'activityId', 'activity', {
    body: { contactPointId: '0198c000-0000-7000-8000-000000000007', lateReason: '试' },
  }),
};

/** Whoever records there, and the leader. */
const writers = [...(holders['record-activity'].SCHOOL ?? []), 'leader'] as const;
const visit = { kind: 'guided', on: '2030-01-01', note: '试', lateReason: null } as const;

export const contactPointOthers: NamedRows = {
  readLeadership: onlyFor([...(holders.read['SCHOOL-1'] ?? []), 'member'], (_place, ids) => ({
    params: { personId: ids('SCHOOL-1-04') },
  })),
  recordVisit: onlyFor(writers, (_place, ids) => ({ params: { contactPointId: ids('contactPoint') }, body: visit })),
  withdrawVisit: onlyFor(writers, (_place, ids) => ({ params: { visitId: ids('visit') }, body: { reason: '试' } })),
};

/** A leader's contact point, and what was written down there and taken back. */
export async function makeContactPointThings(house: TestHouse, things: Things): Promise<void> {
  const leader = await house.as('leader');
  const { person } = await leader.call(readMe, {});
  const params = { organisationId: house.id('SCHOOL') };
  const office = await house.as('office');
  await office.call(nameContactPoint, { params, body: { personId: person.id, fromOn: '2026-03-02' } });
  const { leaders } = await office.call(listLeaders, { params });
  const contactPointId = leaders.find((one) => one.person.id === person.id)?.contactPoints[0]?.id ?? '';
  const { id: visitId } = await leader.call(recordVisit, {
    params: { contactPointId },
    body: { ...visit, on: '2026-03-20' },
  });
  await leader.call(withdrawVisit, { params: { visitId }, body: { reason: '试' } });
  things.set('contactPoint', contactPointId);
  things.set('visit', visitId);
}
