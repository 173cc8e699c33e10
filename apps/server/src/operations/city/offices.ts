import { appoint, appointMany } from '@muster/contract/access';
import { assignUnits, formTeam, joinTeam } from '@muster/contract/supervision';
import type { RouteCall } from '@muster/contract';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import type { PlannedUnit } from './plan-city.ts';

/** Calls that run at once: one is in the database while another is in the server. */
export const atOnce = 4;

export type Appointments = RouteCall<typeof appointMany>['body']['appointments'];

export interface Crew {
  readonly teamId: string;
  readonly leader: Visitor;
}

/** Units that one team can visit within a stage. */
const unitsOfATeam = 40;

/** Somebody of no unit, by name, with an office and an account. */
export async function officer(
  { house, administrator, plan }: Pick<City, 'house' | 'administrator' | 'plan'>,
  role: 'office' | 'secretary' | 'leader' | 'auditor' | 'clerk',
  places: readonly string[],
  login: string,
): Promise<Visitor> {
  const [first, ...others] = places;
  if (first === undefined) throw new Error(`${login} has no place`);
  const appointed = { params: { organisationId: first }, body: { personName: plan.nameOthers(), role } };
  const { personId } = await administrator.call(appoint, appointed);
  await appointAll(
    administrator,
    others.map((organisationId) => ({ organisationId, personId, role })),
  );
  return house.account(personId, login);
}

/** Offices in lists shorter than are taken at once, so that `told` hears of each while it is waited for. */
export async function appointAll(
  office: Visitor,
  all: Appointments,
  told: (offices: number) => void = () => undefined,
): Promise<void> {
  const most = 500;
  for (let start = 0; start < all.length; start += most) {
    const appointments = all.slice(start, start + most);
    await office.call(appointMany, { body: { appointments } });
    told(appointments.length);
  }
}

/** Who keeps the records of a committee, with all branches beneath it. */
export function recorderAt(city: City, committee: string): Promise<Visitor> {
  return officer(city, 'secretary', [city.id(committee)], `records-${committee.toLowerCase()}`);
}

/** Which team looks after a unit, by the unit's code. */
export type Crews = ReadonlyMap<string, Crew>;

interface Before {
  /** Who led there before. */
  readonly before?: Crews;
  /** Told of the units of each team. */
  readonly told?: (units: number) => void;
}

/** Teams over these units, each led by somebody who belongs to none of them: who led one there before leads one again. */
export async function appointTeams(
  city: City,
  seat: string,
  units: readonly PlannedUnit[],
  title: string,
  { before = new Map(), told = () => undefined }: Before = {},
): Promise<Crews> {
  const { office, id, placeRootId, plan } = city;
  const county = plan.counties.find(({ code }) => code === seat);
  const organisationId = county === undefined ? placeRootId : id(seat);
  const leaders = [...new Set([...before.values()].map(({ leader }) => leader))];
  const crews = new Map<string, Crew>();
  for (let first = 0; first < units.length; first += unitsOfATeam) {
    const index = first / unitsOfATeam;
    const name = `${title}${county?.name ?? '市直'}第${index + 1}督导组`;
    const { id: teamId } = await office.call(formTeam, { params: { organisationId }, body: { name } });
    const leader = leaders[index] ?? (await officer(city, 'leader', [organisationId], loginOf(city, seat, index)));
    const crew = { teamId, leader };
    const own = units.slice(first, first + unitsOfATeam);
    const body = { unitIds: own.map(({ code }) => id(code)) };
    await office.call(assignUnits, { params: { teamId }, body });
    for (const { code } of own) crews.set(code, crew);
    await office.call(joinTeam, { params: { teamId }, body: { personId: leader.personId, isLeader: true } });
    told(own.length);
  }
  return crews;
}

/** The first team of the first county is the one that visitors are shown. */
function loginOf({ plan }: City, seat: string, index: number): string {
  const login = seat === plan.counties[0]?.code ? 'team' : `team-${seat}`;
  return index === 0 ? login : `${login}-${index + 1}`;
}

/** The team of a unit that must have one. */
export function crewOf(crews: Crews, { code, name }: PlannedUnit): Crew {
  const crew = crews.get(code);
  if (crew === undefined) throw new Error(`${name} has no team`);
  return crew;
}
