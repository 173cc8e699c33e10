import { appoint } from '@muster/contract/access';
import { assignUnit, formTeam, joinTeam } from '@muster/contract/supervision';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import { inParallel } from './in-parallel.ts';
import type { PlannedUnit } from './plan-city.ts';

/** Calls that run at once: one is in the database while another is in the server. */
export const atOnce = 4;

export interface Crew {
  readonly teamId: string;
  readonly leader: Visitor;
}

/** Somebody of no unit, by name, with an office and an account. */
export async function officer(
  { house, administrator, plan }: Pick<City, 'house' | 'administrator' | 'plan'>,
  role: 'office' | 'secretary' | 'leader' | 'auditor',
  places: readonly string[],
  login: string,
): Promise<Visitor> {
  let personId: string | undefined;
  for (const organisationId of places) {
    const who = personId === undefined ? { personName: plan.nameOthers() } : { personId };
    ({ personId } = await administrator.call(appoint, { params: { organisationId }, body: { ...who, role } }));
  }
  if (personId === undefined) throw new Error(`${login} has no place`);
  return house.account(personId, login);
}

/** Who keeps the records of a committee, with all branches beneath it. */
export function recorderAt(city: City, committee: string): Promise<Visitor> {
  return officer(city, 'secretary', [city.id(committee)], `records-${committee.toLowerCase()}`);
}

/** A team over these units, led by somebody who belongs to none of them: who led one there before leads this one, too. */
export async function appointTeam(
  city: City,
  seat: string,
  units: readonly PlannedUnit[],
  title: string,
  before: Crew | null = null,
): Promise<Crew> {
  const { office, id, placeRootId, plan } = city;
  const isCity = !plan.counties.some(({ code }) => code === seat);
  const organisationId = isCity ? placeRootId : id(seat);
  const name = `${title}${isCity ? '市直' : (plan.counties.find(({ code }) => code === seat)?.name ?? '')}督导组`;
  const { id: teamId } = await office.call(formTeam, { params: { organisationId }, body: { name } });
  await inParallel(units, 1, (unit) =>
    office.call(assignUnit, { params: { teamId }, body: { unitId: id(unit.code) } }),
  );
  const login = seat === plan.counties[0]?.code ? 'team' : `team-${seat}`;
  const leader = before?.leader ?? (await officer(city, 'leader', [organisationId], login));
  await office.call(joinTeam, { params: { teamId }, body: { personId: leader.personId, isLeader: true } });
  return { teamId, leader };
}
