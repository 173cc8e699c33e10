import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOfPlan, fromTo, monthByMonth } from './stage-plan.ts';

test('stages follow one another, a month each', () => {
  const stages = ['a', 'b'].map((code) => ({ code, minimumDays: 20, tracks: null }));
  assert.deepEqual(monthByMonth(stages, '2026-12-01'), [
    { code: 'a', startsOn: '2026-12-01', endsOn: '2026-12-31' },
    { code: 'b', startsOn: '2027-01-01', endsOn: '2027-01-31' },
  ]);
});

test('a stage is never shorter than its playbook allows, and a short month ends on its last day', () => {
  const stages = [{ code: 'a', minimumDays: 30, tracks: null }];
  assert.deepEqual(monthByMonth(stages, '2027-01-31'), [{ code: 'a', startsOn: '2027-01-31', endsOn: '2027-03-01' }]);
});

test('a stage of a track of its own lies beside those of the others', () => {
  const stages = [
    { code: 'a', minimumDays: 20, tracks: ['staged'] },
    { code: 'b', minimumDays: 20, tracks: ['staged'] },
    { code: 'steps', minimumDays: 90, tracks: ['unstaged'] },
  ];
  assert.deepEqual(fromTo(stages, '2026-07-01', '2026-12-31'), [
    { code: 'a', startsOn: '2026-07-01', endsOn: '2026-07-31' },
    { code: 'b', startsOn: '2026-08-01', endsOn: '2026-12-31' },
    { code: 'steps', startsOn: '2026-07-01', endsOn: '2026-12-31' },
  ]);
});

test('a month and a day of a playbook are of the year of the campaign, or of the next', () => {
  assert.equal(dayOfPlan('07-01', '2026-06-15'), '2026-07-01');
  assert.equal(dayOfPlan('01-15', '2026-06-15'), '2027-01-15');
  assert.equal(dayOfPlan('06-01', '2026-06-15'), '2026-06-01');
  assert.equal(dayOfPlan('2026-03-01', '2026-06-15'), '2026-03-01');
  assert.equal(dayOfPlan(null, '2026-06-15'), null);
});
