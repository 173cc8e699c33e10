import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '../kernel/index.ts';
import { rungsOn } from './ladder.ts';

/** On which steps something stands on a day that is due on the 20th. */
const stands = (today: string) =>
  rungsOn(today)
    .filter(({ fromOn, toOn }) => fromOn <= '2026-03-20' && '2026-03-20' <= toOn)
    .map(({ rung }) => rung);

test('given something due on the 20th, then it is told three days and one day before, the day after, and a week after', () => {
  assert.deepEqual(stands('2026-03-16'), []);
  assert.deepEqual(stands('2026-03-17'), ['before-3']);
  assert.deepEqual(stands('2026-03-18'), ['before-3']);
  assert.deepEqual(stands('2026-03-19'), ['before-1']);
  assert.deepEqual(stands('2026-03-20'), ['before-1']);
  assert.deepEqual(stands('2026-03-21'), ['overdue']);
  assert.deepEqual(stands('2026-03-26'), ['overdue']);
  assert.deepEqual(stands('2026-03-27'), ['overdue', 'escalated']);
  assert.deepEqual(stands('2026-04-03'), ['overdue', 'escalated']);
  assert.deepEqual(stands('2026-04-04'), ['escalated']);
  assert.deepEqual(stands('2026-04-11'), []);
});

test('given any day, then nothing is soon due twice over, nor soon due and overdue at once', () => {
  for (let days = -30; days <= 30; days += 1) {
    const rungs = stands(addDays('2026-03-20', days));
    assert.ok(rungs.length <= 1 || rungs.join() === 'overdue,escalated', rungs.join());
  }
});
