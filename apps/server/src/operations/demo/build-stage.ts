import { formPool } from '@muster/contract/assessment';
import { recordActivities } from '@muster/contract/study';
import type { CivilDate } from '@muster/core/kernel';
import { addDays } from '@muster/core/kernel';
import { JointMeeting } from './build-coming.ts';
import { buildGuest, buildVisits, type nameContactPoints } from './build-contact-points.ts';
import { idOf, type Officers } from './build-offices.ts';
import { buildMakeUps, buildSelfStudy } from './build-make-ups.ts';
import { buildOrder } from './build-orders.ts';
import { buildOutcome } from './build-outcome.ts';
import { buildLecture } from './build-lectures.ts';
import { buildNoteDraw, buildNotes, buildReadings, buildReadTogether } from './build-readings.ts';
import { buildPlan } from './build-plans.ts';
import { buildRelief } from './build-relief.ts';
import { buildSelfCheck } from './build-self-checks.ts';
import { buildTownMeeting } from './build-town-meeting.ts';
import type { Town } from './build-town.ts';
import { unitByUnit } from './unit-by-unit.ts';
import { instantOf } from './calendar.ts';
import type { DemoMember } from './people.ts';
import { pooled, programme, units, type DemoBranch, type DemoUnit, type Fate } from './town.ts';

/** Two-hour meetings that a branch has held; 45 hours take 23 of them. */
const meetingsOf: Readonly<Record<Fate, number>> = {
  studying: 14,
  nearly: 23,
  'to-count': 25,
  differing: 25,
  ready: 25,
  applied: 25,
  endorsed: 25,
  passed: 25,
  blocked: 25,
};

interface Meeting {
  readonly day: CivilDate;
  readonly unit: DemoUnit;
  readonly branch: DemoBranch;
  readonly index: number;
  /** The second one of a day; the other is in the afternoon. */
  readonly morning: boolean;
  readonly absent: readonly DemoMember[];
  readonly absences: { personId: string; reason: (typeof reasons)[number] }[];
  readonly isLate: boolean;
}

/** What is written of a few beside the meetings. */
const besides = [buildSelfStudy, buildReadings, buildNotes, buildNoteDraw];

/** What is written of each unit when its meetings are over. */
const afterwards = [buildMakeUps, buildPlan, buildRelief, buildOutcome, buildOrder, buildSelfCheck];

/** Thirty days of meetings, day by day, and then what became of each unit. */
export async function buildStage(
  town: Town,
  offices: Officers,
  points: Awaited<ReturnType<typeof nameContactPoints>>,
  progress: (done: number, all: number) => void,
): Promise<void> {
  const meetings = units
    .flatMap((unit) => unit.branches.flatMap((branch) => planMeetings(town, unit, branch)))
    .toSorted((a, b) => a.day.localeCompare(b.day))
    .map((meeting) => drawn(town, meeting));
  const all = meetings.length + 1 + besides.length + afterwards.length * units.length;
  let done = 0;
  const joint = new JointMeeting();
  await unitByUnit(town, async (unit) => {
    for (const held of together(meetings.filter((each) => each.unit === unit))) {
      await record(town, offices, held, joint);
      progress((done += held.length), all);
    }
  });
  for (const step of [() => buildVisits(town, points), ...besides.map((each) => () => each(town, offices))]) {
    await step();
    progress((done += 1), all);
  }
  await unitByUnit(town, async (unit) => {
    for (const step of afterwards) {
      await step(town, offices, unit);
      progress((done += 1), all);
    }
  });
  await buildPool(town);
}

/** The office has those vote together that are too small for a vote of their own. */
async function buildPool({ house, calendar, ids, office, placeRootId }: Town): Promise<void> {
  house.clock.set(instantOf(addDays(calendar.startsOn, 31), '09:30'));
  const unitIds = pooled.map((name) => idOf(ids, name));
  await office.call(formPool, { params: { organisationId: placeRootId }, body: { unitIds } });
}

type Planned = Omit<Meeting, 'absences' | 'isLate'>;

/** By chance, drawn before anything is written: what is written side by side must not change it. */
function drawn({ chance }: Town, planned: Planned): Meeting {
  const isLate = planned.index < 18 && chance.next() < 0.03;
  const absences = planned.absent.map(({ personId }) => ({ personId, reason: chance.pick(reasons) }));
  return { ...planned, isLate, absences };
}

function planMeetings(town: Town, unit: DemoUnit, branch: DemoBranch): Planned[] {
  const { calendar, members, ids } = town;
  const roll = members.filter((member) => member.branch.id === idOf(ids, branch.name));
  const meetings = meetingsOf[unit.fate];
  const absences = new Map<string, number>();
  return Array.from({ length: meetings }, (_, index) => {
    const dayOf = (of: number) =>
      calendar.workdays[Math.floor((of * calendar.workdays.length) / meetings)] ?? calendar.startsOn;
    const day = dayOf(index);
    // The head of the unit is the first of its first branch.
    const speaks = (member: DemoMember) => index === firstLecture && unit.branches[0] === branch && member === roll[0];
    const morning = index > 0 && dayOf(index - 1) === day;
    const missed = unit.fate === 'nearly' ? missingAtSchool(branch, index, roll) : someAbsent(town, roll, absences);
    return { day, unit, branch, index, morning, absent: missed.filter((member) => !speaks(member)) };
  });
}

/** At the school two members missed one meeting each: one more meeting makes up for them. */
function missingAtSchool(branch: DemoBranch, index: number, roll: readonly DemoMember[]): readonly DemoMember[] {
  if (branch.code !== 'B02') return [];
  const missing = { 11: '白若溪', 16: '许南枝' }[index];
  return roll.filter((member) => member.name === missing);
}

/** A few at a time; where the hours are to be reached nobody misses more than two meetings. */
function someAbsent({ chance, ids }: Town, roll: readonly DemoMember[], absences: Map<string, number>): DemoMember[] {
  const fates = new Map(units.map((each) => [idOf(ids, each.name), each.fate]));
  return roll.filter((member) => {
    const busy = fates.get(member.unit.id) === 'studying';
    const before = absences.get(member.personId) ?? 0;
    if (before >= (busy ? 5 : 2) || chance.next() > (busy ? 0.14 : 0.05)) return false;
    absences.set(member.personId, before + 1);
    return true;
  });
}

const reasons = ['sick', 'away', 'away', 'personal', 'personal', 'unexcused'] as const;

/** In the programme of a branch. */
const firstLecture = programme.findIndex(([kind]) => kind === 'lecture');

/** Each level is mobilised at the first meeting, and again in the middle; where study is behind, only then. */
function programmeOf({ fate }: DemoUnit, index: number): readonly [kind: string, topic: string] {
  const [kind, topic] = programme[index % programme.length] ?? ['collective-study', '学习'];
  if (index === 0 && fate !== 'studying') return ['mobilisation', topic];
  return index === 12 ? ['second-mobilisation', '再动员，查漏补缺'] : [kind, topic];
}

/** In the first round of the programme half of the members speak themselves at one discussion, half at the other; one in seven has yet to. */
const halves: readonly string[] = ['先进性的具体要求', '不合格的主要表现'];

function speakersAt({ members, ids }: Town, { branch, index, absent }: Meeting, topic: string) {
  const half = halves.indexOf(topic);
  if (half === -1 || index >= programme.length) return {};
  const roll = members.filter((member) => member.branch.id === idOf(ids, branch.name));
  const spoke = roll.filter(
    (member, place) =>
      place % 2 === half && place % 7 !== 6 && member.standing !== 'applicant' && !absent.includes(member),
  );
  return { lecturers: spoke.map(({ personId }) => ({ capacity: 'member' as const, personId })) };
}

/** What a secretary writes down at one time: of a day and of the day before, so that nothing is late; what is written late, by itself. */
function together(meetings: readonly Meeting[]): readonly (readonly [Meeting, ...Meeting[]])[] {
  const lists: [Meeting, ...Meeting[]][] = [];
  for (const ofBranch of Map.groupBy(meetings, ({ branch }) => branch).values()) {
    let open: [Meeting, ...Meeting[]] | null = null;
    for (const meeting of ofBranch) {
      const alone = meeting.isLate || isJoint(meeting);
      if (open !== null && !alone && meeting.day <= addDays(open[0].day, 1)) {
        open.push(meeting);
        continue;
      }
      const list: [Meeting, ...Meeting[]] = [meeting];
      lists.push(list);
      open = alone ? null : list;
    }
  }
  return lists;
}

const isJoint = ({ unit, index }: Meeting): boolean => unit.code === 'U02' && index === meetingsOf.nearly - 1;

const planOf = ({ unit, day, index, morning }: Meeting) => {
  const [kind, topic] = programmeOf(unit, index);
  return {
    kind,
    topic,
    place: unit.code === 'U02' ? '三楼会议室' : '会议室',
    startsAt: instantOf(day, morning ? '09:00' : '14:30').toISOString(),
    endsAt: instantOf(day, morning ? '11:00' : '16:30').toISOString(),
  };
};

async function record(
  town: Town,
  offices: Officers,
  held: readonly [Meeting, ...Meeting[]],
  joint: JointMeeting,
): Promise<void> {
  const { house, ids } = town;
  const [first] = held;
  const { unit, branch, isLate } = first;
  const secretary = offices.secretaries.get(branch.code);
  if (secretary === undefined) throw new Error(`${branch.name} has no secretary`);
  const last = held.at(-1)?.day ?? first.day;
  house.clock.set(isLate ? instantOf(addDays(last, 4), '09:20') : instantOf(last, '17:10'));
  if (isJoint(first)) {
    const ahead = async (work: () => Promise<void>) => {
      house.clock.set(instantOf(last, '08:40'));
      await work();
      house.clock.set(instantOf(last, '17:10'));
    };
    const plan = planOf(first);
    return joint.record(town, offices, secretary, { branch: branch.name, plan, absences: first.absences, ahead });
  }
  const branchId = idOf(ids, branch.name);
  const meetings = held.map((meeting) => ({
    ...planOf(meeting),
    branchId,
    absences: meeting.absences,
    ...speakersAt(town, meeting, planOf(meeting).topic),
    ...(isLate ? { lateReason: '当天停电，事后补记' } : {}),
  }));
  const { activities } = await secretary.call(recordActivities, {
    params: { organisationId: branchId },
    body: { meetings },
  });
  for (const [place, meeting] of held.entries()) {
    const { index } = meeting;
    const activityId = activities[place]?.id ?? '';
    await buildReadTogether(secretary, unit, { topic: planOf(meeting).topic, activityId });
    await buildTownMeeting(town, offices, { unit, branch, index, activityId });
    if (!isLate) await buildGuest(offices, { unit, branch, index, activityId });
    if (index === firstLecture && !isLate) await buildLecture(town, offices, { unit, branch, day: last, activityId });
  }
}
