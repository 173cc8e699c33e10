import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monthByMonth } from './stage-plan.ts';

test('stages follow one another, a month each', () => {
  const stages = ['a', 'b'].map((code) => ({ code, minimumDays: 20 }));
  assert.deepEqual(monthByMonth(stages, '2026-12-01'), [
    { code: 'a', startsOn: '2026-12-01', endsOn: '2026-12-31' },
    { code: 'b', startsOn: '2027-01-01', endsOn: '2027-01-31' },
  ]);
});

test('a stage is never shorter than its playbook allows, and a short month ends on its last day', () => {
  const stages = [{ code: 'a', minimumDays: 30 }];
  assert.deepEqual(monthByMonth(stages, '2027-01-31'), [{ code: 'a', startsOn: '2027-01-31', endsOn: '2027-03-01' }]);
});
