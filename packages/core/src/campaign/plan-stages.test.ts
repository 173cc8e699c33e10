import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, isRefusal } from '../kernel/index.ts';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import type { UnitTraits } from './is-about.ts';
import { pinnedConditions } from './pinned-conditions.ts';
import { planStages, refuseBegun, refuseFarStages, type StageDates } from './plan-stages.ts';
import type { Playbook } from './playbook.ts';
import { readPlaybook } from './read-playbook.ts';

const playbook: Playbook = { ...(readPlaybook(document(), catalogue) as Playbook), minimumTotalDays: 0 };
const unit: UnitTraits = { classes: [], operation: 'running' };
const learn: StageDates = { code: 'learn', startsOn: '2026-07-01', endsOn: '2026-07-31' };
const show: StageDates = { code: 'show', startsOn: '2026-08-03', endsOn: '2026-08-03' };

function refusedBecause(dates: readonly StageDates[]): string {
  const planned = planStages(playbook, dates);
  assert.ok(isRefusal(planned), 'the dates were taken');
  return `${planned.refused} ${planned.field}`;
}

test('given a year that was mistyped, then the stages lie too far ahead; five years are enough for any', () => {
  const today = '2026-06-30';
  assert.equal(refuseFarStages([learn, show], today), null);
  assert.equal(refuseFarStages([learn, { ...show, endsOn: addDays(today, 1830) }], today), null);
  for (const endsOn of [addDays(today, 1831), '2999-12-31'])
    assert.deepEqual(refuseFarStages([learn, { ...show, endsOn }], today), {
      refused: 'day-too-far',
      params: { latest: addDays(today, 1830) },
      field: 'stages.1.endsOn',
    });
});

test('given a stage of thirty days at least, the thirtieth is the first on which it may end', () => {
  assert.deepEqual(planStages(playbook, [learn, show]), [
    { ...learn, position: 1, earliestOn: '2026-07-30' },
    { ...show, position: 2, earliestOn: '2026-08-03' },
  ]);
});

test('given thirty days to the day, the stage is long enough; a day less and it is not', () => {
  assert.ok(!isRefusal(planStages(playbook, [{ ...learn, endsOn: '2026-07-30' }, show])));
  assert.equal(
    refusedBecause([{ ...learn, endsOn: '2026-07-29' }, show]),
    'stage-shorter-than-allowed stages.0.endsOn',
  );
});

test('given a stage that begins before the one before it has ended, the dates are not in order', () => {
  assert.equal(refusedBecause([learn, { ...show, startsOn: '2026-07-31' }]), 'dates-not-in-order stages.1.startsOn');
});

test('given an end before its start, the dates are not in order', () => {
  assert.equal(refusedBecause([learn, { ...show, endsOn: '2026-08-02' }]), 'dates-not-in-order stages.1.endsOn');
});

test('given other stages than the playbook’s, or in another order, the place is named', () => {
  assert.equal(refusedBecause([learn]), 'invalid-input stages');
  assert.equal(refusedBecause([show, learn]), 'invalid-input stages.0.code');
  assert.equal(refusedBecause([learn, { ...show, code: 'rest' }]), 'invalid-input stages.1.code');
});

test('whatever dates are taken, no stage is shorter than allowed and none touches the next', () => {
  const days = fc.integer({ min: -5, max: 90 });
  fc.assert(
    fc.property(days, days, days, days, (a, b, c, d) => {
      const day = (offset: number) => addDays('2026-07-01', offset);
      const planned = planStages(playbook, [
        { code: 'learn', startsOn: day(a), endsOn: day(b) },
        { code: 'show', startsOn: day(c), endsOn: day(d) },
      ]);
      assert.equal(isRefusal(planned), !(b - a >= 29 && c > b && d >= c));
    }),
  );
});

test('given fewer days in all than a unit must take, the day on which the last stage may end at the earliest is told', () => {
  const planned = planStages({ ...playbook, minimumTotalDays: 35 }, [learn, show]);
  assert.ok(isRefusal(planned));
  assert.deepEqual(
    [planned.refused, planned.params, planned.field],
    ['total-shorter-than-allowed', { days: 35, earliestOn: '2026-08-04' }, 'stages.1.endsOn'],
  );
  assert.ok(!isRefusal(planStages({ ...playbook, minimumTotalDays: 34 }, [learn, show])));
});

test('given a stage of a track of its own, its window may lie across those of the other tracks', () => {
  const [study, last] = playbook.stages;
  assert.ok(study && last);
  const steps = { ...study, code: 'steps', tracks: ['island'] };
  const tracked = {
    ...playbook,
    stages: [{ ...study, tracks: ['town'] }, { ...last, tracks: ['town'] }, steps],
  };
  const whole = { code: 'steps', startsOn: learn.startsOn, endsOn: '2026-08-03' };
  assert.ok(!isRefusal(planStages(tracked, [learn, show, whole])));
  const crossed = planStages({ ...tracked, stages: [study, last, steps] }, [learn, show, whole]);
  assert.ok(isRefusal(crossed));
  assert.deepEqual([crossed.refused, crossed.field], ['dates-not-in-order', 'stages.2.startsOn']);
});

test('given a track that a condition is not for, it is pinned all the same and does not apply', () => {
  const stage = playbook.stages[0]!;
  const applying = (track: string) =>
    pinnedConditions(stage, track, unit)
      .filter(({ applies }) => applies)
      .map(({ code }) => code);
  assert.deepEqual(applying('town'), ['hours', 'asked', 'planned', 'days']);
  assert.deepEqual(applying('island'), ['asked', 'days']);
  assert.deepEqual(
    pinnedConditions(stage, 'island', unit).map(({ position }) => position),
    [1, 2, 3, 4],
  );
});

test('given a condition for units that run, a halted one is not asked for it', () => {
  const stage = playbook.stages[0]!;
  const planned = (operation: UnitTraits['operation']) =>
    pinnedConditions(stage, 'town', { classes: [], operation }).find(({ code }) => code === 'planned');
  assert.deepEqual(
    (['running', 'struggling', 'halted'] as const).map((operation) => planned(operation)?.applies),
    [true, true, false],
  );
  assert.deepEqual([planned('running')?.subject, planned('running')?.threshold], ['plan', { num: 1, den: 1 }]);
});

test('given a day that is past, no stage begins on it; on the day itself it may', () => {
  assert.equal(refuseBegun([learn, show], '2026-07-01'), null);
  const refused = refuseBegun([learn, show], '2026-07-02');
  assert.deepEqual(
    [refused?.refused, refused?.field, refused?.params],
    ['day-in-past', 'stages.0.startsOn', { today: '2026-07-02' }],
  );
});
