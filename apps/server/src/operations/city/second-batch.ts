import { instantOf } from '../demo/calendar.ts';
import type { Visitor } from '../visitor.ts';
import { shownUnit } from './accounts.ts';
import { officesAhead, runAhead } from './ahead-units.ts';
import { besides, transfers } from './besides.ts';
import { fillDays } from './day-twenty.ts';
import { followUnits } from './followed-units.ts';
import type { City } from './found-city.ts';
import type { CityPlan } from './plan-city.ts';
import { sendMeetings } from './meetings.ts';
import { namePlaceMeetings } from './place-meetings.ts';
import { appointAll, appointTeams, recorderAt, type Crews } from './offices.ts';
import type { SeatHistory } from './plan-history.ts';
import { poolSmallUnits } from './small-units.ts';
import { readInSecondBatch } from './read-together.ts';
import { spokeInSecondBatch } from './speakers.ts';
import { keepPapers } from './township-contacts.ts';

/** The second batch in a county as of day 20: its meetings, its teams, its papers, and what is not as it should be. */
export async function writeSecondBatch(
  city: City,
  { code, second }: SeatHistory,
  { crews: before, office }: { readonly crews: Crews; readonly office: Visitor },
  wrote: (rows: number) => void,
): Promise<void> {
  const { plan, days, house } = city;
  house.clock.set(instantOf(days.second, '09:00'));
  const committee = `K${code}`;
  const towns = plan.second.organisations.filter(
    ({ code: town, parent }) => town.startsWith('T') && parent === committee,
  );
  await city.learn(towns.map((town) => town.code));
  const recorder = await recorderAt(city, committee);
  // The visitors' own unit first: the team that they are shown looks after it.
  const shown = shownUnit(plan);
  const supervised = second.units.toSorted((one, other) => Number(other === shown) - Number(one === shown));
  const crews = await appointTeams(city, code, supervised, '第二批', { before });
  const heads = headsOf(plan, second);
  await appointAll(office, [
    ...[...heads].map(([unit, member]) => ({
      organisationId: city.id(unit),
      personId: city.id(member),
      role: 'head' as const,
    })),
    ...(second.ahead === null ? [] : officesAhead(city, second.ahead)),
  ]);
  const spoke = spokeInSecondBatch(city, plan.second, heads);
  const read = readInSecondBatch(plan.second);
  const held = await sendMeetings(city, recorder, committee, second.study, wrote, spoke, read);
  await namePlaceMeetings(city, { code, held, office, recorder });
  // Where visitors have their accounts, its own people act.
  const followed = second.followed.filter((unit) => unit !== shown);
  const others = second.units.filter((unit) => !followed.includes(unit) && unit !== second.ahead);
  await keepPapers(city, { code, units: others, crews, office });
  const index = plan.counties.findIndex((county) => county.code === code);
  await followUnits(city, { code, index, units: followed, crews, office, recorder, held }, wrote);
  if (second.ahead !== null) await runAhead(city, { index, unit: second.ahead, crews, office, held });
  await poolSmallUnits(city, { code, units: others, office });
  await besides(city, { code, units: others, crews, office, recorder, held });
  await fillDays(city, { code, index, units: others, crews, office, recorder });
  const elsewhere = plan.second.organisations.find(
    ({ kind, units: [host] }) => kind === 'branch' && host !== undefined && host.county !== code,
  );
  await transfers(city, { code, units: others, crews, office, recorder, held }, elsewhere);
}

/** Six of ten units with a branch of their own have told the county who heads them, by the codes of both. */
function headsOf(plan: CityPlan, { units, followed, ahead }: SeatHistory['second']): ReadonlyMap<string, string> {
  const shown = shownUnit(plan);
  const known = new Set([shown, ...followed]);
  const own = new Set(units);
  const first = new Map(plan.second.members.toReversed().map(({ unit, code }) => [unit, code]));
  const hosts = plan.second.organisations.flatMap(({ kind, units: [host] }) =>
    kind === 'branch' && host !== undefined && own.has(host) && !known.has(host) ? [host] : [],
  );
  const told = [...new Set(hosts)].filter((unit, place) => unit === ahead || place % 5 < 3);
  return new Map(told.map(({ code }) => [code, first.get(code) ?? '']));
}
