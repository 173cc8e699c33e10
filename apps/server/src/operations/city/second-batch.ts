import { instantOf } from '../demo/calendar.ts';
import type { Visitor } from '../visitor.ts';
import { shownUnit } from './accounts.ts';
import { besides, transfers } from './besides.ts';
import { fillDays } from './day-twenty.ts';
import { followUnits } from './followed-units.ts';
import type { City } from './found-city.ts';
import { sendMeetings } from './meetings.ts';
import { appointTeams, recorderAt, type Crews } from './offices.ts';
import { shares, type SeatHistory } from './plan-history.ts';
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
  const supervised = second.units.filter((_, index) => index % 100 >= shares.withoutTeam);
  const crews = await appointTeams(city, code, supervised, '第二批', before);
  const spoke = spokeInSecondBatch(city, plan.second);
  const held = await sendMeetings(city, recorder, committee, second.study, wrote, spoke);
  // Where visitors have their accounts, its own people act.
  const followed = second.followed.filter((unit) => unit !== shownUnit(plan));
  const others = second.units.filter((unit) => !followed.includes(unit));
  await keepPapers(city, { code, units: others, crews, office });
  await followUnits(city, { code, units: followed, crews, office, recorder, held }, wrote);
  const index = plan.counties.findIndex((county) => county.code === code);
  await besides(city, { code, units: others, crews, office, recorder, held });
  await fillDays(city, { code, index, units: others, crews, office, recorder });
  const elsewhere = plan.second.organisations.find(
    ({ kind, units: [host] }) => kind === 'branch' && host !== undefined && host.county !== code,
  );
  await transfers(city, { code, units: others, crews, office, recorder, held }, elsewhere);
}
