import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stageClock } from './stage-clock.ts';

const november = { fromOn: '2026-11-01', toOn: '2026-11-30', closedOn: null };

test('a stage is ahead, under way or past by the calendar', () => {
  assert.deepEqual(stageClock(november, '2026-10-31'), { phase: 'next' });
  assert.deepEqual(stageClock(november, '2026-12-01'), { phase: 'past' });
  assert.deepEqual(stageClock({ fromOn: null, toOn: null, closedOn: null }, '2026-11-20'), { phase: 'next' });
});

test('a stage that its unit has left is past, whenever it was to end', () => {
  assert.deepEqual(stageClock({ ...november, closedOn: '2026-11-20' }, '2026-11-20'), { phase: 'past' });
});

test('the first and the last day belong to it', () => {
  assert.deepEqual(stageClock(november, '2026-11-01'), { phase: 'now', gone: 1 / 30, day: 1, days: 30 });
  assert.deepEqual(stageClock(november, '2026-11-30'), { phase: 'now', gone: 1, day: 30, days: 30 });
});
