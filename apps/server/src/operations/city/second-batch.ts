import { appoint } from '@muster/contract/access';
import { checkDeliverable, listObligations, submitDeliverable } from '@muster/contract/obligation';
import { addDays } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import { sendMeetings } from './meetings.ts';
import { appointTeams, crewOf, recorderAt, type Crew, type Crews } from './offices.ts';
import type { PlannedUnit } from './plan-city.ts';
import { shares, type SeatHistory } from './plan-history.ts';

/** The second batch in a county as of day 20: its meetings, its team, and how far its units' plans are. */
export async function writeSecondBatch(
  city: City,
  { code, second }: SeatHistory,
  before: Crews,
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
  await sendMeetings(city, recorder, committee, second.study, wrote);
  const members = Map.groupBy(plan.second.members, ({ unit }) => unit);
  for (const [index, unit] of second.followed.entries()) {
    await followPlan(city, unit, members.get(unit.code)?.[4]?.code ?? '', crewOf(crews, unit), index);
    wrote(1);
  }
}

/** A plan is handed in; one in three waits, one is returned, one is accepted. */
async function followPlan(
  { house, office, days, id }: City,
  unit: PlannedUnit,
  member: string,
  { leader }: Crew,
  index: number,
): Promise<void> {
  const personId = id(member);
  const organisationId = id(unit.code);
  const at = (day: number, time: string) => house.clock.set(instantOf(addDays(days.second, day), time));
  at(2, '10:00');
  await office.call(appoint, { params: { organisationId }, body: { personId, role: 'clerk' } });
  const clerk: Visitor = await house.account(personId, member.toLowerCase());
  const { obligations } = await clerk.call(listObligations, { params: { organisationId } });
  const obligationId = obligations.find(({ code }) => code === 'unit-plan')?.id;
  if (obligationId === undefined) throw new Error(`${unit.name} owes no plan`);
  at(6 + (index % 4), '10:20');
  const text = `${unit.name}实施方案\n一、主要负责人为第一责任人。\n二、每周集中学习三次，每次两学时。\n三、每名党员办一件身边的实事。`;
  const { id: deliverableId } = await clerk.call(submitDeliverable, {
    params: { obligationId },
    body: { text, file: null },
  });
  if (index % 3 === 0) return;
  at(11, '15:30');
  const returned = index % 3 === 1;
  await leader.call(checkDeliverable, {
    params: { deliverableId },
    body: {
      outcome: returned ? 'returned' : 'accepted',
      note: returned ? '时间安排不细，操作性不强' : null,
    },
  });
}
