import { appoint } from '@muster/contract/access';
import { askForDates, decideDateRequest, extendStage, readUnitDates } from '@muster/contract/campaign';
import { checkRemedy, flagOrganisation, reportRemedy } from '@muster/contract/organisation';
import { recordContact } from '@muster/contract/roster';
import { assignUnit, joinTeam } from '@muster/contract/supervision';
import { callOffPlan, endLeave, logSelfStudy, noteLeave, planActivity } from '@muster/contract/study';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import { daysIntoStudy, type City } from './found-city.ts';
import { makeUp, stillToDo } from './hand-in.ts';
import { inParallel } from '../in-parallel.ts';
import { atOnce, officer, type Crews } from './offices.ts';
import type { PlannedMember } from './plan-members.ts';
import type { PlannedParty, PlannedUnit } from './plan-city.ts';
import { rooms, studyProgramme } from './topics.ts';
import { shuffled } from './share-out.ts';

/** In each county so many of a kind, and a few more or less. */
const some = { leaves: 12, plans: 18, contacts: 18, logs: 8, remedies: 3, twice: 3 } as const;

interface County {
  readonly code: string;
  readonly index: number;
  readonly units: readonly PlannedUnit[];
  readonly crews: Crews;
  readonly office: Visitor;
  readonly recorder: Visitor;
}

interface Telling extends County {
  readonly chance: Seeded;
  readonly branches: readonly PlannedParty[];
  readonly members: readonly PlannedMember[];
  readonly on: (day: number, time: string) => void;
  readonly dayOf: (day: number) => CivilDate;
}

/** What else is the matter in a county by day 20: who is away, what is coming, who was not reached, and what was given from above. */
export async function fillDays(city: City, county: County): Promise<void> {
  const { days, house, plan } = city;
  const own = new Set(county.units);
  const branches = plan.second.organisations.filter(
    ({ kind, units: [host] }) => kind === 'branch' && host !== undefined && own.has(host),
  );
  const codes = new Set(branches.map(({ code }) => code));
  const chance = new Seeded(Number.parseInt(county.code, 10) + 60);
  const telling: Telling = {
    ...county,
    chance,
    branches: shuffled(chance, branches),
    members: shuffled(
      chance,
      plan.second.members.filter(({ branch }) => codes.has(branch)),
    ),
    on: (day, time) => house.clock.set(instantOf(addDays(days.second, day), time)),
    dayOf: (day) => addDays(days.second, day),
  };
  await coverTwice(city, telling);
  await noteLeaves(city, telling);
  await reachFloating(city, telling);
  await remedy(city, telling);
  await giveTime(city, telling);
  await askDates(city, telling);
  await studyAlone(city, telling);
  await makeUpSome(city, telling);
  await planAhead(city, telling);
}

/** Some units have two teams, and one of a team holds an office in one of its units: nothing of that is hers to rule on. */
async function coverTwice(city: City, { code, index, units, crews, chance, on }: Telling): Promise<void> {
  on(2, '11:20');
  const teams = [...new Map([...crews.values()].map((crew) => [crew.teamId, crew])).values()];
  const [first, second] = teams;
  if (first === undefined) return;
  const mine = units.filter((unit) => crews.get(unit.code) === first);
  for (const unit of second === undefined ? [] : mine.slice(0, many(chance, some.twice)))
    await city.office.call(assignUnit, {
      params: { teamId: second?.teamId ?? '' },
      body: { unitId: city.id(unit.code) },
    });
  const unit = mine.at(-1);
  if (unit === undefined || index % 3 === 2) return;
  const member = await officer(city, 'leader', [city.id(code)], `team-${code}-member`);
  await city.office.call(joinTeam, { params: { teamId: first.teamId }, body: { personId: member.personId } });
  await city.office.call(appoint, {
    params: { organisationId: city.id(unit.code) },
    body: { personId: member.personId, role: 'clerk' },
  });
}

/** Who is on leave, from when until when; some came back early, some go only next week. */
async function noteLeaves({ id }: City, { recorder, members, chance, on, dayOf }: Telling): Promise<void> {
  const away = members.slice(0, many(chance, some.leaves));
  await inParallel(away, 1, async ({ code, branch }, index) => {
    const from = [3, 9, 14, 17, 22][index % 5] ?? 9;
    const reason = (['sick', 'away', 'personal', 'away'] as const)[index % 4] ?? 'away';
    on(Math.min(from, 17), '08:50');
    const params = { branchId: id(branch) };
    const body = { personId: id(code), fromOn: dayOf(from), toOn: dayOf(from + 4 + chance.below(24)), reason };
    const { id: leaveId } = await recorder.call(noteLeave, { params, body });
    if (from !== 3 || index % 2 === 1) return;
    on(6, '17:30');
    await recorder.call(endLeave, { params: { ...params, leaveId }, body: { lastOn: dayOf(5) } });
  });
}

/** Floating members were called, written to and visited; not everybody was reached. */
async function reachFloating({ id }: City, { recorder, members, chance, on, dayOf }: Telling): Promise<void> {
  const floating = members
    .filter(({ categories }) => categories.includes('流动'))
    .slice(0, many(chance, some.contacts));
  const modes = ['telephone', 'letter', 'visit', 'telephone'] as const;
  for (const [index, { code }] of floating.entries()) {
    const day = 6 + (index % 12);
    const reached = index % 4 !== 3;
    on(day, '17:00');
    const note = reached ? '在外务工，资料已收到，月底回来' : '号码已停用，托亲属转告';
    const body = {
      mode: modes[index % 4] ?? 'telephone',
      on: dayOf(day),
      outcome: reached ? 'reached' : 'not-reached',
      note,
    } as const;
    await recorder.call(recordContact, { params: { personId: id(code) }, body });
  }
}

const unwell = [
  { state: 'weak', finding: '半年没有开过组织生活会，支部书记长期在外。', remedy: '调整支部书记，恢复“三会一课”。' },
  { state: 'paralysed', finding: '书记调走后支部无人负责，党费未收。', remedy: '由上级党委派人负责，与邻近支部联建。' },
  { state: 'empty', finding: '在册党员大多外出，组织形同虚设。', remedy: '摸清去向，建立流动党员小组。' },
] as const;

/** Weak organisations, each with what is to be done: one is overdue, one waits for a check, one was put right. */
async function remedy({ id, office: city }: City, county: Telling): Promise<void> {
  const { branches, office, recorder, chance, index, on, dayOf } = county;
  for (const [place, { code }] of branches.slice(0, many(chance, some.remedies)).entries()) {
    const which = unwell[(place + index) % unwell.length] ?? unwell[0];
    const dueOn = dayOf(place === 0 ? 15 : 40);
    on(4, '10:40');
    const { id: remedyId } = await office.call(flagOrganisation, {
      params: { organisationId: id(code) },
      body: { ...which, dueOn, responsibleName: '镇党委联系领导' },
    });
    if (place === 0) continue;
    on(16, '15:20');
    await recorder.call(reportRemedy, {
      params: { remedyId },
      body: { note: '新的支部书记已到位，上周开了支部大会。' },
    });
    if (place % 2 === 1) continue;
    on(18, '10:10');
    await city.call(checkRemedy, { params: { remedyId }, body: { outcome: 'verified', note: '到支部看了记录' } });
  }
}

/** Classes whose units go by stages, whatever their state. */
const byStages: ReadonlySet<string> = new Set(['sub-district', 'community', 'school', 'medical', 'township']);

/** One township in every other county was given more days for its study stage. */
async function giveTime({ id, office }: City, { units, index, on, dayOf }: Telling): Promise<void> {
  const unit = units.find(({ classCode }) => byStages.has(classCode));
  if (unit === undefined || index % 2 === 1) return;
  on(12, '11:30');
  const { batch } = await office.call(readUnitDates, { params: { unitId: id(unit.code) } });
  const body = {
    organisationId: id(unit.region),
    stage: 'study',
    days: [7, 10, 5][(index / 2) % 3] ?? 7,
    reason: '主汛期抢险，集中学习停了一周。',
    basis: '市委常委会会议纪要',
    decidedOn: dayOf(11),
  };
  await office.call(extendStage, { params: { batchId: batch?.id ?? '' }, body });
}

/** Units that asked for dates of their own: one waits, one was given them, one was not. */
async function askDates(city: City, { code, units, crews, on }: Telling): Promise<void> {
  const asking = units.filter((unit) => crews.has(unit.code) && unit.operation === 'running').slice(-3);
  if (asking.length === 0) return;
  on(12, '16:20');
  const clerk = await officer(
    city,
    'clerk',
    asking.map((unit) => city.id(unit.code)),
    `dates-${code}`,
  );
  for (const [place, unit] of asking.entries()) {
    const params = { unitId: city.id(unit.code) };
    on(13, '09:30');
    const { stages } = await clerk.call(readUnitDates, { params });
    const wished = stages.map((stage, at) => ({
      code: stage.code,
      startsOn: at === 0 ? stage.startsOn : addDays(stage.startsOn, 8),
      endsOn: addDays(stage.endsOn, 8),
    }));
    const body = { stages: wished, reason: '夜班多，学习只能排在轮休日，要多几天。' };
    const { id: requestId } = await clerk.call(askForDates, { params, body });
    if (place === 0) continue;
    on(15, '14:50');
    const decision =
      place === 1
        ? ({ outcome: 'approved', note: null } as const)
        : ({ outcome: 'refused', note: '轮休日能排够，按原日期' } as const);
    await city.office.call(decideDateRequest, { params: { requestId }, body: decision });
  }
}

/** What members studied alone, written down for them. */
async function studyAlone({ id }: City, { recorder, members, chance, on, dayOf }: Telling): Promise<void> {
  const subjects = [
    '党章总纲，做了摘记',
    '读本第二单元，对照自己写了两条',
    '1 月 14 日讲话，写心得一篇',
    '自选篇目，半天',
  ];
  on(18, '20:30');
  const alone = members.filter(({ categories }) => categories.includes('年老体弱')).slice(0, many(chance, some.logs));
  for (const { code } of alone) {
    const body = {
      on: dayOf(17),
      minutes: 30 + 15 * chance.below(5),
      subject: chance.pick(subjects),
      lateReason: null,
    };
    await recorder.call(logSelfStudy, { params: { personId: id(code) }, body });
  }
}

/** Six of ten absences were made up; the rest is still to be. */
async function makeUpSome({ id }: City, { code, recorder, chance, on, dayOf }: Telling): Promise<void> {
  on(18, '22:10');
  const missed = await stillToDo(recorder, id(`K${code}`), 'make-up');
  await makeUp(
    chance,
    recorder,
    missed.filter(() => chance.next() < 0.6),
    dayOf(18),
  );
}

/** What is coming in the next days; a few were called off. */
async function planAhead({ id }: City, { recorder, branches, chance, on, dayOf }: Telling): Promise<void> {
  on(18, '22:30');
  await inParallel(branches.slice(0, many(chance, some.plans)), atOnce, async ({ code }, index) => {
    const [kind = '', topics = []] = studyProgramme[index % studyProgramme.length] ?? [];
    const day = dayOf(daysIntoStudy + 1 + (index % 8));
    const afternoon = index % 3 === 0;
    const { id: planId } = await recorder.call(planActivity, {
      params: { branchId: id(code) },
      body: {
        kind,
        topic: chance.pick(topics),
        place: chance.pick(rooms),
        startsAt: instantOf(day, afternoon ? '14:30' : '19:00').toISOString(),
        endsAt: instantOf(day, afternoon ? '16:30' : '21:00').toISOString(),
      },
    });
    if (index % 9 === 8)
      await recorder.call(callOffPlan, { params: { planId }, body: { reason: '当天停电检修，改期' } });
  });
}

const many = (chance: Seeded, about: number): number => about - 1 + chance.below(3);
