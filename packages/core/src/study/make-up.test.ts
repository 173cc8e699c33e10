import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeUp, type MakeUpState, type MakingUp } from './make-up.ts';
import { logSelfStudy } from './self-study.ts';

const title = { zh: '题', en: 'Title' };
const state: MakeUpState = {
  ways: {
    daysBeforeEnd: 3,
    modes: [
      { code: 'lesson', title, earns: true },
      { code: 'letter', title, earns: false },
    ],
  },
  missed: { on: '2026-03-10', startsAt: new Date('2026-03-10T14:00:30+08:00'), minutes: 120 },
  taken: [],
  isOwn: false,
  isCancelled: false,
  isDone: false,
  evidenceClosed: false,
  hasFile: false,
};
const lesson: MakingUp = { mode: 'lesson', on: '2026-03-12', minutes: 90, note: 'read it', lateReason: null };
const today = '2026-03-13';
const now = { today, minutesOfToday: 286 };
const refusal = (change: Partial<MakeUpState>, making: Partial<MakingUp>) => {
  const made = makeUp({ ...state, ...change }, { ...lesson, ...making }, now);
  return 'refused' in made ? made.refused : null;
};

test('given a lesson after the absence with evidence, then it earns what it took, and a letter earns nothing', () => {
  const rest = { on: '2026-03-12', note: 'read it', isLate: false, lateReason: null };
  assert.deepEqual(makeUp(state, lesson, now), { ...rest, mode: 'lesson', minutes: 90 });
  assert.deepEqual(makeUp(state, { ...lesson, mode: 'letter', minutes: null }, now), {
    ...rest,
    mode: 'letter',
    minutes: 0,
  });
});

test('given what the absence does not allow, then it is refused by its name', () => {
  assert.equal(refusal({ evidenceClosed: true }, {}), 'evidence-window-closed');
  assert.equal(refusal({ isCancelled: true }, {}), 'make-up-no-longer-asked');
  assert.equal(refusal({ isDone: true }, {}), 'make-up-done-already');
  assert.equal(refusal({ ways: null }, {}), 'make-up-mode-unknown');
  assert.equal(refusal({}, { on: '2026-03-09' }), 'make-up-before-absence');
  assert.equal(refusal({}, { minutes: 121 }), 'make-up-minutes-exceed');
  assert.equal(refusal({}, { minutes: null }), 'make-up-minutes-missing');
  assert.equal(refusal({}, { minutes: 0 }), 'make-up-minutes-missing', 'a lesson takes a minute at least');
  assert.equal(refusal({}, { mode: 'letter' }), 'make-up-earns-nothing');
  assert.equal(refusal({}, { note: null }), 'make-up-without-evidence');
  assert.equal(refusal({ hasFile: true }, { note: null }), null);
});

const at = (from: string, to: string) => ({
  during: { from: new Date(`2026-03-10T${from}:00+08:00`), to: new Date(`2026-03-10T${to}:00+08:00`) },
  madeUp: null,
});
const made = (on: string, minutes: number) => ({ during: null, madeUp: { on, minutes } });

test('given who was absent, then it is said by somebody else, whatever the way', () => {
  assert.equal(refusal({ isOwn: true }, {}), 'make-up-by-oneself');
  assert.equal(refusal({ isOwn: true }, { mode: 'letter', minutes: null }), 'make-up-by-oneself');
});

test('given that part of that time is the person’s already, then the rest is made up and not a minute over it', () => {
  const half = { taken: [at('15:00', '17:00'), at('15:30', '15:45'), at('09:00', '14:10'), made('2026-03-11', 400)] };
  assert.equal(refusal(half, { minutes: 51 }), 'make-up-time-taken');
  assert.equal(refusal(half, { minutes: 50 }), null);
  assert.equal(refusal({ taken: [at('13:00', '18:00')] }, { minutes: 1 }), 'make-up-time-taken');
  assert.equal(refusal({ taken: [at('13:00', '18:00')] }, { minutes: 0 }), null, 'there is no minute left to earn');
  assert.equal(refusal(half, { minutes: 0 }), 'make-up-minutes-missing');
  assert.equal(refusal({ taken: [at('13:00', '18:00')] }, { mode: 'letter', minutes: null }), null);
});

test('given a day, then eight hours of it are made up at most, and of today no more than there was of it', () => {
  assert.equal(refusal({ taken: [made('2026-03-12', 391)] }, {}), 'make-up-day-full');
  assert.equal(refusal({ taken: [made('2026-03-12', 390), made('2026-03-11', 480)] }, {}), null);
  const thisMorning = { taken: [made(today, 200)] };
  assert.equal(refusal(thisMorning, { on: today, minutes: 87 }), 'make-up-day-full');
  assert.equal(refusal(thisMorning, { on: today, minutes: 86 }), null);
});

test('given a day with three hours logged, then one more fits and not a minute over it', () => {
  const log = (minutes: number) =>
    logSelfStudy(
      { stage: { code: 'study', startsOn: '2026-03-01' }, minutesThatDay: 180 },
      { on: today, minutes, subject: 'reading', lateReason: null },
      today,
    );
  assert.ok(!('refused' in log(60)));
  const refused = log(61);
  assert.deepEqual('refused' in refused && refused.params, { most: 240, left: 60 });
});
