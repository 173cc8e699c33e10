import { confirmAssessment, enterCount, formPool, openAssessment, reportAssessment } from '@muster/contract/assessment';
import { answerOrder, listOwnOrders, recordFinding, verifyOrder } from '@muster/contract/supervision';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import { settlingAsItGrows } from '../settling.ts';
import { stepsTold } from '../steps-told.ts';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import { inParallel } from '../in-parallel.ts';
import { Seeded } from '../demo/seeded.ts';
import { appointAll, appointTeams, atOnce, crewOf, type Appointments, type Crew, type Crews } from './offices.ts';
import type { PlannedMember } from './plan-members.ts';
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

/** What is done for a unit until its votes are counted: a team looks after it, offices are given in it, two tellers get accounts, they count. */
const stepsOf = { team: 1, offices: 2, tellers: 2, vote: 8, mending: 4 };
const steps = (units: number, again: number): number =>
  units * (stepsOf.team + stepsOf.offices + stepsOf.tellers) + (units + again) * stepsOf.vote + again * stepsOf.mending;

/**
 * The votes of the whole first batch, seat by seat a team of its own: what the city is known by is there before its meetings are. Units
 * in which one in ten was dissatisfied were ordered to mend it, did, were looked at, and voted once more.
 */
export async function assessFirstBatch(
  city: City,
  seats: readonly SeatHistory[],
  settle: () => Promise<unknown>,
  progress: (share: number) => void,
): Promise<ReadonlyMap<string, AssessedSeat>> {
  const { days, house, id, office, placeRootId, plan } = city;
  const on = (day: number, time: string) => house.clock.set(instantOf(addDays(days.first, day), time));
  on(1, '08:40');
  const all = seats.flatMap(({ code, first }) => first.units.map((unit) => ({ code, unit })));
  const again = all.filter(({ unit }) => plan.votesTwice(unit));
  const told = stepsTold(steps(all.length, again.length), progress);
  const assessed = new Map<string, { crews: Crews; units: Voting[] }>();
  for (const { code, first } of seats)
    assessed.set(code, { crews: await appointTeams(city, code, first.units, '第一批', { told }), units: [] });
  const pairs = seats.flatMap(({ code, first }) => pairOf(city, first.units, assessed.get(code)?.crews));
  const paired = new Set(pairs.flat());
  const electorates = new Map(all.map(({ unit }) => [unit, electorateOf(city, unit, paired.has(unit))]));
  const offices = all.flatMap(({ unit }) => officesOf(city, unit, electorates.get(unit)?.representative ?? 0));
  await appointAll(office, offices, (more) => told((stepsOf.offices * all.length * more) / offices.length));
  await inParallel(all, atOnce, async ({ code, unit }) => {
    const seat = assessed.get(code);
    const voters = electorates.get(unit);
    if (seat === undefined || voters === undefined) throw new Error(`${code} has no team`);
    const [clerk, secretary] = await Promise.all(
      tellersOf(city, unit).map(({ code: member }) => house.account(id(member), member.toLowerCase())),
    );
    if (clerk === undefined || secretary === undefined) throw new Error(`${unit.name} has no tellers`);
    const crew = crewOf(seat.crews, unit);
    seat.units.push({ unit, unitId: id(unit.code), voters, crew, clerk, secretary });
    told(stepsOf.tellers);
  });
  const voting = [...assessed.values()].flatMap(({ units }) => units);
  const failing = voting.filter(({ unit }) => plan.votesTwice(unit));
  on(voted.first, '15:00');
  for (const each of failing) {
    await vote({ ...each, opener: each.clerk }, addDays(days.first, voted.first), papersThatFail(each.voters));
    told(stepsOf.vote);
  }
  await mend(city, failing, { on, told: () => told(stepsOf.mending) });
  on(voted.last - 2, '10:00');
  for (const pair of pairs) {
    const body = { unitIds: pair.map(({ code }) => id(code)) };
    await office.call(formPool, { params: { organisationId: placeRootId }, body });
  }
  const guests = new Set(pairs.map(([, guest]) => guest));
  on(voted.last, '15:00');
  // Beside the first votes: all that was opened and appointed is there by now.
  const settled = settle();
  settled.catch(() => undefined);
  const settling = settlingAsItGrows(settle, all.length / 64);
  let counted = 0;
  await inParallel(voting, atOnce, async (each) => {
    const pair = pairs.find(([host]) => host === each.unit);
    const voters = (pair ?? [each.unit]).flatMap((unit) => electorates.get(unit) ?? []);
    const together = {
      member: voters.reduce((sum, { member }) => sum + member, 0),
      representative: voters.reduce((sum, { representative }) => sum + representative, 0),
    };
    const opener = pair === undefined ? each.clerk : each.crew.leader;
    if (!guests.has(each.unit))
      await vote({ ...each, opener }, addDays(days.first, voted.last), papersIn(plan.bandOf(each.unit), together));
    settling.grew((counted += 1));
    told(stepsOf.vote);
  });
  await Promise.all([settled, settling.settled()]);
  return assessed;
}

/** In a seat two small units of one team that vote together: neither has ten who may vote. */
function pairOf(
  { plan }: City,
  units: readonly PlannedUnit[],
  crews: Crews = new Map(),
): (readonly [PlannedUnit, PlannedUnit])[] {
  const small = units.filter(
    (unit) => plan.membersOf(unit).length < fewestVoters - 1 && plan.bandOf(unit) === 0 && !plan.votesTwice(unit),
  );
  const ofTeams = [...Map.groupBy(small, (unit) => crews.get(unit.code)).values()];
  const [host, other] = ofTeams.find(({ length }) => length > 1) ?? [];
  return host === undefined || other === undefined ? [] : [[host, other]];
}

/** The members, and as many who speak for the masses as a unit of its kind asks to come; in two that vote together few. */
function electorateOf({ plan }: City, unit: PlannedUnit, isPaired: boolean): Voting['voters'] {
  const member = plan.membersOf(unit).length;
  if (isPaired) return { member, representative: fewestVoters - 1 - member };
  const drawn = new Seeded(Number.parseInt(unit.code.replaceAll(/\D/g, ''), 10));
  return { member, representative: Math.max(fewestVoters - member, 6 + drawn.below(7)) };
}

/** Who counts: a contact of the unit and the secretary of the branch of another of its members. */
function tellersOf({ plan }: City, unit: PlannedUnit): readonly PlannedMember[] {
  const tellers = plan.membersOf(unit).slice(1, 3);
  if (tellers.length < 2) throw new Error(`${unit.name} has too few members`);
  return tellers;
}

/** Most who speak for the masses are served by the unit; some work there, some in a unit beneath. */
const origins = ['served', 'served', 'own', 'served', 'subordinate'] as const;

function officesOf(city: City, unit: PlannedUnit, representatives: number): Appointments {
  const { id, plan } = city;
  const organisationId = id(unit.code);
  return [
    ...tellersOf(city, unit).map(({ code, branch }, index) => {
      const role = index === 0 ? ('clerk' as const) : ('secretary' as const);
      return { organisationId: role === 'clerk' ? organisationId : id(branch), personId: id(code), role };
    }),
    ...Array.from({ length: representatives }, (_, index) => {
      const origin = origins[index % origins.length] ?? 'served';
      return { organisationId, personName: plan.nameOthers(), role: 'representative' as const, origin };
    }),
  ];
}

/** Two tellers count the same papers; the team confirms. For units that vote together it is opened by who answers for all of them. */
export async function vote(
  {
    unitId,
    opener,
    clerk,
    secretary,
    crew,
  }: Pick<Voting, 'unitId' | 'clerk' | 'secretary' | 'crew'> & {
    readonly opener: Visitor;
  },
  heldOn: CivilDate,
  body: Papers,
): Promise<void> {
  const { id: assessmentId } = await opener.call(openAssessment, { params: { unitId }, body: { heldOn } });
  await clerk.call(enterCount, { params: { assessmentId }, body });
  await secretary.call(enterCount, { params: { assessmentId }, body });
  await crew.leader.call(confirmAssessment, { params: { assessmentId } });
  await crew.leader.call(reportAssessment, { params: { assessmentId }, body: {} });
}

interface Mending {
  readonly on: (day: number, time: string) => void;
  readonly told: () => void;
}

/** What the vote showed is ordered to be put right; the unit answers, and the team comes to look. */
async function mend({ days }: City, units: readonly Voting[], { on, told }: Mending): Promise<void> {
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
    told();
  }
}
