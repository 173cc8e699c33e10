import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { minutesBlocked, restsUntil } from './back-off.ts';

const now = new Date('2026-03-02T01:00:00Z');
const minutesAfter = (failures: number) => minutesBlocked(restsUntil(failures, now), now);

test('four wrong passwords cost nothing, the fifth a minute, then it doubles up to an hour', () => {
  assert.deepEqual([1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 500].map(minutesAfter), [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('a rest is over when its instant has come, and half a minute is told as one', () => {
  const until = restsUntil(5, now);
  assert.equal(minutesBlocked(until, new Date('2026-03-02T01:00:30Z')), 1);
  assert.equal(minutesBlocked(until, new Date('2026-03-02T01:01:00Z')), 0);
  assert.equal(minutesBlocked(null, now), 0);
});

test('one more failure never shortens the rest', () => {
  fc.assert(fc.property(fc.nat(2000), (failures) => minutesAfter(failures + 1) >= minutesAfter(failures)));
});
