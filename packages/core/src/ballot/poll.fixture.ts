import type { PinnedCondition } from '../campaign/index.ts';
import {
  announced,
  timesOf,
  type Eligible,
  type PlanningState,
  type PlanningUnit,
  type PollRecord,
  type PollTimes,
  type PollWish,
} from './index.ts';

/** An hour of November by the clock of Shanghai. */
export const on = (day: number, hour = 9, minute = 0) => new Date(Date.UTC(2026, 10, day, hour - 8, minute));

/** The day on which all polls of these tests are announced. */
export const now = on(20);
export const timeZone = 'Asia/Shanghai';

/** Drawn on 21 and 22 November, cast on the 23rd and 24th. */
export const apart = {
  mode: 'windows' as const,
  issuing: { from: on(21), until: on(23) },
  casting: { from: on(23), until: on(25) },
} satisfies PollWish['times'];
export const meeting: PollWish['times'] = { mode: 'meeting', meeting: { from: on(21, 14), until: on(21, 17) } };

export const wish: PollWish = { times: apart, questions: ['satisfaction'], turnout: { num: 1, den: 2 } };

/** A poll that was announced at those times. */
export function pollAt(times: PollWish['times']): PollRecord {
  const found = timesOf(times, now, timeZone);
  if ('refused' in found) throw new Error(found.refused);
  return announced(found satisfies PollTimes);
}

export function people(members: number, representatives = 0): readonly Eligible[] {
  return [
    ...Array.from({ length: members }, (_, at) => ({ personId: `m${at}`, as: 'member' as const })),
    ...Array.from({ length: representatives }, (_, at) => ({ personId: `r${at}`, as: 'representative' as const })),
  ];
}

/** Blocked from ten per cent dissatisfied on. */
export const tenPercent: PinnedCondition = {
  code: 'dissatisfied',
  position: 1,
  measure: 'assessment.dissatisfied',
  grain: 'unit',
  isHard: true,
  applies: true,
  memberNeeds: null,
  comparison: 'below',
  threshold: { num: 10, den: 100 },
  present: null,
  subject: null,
  layer: null,
};

export const school: PlanningUnit = {
  id: 'school',
  name: '白鹭镇中心小学',
  stage: { code: 'study', startsOn: '2026-11-01' },
  evidenceClosed: false,
  last: null,
  order: null,
  daysBetween: 0,
  fewestVoters: 10,
  conditions: [tenPercent],
};

export const planning: PlanningState = {
  campaignId: 'campaign',
  units: [school],
  pooledOn: null,
  eligible: people(20, 10),
  running: [],
  bands: [
    { min: 95, below: null },
    { min: 90, below: 95 },
    { min: null, below: 90 },
  ],
  timeZone,
};
