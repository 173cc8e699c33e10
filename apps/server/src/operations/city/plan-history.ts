import { addDays } from '@muster/core/kernel';
import { shownUnit } from './accounts.ts';
import { daysIntoStudy, type CityDays } from './found-city.ts';
import { meetingsOf, type Course, type PlannedMeeting } from './meetings.ts';
import { aheadProgramme, analysisProgramme, expertTopics, rectificationProgramme, studyProgramme } from './topics.ts';
import type { BatchPlan, CityPlan, PlannedUnit } from './plan-city.ts';
import type { PlannedMember } from './plan-members.ts';
import { goesByStages } from './tracks.ts';

/** What a seat's past is made of: the city's own organs, or a county. */
export interface SeatHistory {
  readonly code: string;
  readonly first: {
    readonly units: readonly PlannedUnit[];
    readonly study: readonly PlannedMeeting[];
    readonly analysis: readonly PlannedMeeting[];
    readonly rectification: readonly PlannedMeeting[];
  };
  /** Empty for the city's own organs. */
  readonly second: {
    readonly units: readonly PlannedUnit[];
    readonly study: readonly PlannedMeeting[];
    /** Units whose plan is followed one by one. */
    readonly followed: readonly PlannedUnit[];
    /** One that ends its stage as early as the playbook lets it, and is at the check of the effect by day 20; none where none is fit. */
    readonly ahead: PlannedUnit | null;
  };
  /** Things to be written, for telling how far it is. */
  readonly rows: number;
}

/** The days on which a stage's application is decided, counted from the first of the campaign. */
export const decided = { study: 44, analysis: 102, rectification: 162 } as const;

/** The day on which the units vote; those whose first vote fails had it earlier. */
export const voted = { first: 33, last: 41 } as const;

/** Its head appointed, thirteen papers handed in, a lecture given, and three times applied, endorsed and decided. */
const rowsOfUnit = 24;

/** 45 hours at least, though somebody misses two meetings: three days of seven hours, and fourteen meetings of two with the first. */
const wholeStudy: Course = {
  stage: 'study',
  programme: studyProgramme,
  mobilised: 100,
  trainingDays: 3,
  evenings: 13,
  days: 40,
  transition: voted.last,
  missedAtMost: 2,
  absence: 0.05,
  late: 2,
};
const later = { mobilised: 100, trainingDays: 0, days: 40, missedAtMost: 1, absence: 0.04, late: 0 };
const analysis: Course = {
  ...later,
  stage: 'analysis',
  programme: analysisProgramme,
  evenings: 2,
  transition: decided.analysis - decided.study - 4,
};
const rectification: Course = {
  ...later,
  stage: 'rectification',
  programme: rectificationProgramme,
  evenings: 1,
  transition: null,
};

/** How branches come along until day 20: a few have all their hours, most are on their way, some are behind, and of a few nothing is heard. */
const underWay = { stage: 'study', programme: studyProgramme, days: daysIntoStudy, transition: null } as const;
const courses: readonly (readonly [share: number, course: Course])[] = [
  [0.02, { ...underWay, mobilised: 100, trainingDays: 5, evenings: 6, missedAtMost: 2, absence: 0.03, late: 0 }],
  [0.6, { ...underWay, mobilised: 97, trainingDays: 3, evenings: 6, missedAtMost: 3, absence: 0.05, late: 2 }],
  [0.2, { ...underWay, mobilised: 90, trainingDays: 2, evenings: 4, missedAtMost: 4, absence: 0.12, late: 8 }],
  [0.12, { ...underWay, mobilised: 60, trainingDays: 0, evenings: 3, missedAtMost: 3, absence: 0.2, late: 15 }],
  [0.06, { ...underWay, mobilised: 0, trainingDays: 0, evenings: 0, missedAtMost: 0, absence: 0, late: 0 }],
];
/** All its hours, the four lectures in their order, and the discussion, within three weeks. */
const aheadCourse: Course = {
  ...underWay,
  programme: aheadProgramme,
  inOrder: true,
  mobilised: 100,
  trainingDays: 5,
  evenings: aheadProgramme.length,
  missedAtMost: 1,
  absence: 0.05,
  late: 0,
};

/** Of a hundred units: the first two go by their course alone; of the next the plan is followed. */
const follows = { after: 2, of: 6 };

export function planHistory(plan: CityPlan, days: CityDays): SeatHistory[] {
  const { chance } = plan;
  const city = plan.first.units[0]?.county ?? '';
  // Whoever heads a unit is its first member.
  const meetings = (batch: BatchPlan, seat: string, from: string, courseOf: (host: PlannedUnit) => Course) => {
    const rolls = Map.groupBy(batch.members, ({ branch }) => branch);
    const heads = new Map(batch.members.toReversed().map(({ unit, code }) => [unit, code]));
    return batch.organisations.flatMap((branch) => {
      const [host] = branch.units;
      if (branch.kind !== 'branch' || host?.county !== seat) return [];
      return meetingsOf(
        chance,
        branch,
        { roll: rolls.get(branch.code) ?? [], head: heads.get(host.code) },
        from,
        courseOf(host),
      );
    });
  };
  const members = Map.groupBy(plan.second.members, ({ unit }) => unit);
  const fit = fitToRunAhead(plan, members);
  const codes = [city, ...plan.counties.map(({ code }) => code)];
  return codes.map((code, seat) => {
    const first = {
      units: plan.first.units.filter(({ county }) => county === code),
      study: meetings(plan.first, code, days.first, () => wholeStudy),
      analysis: meetings(plan.first, code, addDays(days.first, decided.study), () => analysis),
      rectification: meetings(plan.first, code, addDays(days.first, decided.analysis), () => rectification),
    };
    const units = plan.second.units.filter(({ county }) => county === code);
    // County by county another kind of unit.
    const able = units.filter((unit, index) => fit.has(unit) && index % 100 >= follows.after);
    const ahead = able[Math.floor((able.length * seat) / codes.length)] ?? null;
    const second = {
      units,
      study: meetings(plan.second, code, days.second, (host) =>
        host === ahead ? aheadCourse : drawCourse(chance.next()),
      )
        .filter((meeting) => isPast(meeting, days))
        .map(inItsTurn),
      followed: units.filter((unit, index) => unit !== ahead && isFollowed(index, members.get(unit.code))),
      ahead,
    };
    const held = [first.study, first.analysis, first.rectification, second.study].map(({ length }) => length);
    const rows = held.reduce((sum, each) => sum + each, first.units.length * rowsOfUnit + second.followed.length);
    return { code, first, second, rows };
  });
}

/** Units by stages that host one branch, and have enough for their offices; not the one that visitors act in. */
function fitToRunAhead(plan: CityPlan, members: ReadonlyMap<string, readonly PlannedMember[]>): Set<PlannedUnit> {
  const hosted = Map.groupBy(
    plan.second.organisations.filter(({ kind }) => kind === 'branch'),
    ({ units: [host] }) => host,
  );
  const shown = shownUnit(plan);
  const fit = plan.second.units.filter(
    (unit) =>
      unit !== shown &&
      unit.operation === 'running' &&
      goesByStages(unit) &&
      hosted.get(unit)?.length === 1 &&
      (members.get(unit.code)?.length ?? 0) > 4,
  );
  return new Set(fit);
}

/** One branch in four has begun to hear its own members, in the place of an evening of study in the second week, and one in five an expert. */
function inItsTurn(meeting: PlannedMeeting): PlannedMeeting {
  const number = Number(meeting.branch.replaceAll(/\D/g, ''));
  if (number % 4 === 1 && meeting.topic.includes('读本第二单元'))
    return { ...meeting, kind: 'own-lecture', topic: '人人讲一刻钟' };
  if (number % 5 === 2 && meeting.topic.includes('读本第一单元'))
    return { ...meeting, kind: 'expert-lecture', topic: expertTopics[number % expertTopics.length] ?? meeting.topic };
  return meeting;
}

const isPast = ({ day, recordedAfter }: PlannedMeeting, { second }: CityDays): boolean =>
  addDays(day, recordedAfter) < addDays(second, daysIntoStudy);

function isFollowed(index: number, members: readonly PlannedMember[] = []): boolean {
  const among = index % 100;
  return among >= follows.after && among < follows.after + follows.of && members.length > 4;
}

function drawCourse(drawn: number): Course {
  let below = 0;
  for (const [share, course] of courses) {
    below += share;
    if (drawn < below) return course;
  }
  throw new RangeError('The shares of the courses make one');
}
