import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../kernel/index.ts';
import { dueDay } from './due-day.ts';

const february = { startsOn: '2028-02-01', endsOn: '2028-02-29' };

test('given an anchor and an offset, the day is counted from it, leap day and all', () => {
  assert.equal(dueDay(february, { anchor: 'start', offsetDays: 10 }), '2028-02-11');
  assert.equal(dueDay(february, { anchor: 'end', offsetDays: 3 }), '2028-02-26');
  assert.equal(dueDay({ ...february, endsOn: '2028-03-01' }, { anchor: 'end', offsetDays: 1 }), '2028-02-29');
});

test('given a stage that is shorter than the offset, it is due on the day that there is', () => {
  const short = { startsOn: '2028-02-01', endsOn: '2028-02-05' };
  assert.equal(dueDay(short, { anchor: 'end', offsetDays: 10 }), '2028-02-01');
  assert.equal(dueDay(short, { anchor: 'start', offsetDays: 10 }), '2028-02-05');
});

test('whatever the stage and the offset, nothing is due outside the stage, and a longer stage makes nothing due earlier', () => {
  const days = fc.nat(400);
  fc.assert(
    fc.property(days, days, days, fc.constantFrom('start' as const, 'end' as const), (from, length, offset, anchor) => {
      const startsOn = addDays('2027-12-01', from);
      const due = (more: number) =>
        dueDay({ startsOn, endsOn: addDays(startsOn, length + more) }, { anchor, offsetDays: offset });
      assert.ok(due(0) >= startsOn && due(0) <= addDays(startsOn, length));
      assert.ok(due(10) >= due(0));
    }),
  );
});
