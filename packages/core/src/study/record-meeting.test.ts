import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Playbook } from '../campaign/index.ts';
import { isRefusal } from '../kernel/index.ts';
import { recordMeeting, whyLeftOut, type Meeting, type MeetingState } from './index.ts';

const words = { zh: '词', en: 'word' };
const playbook = {
  activityKinds: [
    { code: 'class', title: words, isCollective: true, isConcentrated: true },
    { code: 'home', title: words, isCollective: false, isConcentrated: false },
  ],
  absenceReasons: [
    { code: 'sick', title: words },
    { code: 'away', title: words },
  ],
  shortestSessionMinutes: 120,
} as unknown as Playbook;

const state: MeetingState = {
  playbook,
  stage: { code: 'study', startsOn: '2026-03-01' },
  stages: new Map(),
  judged: new Set(),
  roll: ['a', 'b', 'c'].map((personId) => ({ personId, unitId: 'u' })),
  recorded: [],
};
const at = new Date('2026-03-10T17:00:00+08:00');
const meeting: Meeting = {
  kind: 'class',
  topic: 'one',
  startsAt: new Date('2026-03-10T14:30:00+08:00'),
  endsAt: new Date('2026-03-10T16:30:00+08:00'),
  absences: [{ personId: 'b', reason: 'sick' }],
};
const held = (change: Partial<Meeting> = {}, of: Partial<MeetingState> = {}, when = at) =>
  recordMeeting({ ...state, ...of }, { ...meeting, ...change }, when, 'Asia/Shanghai');
const code = (result: ReturnType<typeof held>) => (isRefusal(result) ? result.refused : null);

test('everybody on the roll is present but for those named absent, and only those present earn the time', () => {
  const result = held();
  assert.ok(!isRefusal(result));
  assert.deepEqual(
    result.sheet.map((line) => [line.personId, line.presence, line.reason, line.minutes]),
    [
      ['a', 'present', null, 120],
      ['b', 'absent', 'sick', 0],
      ['c', 'present', null, 120],
    ],
  );
  assert.equal(result.isCollective, true);
  assert.equal(result.isConcentrated, true);
  assert.equal(result.isLate, false);
});

test('a visit at home is no collective study', () => {
  const result = held({ kind: 'home' });
  assert.ok(!isRefusal(result));
  assert.equal(result.isCollective, false);
  assert.equal(result.isConcentrated, false);
});

test('nothing is recorded before the stage opens, after an application, or for an empty roll', () => {
  assert.equal(code(held({}, { stage: null })), 'stage-not-open');
  assert.equal(code(held({}, { judged: new Set(['u']) })), 'evidence-window-closed');
  assert.equal(code(held({ absences: [] }, { roll: [], judged: new Set(['u']) })), 'evidence-window-closed');
  assert.equal(code(held({ absences: [] }, { roll: [] })), 'nobody-on-the-roll');
});

test('whose unit is being judged is on no new sheet of a joint branch, the others are', () => {
  const roll = [...state.roll, { personId: 'd', unitId: 'v' }];
  const result = held({}, { roll, judged: new Set(['v']) });
  assert.ok(!isRefusal(result));
  assert.deepEqual(
    result.sheet.map(({ personId }) => personId),
    ['a', 'b', 'c'],
  );
  assert.equal(code(held({}, { roll, judged: new Set(['u']) })), 'not-on-the-roll');
});

test('the guests of a joint branch meet on in their own stage, whether the host is in a later one or in none', () => {
  const roll = [...state.roll, { personId: 'd', unitId: 'v' }];
  const guests = { code: 'study', startsOn: '2026-03-01' } as const;
  const later = { code: 'analysis', startsOn: '2026-03-11' } as const;
  const sheetOf = (stage: MeetingState['stage'], stages: MeetingState['stages'], day = '2026-03-10') => {
    const times = { startsAt: new Date(`${day}T14:30:00+08:00`), endsAt: new Date(`${day}T16:30:00+08:00`) };
    const result = held({ ...times, absences: [] }, { roll, stage, stages }, new Date(`${day}T17:00:00+08:00`));
    return isRefusal(result)
      ? result.refused
      : [result.stageCode, result.sheet.map(({ personId }) => personId).join('')];
  };
  assert.deepEqual(sheetOf(later, new Map([['v', guests]])), ['study', 'd'], 'before the host began the next');
  assert.deepEqual(sheetOf(later, new Map([['v', guests]]), '2026-03-12'), ['analysis', 'abcd']);
  assert.deepEqual(sheetOf(null, new Map([['v', guests]])), ['study', 'd']);
  assert.deepEqual(
    sheetOf(guests, new Map([['v', null]])),
    ['study', 'abc'],
    'whoever has no stage open is not expected',
  );
  assert.equal(sheetOf(null, new Map([['v', null]])), 'stage-not-open');
  assert.equal(sheetOf(later, new Map([['v', later]])), 'activity-before-stage');
});

test('a meeting lasts two hours at least, is over, and began within the stage', () => {
  assert.equal(code(held({ endsAt: new Date('2026-03-10T16:29:00+08:00') })), 'activity-too-short');
  assert.equal(code(held({ startsAt: new Date('2026-03-09T14:30:00+08:00') })), 'activity-too-long');
  assert.equal(code(held({ endsAt: new Date('2026-03-10T17:01:00+08:00') })), 'activity-not-over');
  const february = { startsAt: new Date('2026-02-28T20:00:00+08:00'), endsAt: new Date('2026-02-28T22:00:00+08:00') };
  assert.equal(code(held({ ...february, lateReason: 'x' })), 'activity-before-stage');
});

test('the day is a day in China: 23:30 in London is the next day there', () => {
  const first = {
    startsAt: new Date('2026-02-28T16:30:00Z'),
    endsAt: new Date('2026-02-28T18:30:00Z'),
    lateReason: 'x',
  };
  assert.equal(code(held(first)), null);
});

test('recorded more than 48 hours after, it says why and is late for ever', () => {
  const twoDaysLater = new Date('2026-03-12T16:30:00+08:00');
  assert.equal(code(held({}, {}, twoDaysLater)), null);
  const later = new Date('2026-03-12T16:30:01+08:00');
  assert.equal(code(held({}, {}, later)), 'late-reason-missing');
  const result = held({ lateReason: ' no power ' }, {}, later);
  assert.ok(!isRefusal(result));
  assert.equal(result.isLate, true);
  assert.equal(result.lateReason, 'no power');
});

test('absences are of the roll, once each, with a reason that the playbook knows', () => {
  assert.equal(code(held({ absences: [{ personId: 'x', reason: 'sick' }] })), 'not-on-the-roll');
  const twice = [
    { personId: 'a', reason: 'sick' },
    { personId: 'a', reason: 'away' },
  ];
  assert.equal(code(held({ absences: twice })), 'absence-named-twice');
  assert.equal(code(held({ absences: [{ personId: 'a', reason: 'bored' }] })), 'invalid-input');
});

test('a kind that the playbook does not know is refused at its field', () => {
  const result = held({ kind: 'party' });
  assert.ok(isRefusal(result));
  assert.deepEqual([result.refused, result.field], ['activity-kind-unknown', 'kind']);
});

test('the same kind at the same time is a question; whoever says that it was another one records it', () => {
  const recorded = [{ kind: meeting.kind, startsAt: meeting.startsAt, endsAt: meeting.endsAt }];
  assert.equal(code(held({}, { recorded })), 'meeting-recorded-already');
  assert.equal(code(held({ another: true }, { recorded })), null);
  assert.equal(code(held({ kind: 'home' }, { recorded })), null, 'what only shares the time is no refusal');
  assert.equal(code(held({ absences: [{ personId: 'x', reason: 'sick' }] }, { recorded })), 'not-on-the-roll');
});

test('given some units are judged, in no stage or not yet in theirs, then the sheet has whom nothing leaves out, and nobody else', () => {
  const units = ['in', 'judged', 'none', 'later', 'with-host'];
  const of = {
    roll: units.map((unitId) => ({ personId: `p-${unitId}`, unitId })),
    stages: new Map([
      ['in', { code: 'study', startsOn: '2026-03-01' }],
      ['judged', { code: 'study', startsOn: '2026-03-01' }],
      ['none', null],
      ['later', { code: 'study', startsOn: '2026-03-11' }],
    ]),
    judged: new Set(['judged']),
  };
  assert.deepEqual(
    units.map((unitId) => whyLeftOut({ ...state, ...of }, unitId, '2026-03-10')),
    [null, 'judged', 'no-stage', 'no-stage', null],
  );
  const result = held({ absences: [] }, of);
  assert.ok(!isRefusal(result));
  assert.deepEqual(
    result.sheet.map(({ unitId }) => unitId),
    units.filter((unitId) => whyLeftOut({ ...state, ...of }, unitId, '2026-03-10') === null),
  );
});
