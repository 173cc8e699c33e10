/** Rows of the permission walk about offices, accounts, teams and what everybody may say. */
import { appoint, endAppointment } from '@muster/contract/access';
import { listTeams } from '@muster/contract/supervision';
import type { TestHouse } from '@muster/testkit';
import { atNode, atNodeWith, everybody, onlyFor } from './permission-asks.fixture.ts';
import type { Ask, NamedRows, PlaceCode, Rows, Things } from './permission-asks.fixture.ts';
import { managed } from './permission-holders.fixture.ts';

/** A member at or beneath each place. */
const somebodyAt = (place: PlaceCode): string => {
  if (place === 'COMMUNITY') return 'COMMUNITY-1-09';
  return place === 'CLINIC' || place === 'OTHER-TOWN' ? 'CLINIC-09' : 'SCHOOL-1-09';
};

export const accessRows: Rows = {
  listAppointments: atNode,
  appoint: atNodeWith({ body: { personName: '某某', role: 'supervisor' } }),
  appointMany: (place, ids) => ({
    body: { appointments: [{ organisationId: ids(place), personName: '某某', role: 'supervisor' }] },
  }),
  makeActivationSheet: (place, ids) => ({
    params: { organisationId: ids(place) },
    body: { personIds: [ids(somebodyAt(place))] },
  }),
  listTeams: atNode,
  listBurdens: atNode,
};

const ofTeam =
  (
    more: (ids: (code: string) => string) => {
      readonly params?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    },
  ): Ask =>
  (_place, ids) => {
    const call = more(ids);
    return { ...call, params: { teamId: ids('team'), ...call.params } };
  };

/** Teams are formed at the root of the places. */
export const accessOthers: NamedRows = {
  readMe: everybody(),
  changePassword: everybody(() => ({ body: { current: 'wrong', next: 'also wrong but long' } })),
  reportBurden: everybody(() => ({ body: { page: '/units', body: '重复填报' } })),
  endAppointment: onlyFor(managed.PLACE, (_place, ids) => ({ params: { appointmentId: ids('endedAppointment') } })),
  formTeam: onlyFor(managed.PLACE, (_place, ids) => ({
    params: { organisationId: ids('PLACE') },
    body: { name: '第一督导组' },
  })),
  joinTeam: onlyFor(
    managed.PLACE,
    ofTeam((ids) => ({ body: { personId: ids('罗亦舟') } })),
  ),
  leaveTeam: onlyFor(
    managed.PLACE,
    ofTeam((ids) => ({ params: { personId: ids('SCHOOL-1-09') } })),
  ),
  assignUnit: onlyFor(
    managed.PLACE,
    ofTeam((ids) => ({ body: { unitId: ids('SCHOOL') } })),
  ),
  assignUnits: onlyFor(
    managed.PLACE,
    ofTeam((ids) => ({ body: { unitIds: [ids('SCHOOL')] } })),
  ),
  releaseUnit: onlyFor(
    managed.PLACE,
    ofTeam((ids) => ({ params: { unitId: ids('CLINIC') } })),
  ),
};

/** A team, and an appointment that has ended. */
export async function makeAccessThings(house: TestHouse, things: Things): Promise<void> {
  const office = await house.as('office');
  const params = { organisationId: things.get('PLACE') ?? '' };
  const { teams } = await office.call(listTeams, { params });
  things.set('team', teams.find((team) => team.name === '第一督导组')?.id ?? '');
  const appointed = await office.call(appoint, { params, body: { personName: '某甲', role: 'leader' } });
  await office.call(endAppointment, { params: { appointmentId: appointed.id } });
  things.set('endedAppointment', appointed.id);
}
