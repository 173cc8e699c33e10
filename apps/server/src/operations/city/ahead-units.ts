import { enterCount, openAssessment } from '@muster/contract/assessment';
import { askForDates, planStages, readUnitDates } from '@muster/contract/campaign';
import { listObligations } from '@muster/contract/obligation';
import { handInScript } from '@muster/contract/study';
import { recordFinding } from '@muster/contract/supervision';
import { addDays } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import { vote } from './assess-first-batch.ts';
import type { City } from './found-city.ts';
import { checkAll, handInAll, letOff } from './hand-in.ts';
import type { HeldMeeting } from './meetings.ts';
import { crewOf, type Appointments, type Crews } from './offices.ts';
import { papersIn, papersThatFail } from './papers.ts';
import { scriptOf } from './paper-texts.ts';
import type { PlannedUnit } from './plan-city.ts';

// A vote belongs to the check of the effect, the third of the four steps of the stage (document 2): on day 20 only whoever ends the stage
// as early as the playbook lets it is there. Nobody can have applied: that is the thirtieth day at the earliest.

interface Ahead {
  /** Of the county: what comes of the vote goes by it. */
  readonly index: number;
  readonly unit: PlannedUnit;
  readonly crews: Crews;
  readonly office: Visitor;
  readonly held: readonly HeldMeeting[];
}

/** Who speak for the masses in such a unit, and the last day of its stage, the thirtieth. */
const representatives = 7;
const lastDay = 29;

/** How the vote went: well, badly, or the tellers have not counted alike yet. */
const outcomes = ['satisfied', 'blocked', 'differing'] as const;

/** Its contact and its secretary, and its representatives. */
export function officesAhead({ id, plan }: Pick<City, 'id' | 'plan'>, unit: PlannedUnit): Appointments {
  const organisationId = id(unit.code);
  const [, clerk, secretary] = plan.second.members.filter((member) => member.unit === unit.code);
  if (clerk === undefined || secretary === undefined) throw new Error(`${unit.name} has too few members`);
  return [
    { organisationId, personId: id(clerk.code), role: 'clerk' },
    { organisationId: id(secretary.branch), personId: id(secretary.code), role: 'secretary' },
    ...Array.from({ length: representatives }, (_, index) => ({
      organisationId,
      personName: plan.nameOthers(),
      role: 'representative' as const,
      origin: index % 4 === 3 ? ('own' as const) : ('served' as const),
    })),
  ];
}

/** One unit of a county from its own dates to its vote. */
export async function runAhead(city: City, { index, unit, crews, office, held }: Ahead): Promise<void> {
  const { days, house, id, plan } = city;
  const chance = new Seeded(Number.parseInt(unit.code.slice(1), 10));
  const dayOf = (day: number) => addDays(days.second, day);
  const on = (day: number, time: string) => house.clock.set(instantOf(dayOf(day), time));
  const unitId = id(unit.code);
  const roll = plan.second.members.filter((member) => member.unit === unit.code);
  const [head, clerk, secretary] = await Promise.all(
    roll.slice(0, 3).map(({ code }) => house.account(id(code), code.toLowerCase())),
  );
  if (head === undefined || clerk === undefined || secretary === undefined)
    throw new Error(`${unit.name} has too few members`);
  const crew = crewOf(crews, unit);
  const outcome = outcomes[index % outcomes.length] ?? 'satisfied';

  on(2, '15:00');
  const { stages } = await clerk.call(readUnitDates, { params: { unitId } });
  const endingOn = (day: number) =>
    stages.map(({ code, startsOn, endsOn }, at) => ({ code, startsOn, endsOn: at === 0 ? dayOf(day) : endsOn }));
  await clerk.call(planStages, { params: { unitId }, body: { stages: endingOn(lastDay) } });

  const { obligations: owed } = await clerk.call(listObligations, { params: { organisationId: unitId } });
  const of = (...codes: string[]) => owed.filter(({ code }) => codes.includes(code));
  const keepers = new Map([[unitId, { clerk, leader: crew.leader }]]);
  const deliver = async (day: number, ...codes: string[]) => {
    on(day, '10:20');
    await handInAll(chance, of(...codes), keepers);
    on(day + 1, '15:10');
    await checkAll(of(...codes), keepers, null);
  };
  await letOff(
    office,
    of('responsibility-letter').map((paper) => paper.id),
    '责任书在动员会上当场签订，原件由县先教办存档。',
  );
  await deliver(4, 'unit-plan', 'mobilisation-record');
  // Whose head has no script of the own owes the lecture, and its day is over.
  const lecture = held.find(({ meeting }) => meeting.kind === 'leader-lecture' && meeting.branch === roll[0]?.branch);
  const lectureId = lecture?.lectureIds[0];
  if (outcome !== 'blocked' && lectureId !== undefined) {
    on(10, '20:10');
    const body = { text: scriptOf(chance, unit.name), file: null, isOwn: true };
    await head.call(handInScript, { params: { lectureId }, body });
  }
  await deliver(15, 'action-theme', 'member-standards', 'signs-of-poor', 'effect-check');

  on(17, '16:00');
  const voters = { member: roll.length, representative: representatives };
  const papers = outcome === 'blocked' ? papersThatFail(voters) : papersIn(0, voters);
  if (outcome === 'differing') {
    const body = { heldOn: dayOf(17) };
    const { id: assessmentId } = await clerk.call(openAssessment, { params: { unitId }, body });
    const { satisfied, basicallySatisfied } = papers.member;
    const other = { ...papers.member, satisfied: satisfied - 1, basicallySatisfied: basicallySatisfied + 1 };
    await clerk.call(enterCount, { params: { assessmentId }, body: papers });
    await secretary.call(enterCount, { params: { assessmentId }, body: { ...papers, member: other } });
    return;
  }
  await vote({ unitId, opener: clerk, clerk, secretary, crew }, dayOf(17), papers);
  on(18, '10:00');
  if (outcome === 'blocked') {
    const text = '测评不满意率超过一成，转段申请不予受理；群众代表说办事要跑三趟，意见没有人答复。';
    const order = { text: '逐条答复群众代表的意见，公布办事流程和时限，重新测评。', dueOn: dayOf(25) };
    await crew.leader.call(recordFinding, { params: { unitId }, body: { code: null, text, order } });
    return;
  }
  const reason = '学时已满，四讲和大讨论都已完成，申请提前一周转段，不误秋收。';
  await clerk.call(askForDates, { params: { unitId }, body: { stages: endingOn(lastDay - 6), reason } });
}
