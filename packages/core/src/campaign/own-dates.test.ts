import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, isRefusal } from '../kernel/index.ts';
import { askForDates, planOwnDates, type DatesNow } from './own-dates.ts';
import type { StageDates } from './plan-stages.ts';

const today = '2026-07-10';
const now: DatesNow = {
  firstDay: '2026-07-01',
  minimumTotalDays: 80,
  judging: 2,
  stages: [
    {
      code: 'study',
      startsOn: '2026-07-01',
      endsOn: '2026-08-05',
      windowFrom: '2026-07-01',
      windowTo: '2026-08-05',
      minimumDays: 30,
      isOpen: true,
    },
    {
      code: 'analysis',
      startsOn: '2026-08-06',
      endsOn: '2026-09-25',
      windowFrom: '2026-08-01',
      windowTo: '2026-09-25',
      minimumDays: 30,
      isOpen: false,
    },
  ],
};
/** A month later: study is closed and analysis is open. */
const lastOpen: DatesNow = { ...now, stages: now.stages.slice(1).map((stage) => ({ ...stage, isOpen: true })) };
const wish = (study: Partial<StageDates>, analysis: Partial<StageDates> = {}): StageDates[] => {
  const [one, other] = now.stages.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn }));
  return [
    { ...one!, ...study },
    { ...other!, ...analysis },
  ];
};
const refusal = (
  wished: StageDates[],
  ask = planOwnDates as typeof planOwnDates | typeof askForDates,
  state: DatesNow = now,
) => {
  const answer = ask(state, wished, today);
  assert.ok(isRefusal(answer), 'the dates were taken');
  return [answer.refused, answer.field, answer.params];
};

test('given dates inside its windows and long enough, the unit sets them itself', () => {
  assert.deepEqual(
    planOwnDates(now, wish({ endsOn: '2026-07-30' }, { startsOn: '2026-08-01', endsOn: '2026-09-20' }), today),
    [
      { code: 'study', startsOn: '2026-07-01', endsOn: '2026-07-30', earliestOn: '2026-07-30' },
      { code: 'analysis', startsOn: '2026-08-01', endsOn: '2026-09-20', earliestOn: '2026-09-18' },
    ],
  );
});

test('given a day less than the fewest, the limit and the day are told', () => {
  assert.deepEqual(refusal(wish({ endsOn: '2026-07-29' })), [
    'stage-shorter-than-allowed',
    'stages.0.endsOn',
    { stage: 'study', days: 30, earliestOn: '2026-07-30' },
  ]);
});

test('given a day outside the window, the window is told', () => {
  assert.deepEqual(refusal(wish({}, { endsOn: '2026-09-26' })), [
    'stage-outside-window',
    'stages.1.endsOn',
    { stage: 'analysis', from: '2026-08-01', to: '2026-09-25' },
  ]);
});

test('given too few days in all, the earliest end of the last stage is told', () => {
  assert.deepEqual(refusal(wish({ endsOn: '2026-07-30' }, { startsOn: '2026-08-01', endsOn: '2026-09-17' })), [
    'total-shorter-than-allowed',
    'stages.1.endsOn',
    { days: 80, earliestOn: '2026-09-18' },
  ]);
});

test('given what nobody could allow, it is neither planned nor asked for', () => {
  for (const ask of [planOwnDates, askForDates]) {
    assert.equal(refusal(wish({ startsOn: '2026-07-02' }), ask)[0], 'stage-begun');
    assert.equal(refusal(wish({}, { startsOn: '2026-08-05' }), ask)[0], 'dates-not-in-order');
    assert.equal(refusal(wish({ endsOn: '2026-07-09' }), ask)[0], 'day-in-past');
    assert.equal(refusal(wish({}), ask)[0], 'nothing-changed');
    assert.equal(refusal([wish({})[0]!], ask)[0], 'invalid-input');
    assert.deepEqual(refusal(wish({}, { endsOn: '2062-09-26' }), ask), [
      'dates-too-far',
      'stages.1.endsOn',
      { stage: 'analysis', latest: '2027-09-26' },
    ]);
  }
});

test('given dates that need a decision, the request says what of them does', () => {
  assert.deepEqual(askForDates(now, wish({}, { endsOn: '2026-10-05' }), today), {
    isOutside: true,
    shorter: null,
    shorterTotalDays: null,
  });
  assert.deepEqual(askForDates(now, wish({ endsOn: '2026-07-20' }, { startsOn: '2026-08-01' }), today), {
    isOutside: false,
    shorter: { stage: 'study', days: 20 },
    shorterTotalDays: null,
  });
  assert.deepEqual(askForDates(lastOpen, [{ ...wish({})[1]!, endsOn: '2026-09-10' }], '2026-08-20'), {
    isOutside: false,
    shorter: null,
    shorterTotalDays: 72,
  });
});

test('given fewer days in all, they are asked for in the last stage and not before: nothing else shows the whole', () => {
  assert.deepEqual(
    refusal(wish({ endsOn: '2026-07-20' }, { startsOn: '2026-08-01', endsOn: '2026-09-10' }), askForDates),
    ['total-only-in-last-stage', 'stages.1.endsOn', { days: 80, earliestOn: '2026-09-18' }],
  );
});

test('given a stage that nothing judges, it takes its days; what lies outside the window is asked for all the same', () => {
  const unjudged = { ...now, judging: 0 };
  assert.deepEqual(refusal(wish({ endsOn: '2026-07-20' }), askForDates, unjudged), [
    'shorter-without-conditions',
    'stages.0.endsOn',
    {},
  ]);
  const late = askForDates({ ...lastOpen, judging: 0 }, [{ ...wish({})[1]!, endsOn: '2026-09-10' }], '2026-08-20');
  assert.ok(isRefusal(late) && late.refused === 'shorter-without-conditions');
  assert.ok(!isRefusal(askForDates(unjudged, wish({}, { endsOn: '2026-10-05' }), today)));
});

test('given dates that the unit may set itself, there is nothing to ask; a stage ahead is not shortened in advance', () => {
  assert.equal(refusal(wish({ endsOn: '2026-08-01' }), askForDates)[0], 'request-not-needed');
  assert.equal(refusal(wish({}, { startsOn: '2026-09-10' }), askForDates)[0], 'shorter-only-when-open');
});

test('whatever a unit sets itself, it stays in its windows, in order, and no day shorter than it must', () => {
  const day = fc.integer({ min: -10, max: 110 }).map((offset) => addDays('2026-07-01', offset));
  fc.assert(
    fc.property(day, day, day, (end, start, last) => {
      const wished = wish({ endsOn: end }, { startsOn: start, endsOn: last });
      const planned = planOwnDates(now, wished, today);
      const asked = askForDates(now, wished, today);
      if (isRefusal(planned)) {
        // Every refusal is one that nobody can lift, or one that a request can be made about.
        if (isRefusal(asked))
          assert.ok(
            asked.refused === planned.refused ||
              asked.refused === 'shorter-only-when-open' ||
              asked.refused === 'total-only-in-last-stage',
          );
        return;
      }
      assert.ok(isRefusal(asked) && asked.refused === 'request-not-needed');
      const [study, analysis] = planned as [(typeof planned)[number], (typeof planned)[number]];
      assert.ok(study.earliestOn === '2026-07-30' && study.endsOn >= study.earliestOn && study.endsOn <= '2026-08-05');
      assert.ok(
        analysis.startsOn > study.endsOn && analysis.startsOn >= '2026-08-01' && analysis.endsOn <= '2026-09-25',
      );
      assert.ok(analysis.endsOn >= analysis.earliestOn && analysis.earliestOn >= addDays(analysis.startsOn, 29));
      assert.ok(analysis.earliestOn >= '2026-09-18');
    }),
    { numRuns: 2000 },
  );
});
