import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comingOf } from './coming.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 23, 0, hour * 60));
const from = (starts: number, ends: number) => ({ startsAt: at(starts), endsAt: at(ends) });

test('given ten plans for the same two hours, then one meeting of two hours is coming', () => {
  assert.deepEqual(comingOf([]), { meetings: 0, minutes: 0 });
  assert.deepEqual(comingOf(Array.from({ length: 10 }, () => from(9, 11))), { meetings: 1, minutes: 120 });
});

test('given plans that share a part of their time, then that part counts once, and of two at once one can be at one', () => {
  assert.deepEqual(comingOf([from(10, 12), from(9, 11)]), { meetings: 1, minutes: 180 });
  assert.deepEqual(comingOf([from(9, 11), from(10, 12), from(11, 13)]), { meetings: 2, minutes: 240 });
  assert.deepEqual(comingOf([from(9, 17), from(9, 10), from(14, 15)]), { meetings: 2, minutes: 480 });
});

test('given plans end to end or on several days, then each is one and has its whole length', () => {
  assert.deepEqual(comingOf([from(11, 13), from(9, 11), from(33, 35)]), { meetings: 3, minutes: 360 });
});

test('whatever is planned: every minute of it once, and no more meetings can be chosen of which none shares time', () => {
  const plan = fc
    .tuple(fc.nat({ max: 20 }), fc.integer({ min: 1, max: 6 }))
    .map(([start, long]) => [start, start + long] as const);
  fc.assert(
    fc.property(fc.array(plan, { maxLength: 8 }), (plans) => {
      const { meetings, minutes } = comingOf(plans.map(([start, end]) => from(start, end)));
      const hours = Array.from({ length: 30 }, (_, hour) => hour);
      assert.equal(
        minutes,
        60 * hours.filter((hour) => plans.some(([start, end]) => start <= hour && hour < end)).length,
      );
      const most = (those: typeof plans): number =>
        Math.max(0, ...those.map(([, free]) => 1 + most(those.filter(([start]) => start >= free))));
      assert.equal(meetings, most(plans));
    }),
  );
});
