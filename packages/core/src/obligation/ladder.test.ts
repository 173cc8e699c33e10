import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '../kernel/index.ts';
import { rungsOn } from './ladder.ts';

test('given something due on the 20th, then it is told three days and one day before, the day after, and a week after', () => {
  const on = (day: string) => rungsOn('2026-03-20', day);
  assert.deepEqual(on('2026-03-16'), []);
  assert.deepEqual(on('2026-03-17'), ['before-3']);
  assert.deepEqual(on('2026-03-18'), ['before-3']);
  assert.deepEqual(on('2026-03-19'), ['before-1']);
  assert.deepEqual(on('2026-03-20'), ['before-1']);
  assert.deepEqual(on('2026-03-21'), ['overdue']);
  assert.deepEqual(on('2026-03-26'), ['overdue']);
  assert.deepEqual(on('2026-03-27'), ['overdue', 'escalated']);
});

test('given any day, then nobody is reminded before and told overdue at once', () => {
  for (let days = -30; days <= 30; days += 1) {
    const rungs = rungsOn('2026-03-20', addDays('2026-03-20', days));
    assert.equal(rungs.some((each) => each.startsWith('before')) && rungs.includes('overdue'), false);
  }
});
