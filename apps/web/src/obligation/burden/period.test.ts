import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysOf } from './period.ts';

test('a week begins on Monday, a month ends on its last day, and the next one follows it', () => {
  assert.deepEqual(daysOf('week', '2026-11-22'), { from: '2026-11-16', to: '2026-11-22' });
  assert.deepEqual(daysOf('week', '2026-11-23'), { from: '2026-11-23', to: '2026-11-29' });
  assert.deepEqual(daysOf('month', '2028-02-11'), { from: '2028-02-01', to: '2028-02-29' });
  assert.deepEqual(daysOf('next-month', '2026-12-31'), { from: '2027-01-01', to: '2027-01-31' });
  assert.deepEqual(daysOf('next-month', '2027-01-31'), { from: '2027-02-01', to: '2027-02-28' });
  assert.deepEqual(daysOf('all', '2026-11-22'), {});
});
