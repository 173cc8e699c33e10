import { appoint } from '@muster/contract/access';
import { confirmAssessment, enterCount, openAssessment, reportAssessment } from '@muster/contract/assessment';
import { answerOrder, listOwnOrders, recordFinding, verifyOrder } from '@muster/contract/supervision';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import { inParallel } from './in-parallel.ts';
import { appointTeams, atOnce, crewOf, type Crew, type Crews } from './offices.ts';
import { fewestVoters, papersIn, papersThatFail, type Papers } from './papers.ts';
import type { PlannedUnit } from './plan-city.ts';
import { voted, type SeatHistory } from './plan-history.ts';

/** A seat whose units have all voted. */
export interface AssessedSeat {
  readonly crews: Crews;
  readonly units: readonly Voting[];
}

interface Voting {
  readonly unit: PlannedUnit;
  readonly unitId: string;
  readonly voters: { readonly member: number; readonly representative: number };
  readonly clerk: Visitor;
  readonly secretary: Visitor;
  readonly crew: Crew;
}

/**
 * The votes of the whole first batch, seat by seat a team of its own: what the city is known by is there before its meetings are. Units
 * in which one in ten was dissatisfied were ordered to mend it, did, were looked at, and voted once more.
 */
export async function assessFirstBatch(
  city: City,
  seats: readonly SeatHistory[],
  progress: (share: number) => void,
): Promise<ReadonlyMap<string, AssessedSeat>> {
  const { days, house, plan } = city;
  const on = (day: number, time: string) => house.clock.set(instantOf(addDays(days.first, day), time));
  on(1, '08:40');
  const assessed = new Map<string, { crews: Crews; units: Voting[] }>();
  for (const { code, first } of seats)
    assessed.set(code, { crews: await appointTeams(city, code, first.units, '第一批'), units: [] });
  const all = seats.flatMap(({ code, first }) => first.units.map((unit) => ({ code, unit })));
  let done = 0;
  const told = () => progress((done += 1) / (2 * all.length));
  await inParallel(all, atOnce, async ({ code, unit }) => {
    const seat = assessed.get(code);
    if (seat === undefined) throw new Error(`${code} has no team`);
    seat.units.push(await appointTellers(city, unit, crewOf(seat.crews, unit)));
    told();
  });
  const voting = [...assessed.values()].flatMap(({ units }) => units);
  const again = voting.filter(({ unit }) => plan.votesTwice(unit));
  on(voted.first, '15:00');
  for (const each of again) await vote(each, addDays(days.first, voted.first), papersThatFail(each.voters));
  await mend(city, again, on);
  on(voted.last, '15:00');
  await inParallel(voting, atOnce, async (each) => {
    await vote(each, addDays(days.first, voted.last), papersIn(plan.bandOf(each.unit), each.voters));
    told();
  });
  return assessed;
}

/** A contact and the first branch's secretary for each unit, from its roll; and representatives where the members are few. */
async function appointTellers(city: City, unit: PlannedUnit, crew: Crew): Promise<Voting> {
  const { house, office, id, plan } = city;
  const unitId = id(unit.code);
  const own = plan.membersOf(unit);
  const teller = async (index: number, role: 'clerk' | 'secretary') => {
    const member = own[index];
    if (member === undefined) throw new Error(`${unit.name} has too few members`);
    const personId = id(member.code);
    const organisationId = role === 'secretary' ? id(member.branch) : unitId;
    await office.call(appoint, { params: { organisationId }, body: { personId, role } });
    return house.account(personId, member.code.toLowerCase());
  };
  const representative = Math.max(0, fewestVoters - own.length);
  for (let count = 0; count < representative; count += 1) {
    const body = { personName: plan.nameOthers(), role: 'representative', origin: 'served' } as const;
    await office.call(appoint, { params: { organisationId: unitId }, body });
  }
  const voters = { member: own.length, representative };
  return { unit, unitId, voters, crew, clerk: await teller(1, 'clerk'), secretary: await teller(2, 'secretary') };
}

/** Two tellers count the same papers; the team confirms. */
async function vote({ unitId, clerk, secretary, crew }: Voting, heldOn: CivilDate, body: Papers): Promise<void> {
  const { id: assessmentId } = await clerk.call(openAssessment, { params: { unitId }, body: { heldOn } });
  await clerk.call(enterCount, { params: { assessmentId }, body });
  await secretary.call(enterCount, { params: { assessmentId }, body });
  await crew.leader.call(confirmAssessment, { params: { assessmentId } });
  await crew.leader.call(reportAssessment, { params: { assessmentId }, body: {} });
}

/** What the vote showed is ordered to be put right; the unit answers, and the team comes to look. */
async function mend({ days }: City, units: readonly Voting[], on: (day: number, time: string) => void): Promise<void> {
  for (const { unitId, clerk, crew } of units) {
    on(voted.first + 1, '10:10');
    const order = { text: '向群众代表逐条答复意见，政务公开栏按月更新。', dueOn: addDays(days.first, voted.last - 1) };
    const text = '测评不满意率超过一成：多名群众反映办事拖拉、公开不及时。';
    await crew.leader.call(recordFinding, { params: { unitId }, body: { code: null, text, order } });
    const { orders } = await clerk.call(listOwnOrders, {});
    const orderId = orders[0]?.id ?? '';
    on(voted.last - 2, '16:20');
    const answer = { text: '意见已逐条书面答复，公开栏已补齐三个月内容，办事时限上墙。', file: null };
    const { id: answerId } = await clerk.call(answerOrder, { params: { orderId }, body: answer });
    on(voted.last - 1, '09:40');
    const body = { outcome: 'verified', note: '到场查看，并听取了五名群众意见' } as const;
    await crew.leader.call(verifyOrder, { params: { answerId }, body });
  }
}
