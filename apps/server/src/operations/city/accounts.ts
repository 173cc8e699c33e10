import { appoint } from '@muster/contract/access';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import { officer } from './offices.ts';
import type { CityPlan, PlannedUnit } from './plan-city.ts';

/** One account of each role, where its work can be seen: in a school of the first county, its township, the county and the city. */
export async function giveAccounts(city: City): Promise<void> {
  const { plan, id, house, office, placeRootId, partyRootId } = city;
  const members = Map.groupBy(plan.second.members, ({ unit }) => unit);
  const school = shownUnit(plan);
  await officer(city, 'auditor', [placeRootId, partyRootId], 'auditor');
  await officer(city, 'leader', [placeRootId], 'leader');
  await officer(city, 'office', [id(school.county), id(`K${school.county}`)], 'county');
  await officer(city, 'office', [id(school.region), id(`T${school.region}`)], 'township');
  await city.learn([`T${school.region}`]);
  const roll = (members.get(school.code) ?? []).filter(
    ({ branch }) => branch === members.get(school.code)?.[0]?.branch,
  );
  const holds = async (index: number, role: 'head' | 'clerk' | 'secretary' | 'member'): Promise<Visitor> => {
    const member = roll[index];
    if (member === undefined) throw new Error(`${school.name} has too few members`);
    const personId = id(member.code);
    const organisationId = role === 'secretary' ? id(member.branch) : id(school.code);
    if (role !== 'member') await office.call(appoint, { params: { organisationId }, body: { personId, role } });
    return house.account(personId, role);
  };
  await holds(0, 'head');
  await holds(1, 'clerk');
  await holds(2, 'secretary');
  await holds(3, 'member');
}

/** A unit with a branch of its own and members enough for every office: a school of the first county, where there is one. */
export function shownUnit({ second, counties }: CityPlan): PlannedUnit {
  const members = Map.groupBy(second.members, ({ unit }) => unit);
  const membersOf = (code: string) => members.get(code)?.length ?? 0;
  const hosts = new Set(
    second.organisations.flatMap(({ kind, units }) => (kind === 'branch' && units.length === 1 ? units : [])),
  );
  const fit = second.units.filter(
    (unit) => hosts.has(unit) && unit.operation === 'running' && membersOf(unit.code) > 3,
  );
  const best =
    fit.find(
      ({ county, classCode, code }) => county === counties[0]?.code && classCode === 'school' && membersOf(code) > 9,
    ) ?? fit[0];
  if (best === undefined) throw new Error('A city has a unit with a branch of its own');
  return best;
}
