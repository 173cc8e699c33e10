import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reachOf, type Reaching } from './reach.ts';

const nothing = { meetings: 0, minutes: 0 };
const none = { makeUps: 0, log: 0 };
const state: Reaching = { missing: 300, coming: nothing, open: none, meetingMinutes: 120, daysLeft: 2 };

test('given five hours missing and meetings of two, then three are needed, and today counts among the days', () => {
  assert.deepEqual(reachOf(state), { by: 'meetings', count: 3, ...none });
  assert.deepEqual(reachOf({ ...state, daysLeft: 1 }), { by: 'days', count: 1, ...none });
});

test('given meetings that are planned, then only what they do not bring is asked for besides', () => {
  const planned = { ...state, daysLeft: 0 };
  assert.deepEqual(reachOf({ ...planned, coming: { meetings: 1, minutes: 180 } }), {
    by: 'meetings',
    count: 1,
    ...none,
  });
  assert.deepEqual(reachOf({ ...planned, coming: { meetings: 2, minutes: 360 } }), { by: 'planned' });
});

test('given absences that can be made up and a log that is not full, then these do, alone or with meetings', () => {
  const open = { makeUps: 240, log: 60 };
  assert.deepEqual(reachOf({ ...state, open, daysLeft: 0 }), { by: 'apart', ...open });
  assert.deepEqual(reachOf({ ...state, missing: 480, open, daysLeft: 1 }), { by: 'meetings', count: 2, ...open });
});

test('given whole days of training would do, then it is not called impossible', () => {
  const late = { ...state, missing: 2520, daysLeft: 3 };
  assert.deepEqual(reachOf(late), { by: 'days', count: 4, ...none });
  assert.deepEqual(reachOf({ ...late, missing: 2881 }), { by: 'nothing' });
});

test('given the stage is over, then what is missing cannot be reached', () => {
  assert.deepEqual(reachOf({ ...state, missing: 1, daysLeft: -1 }), { by: 'nothing' });
});

test('whatever is missing: what is said to do does, and impossible is only what the longest days do not bring', () => {
  const minutes = fc.nat({ max: 4000 });
  const any = fc.record({
    missing: fc.integer({ min: 1, max: 6000 }),
    coming: fc.record({ meetings: fc.nat({ max: 9 }), minutes }),
    open: fc.record({ makeUps: minutes, log: minutes }),
    meetingMinutes: fc.integer({ min: 60, max: 240 }),
    daysLeft: fc.nat({ max: 20 }),
  });
  fc.assert(
    fc.property(any, (each) => {
      const reach = reachOf(each);
      const days = each.daysLeft + 1;
      const rest = each.missing - each.coming.minutes;
      if (reach.by === 'planned') assert.ok(rest <= 0);
      else if (reach.by === 'nothing') assert.ok(720 * days < rest);
      else {
        assert.ok(reach.makeUps <= each.open.makeUps && reach.log <= each.open.log);
        const long = reach.by === 'apart' ? 0 : reach.count * (reach.by === 'days' ? 720 : each.meetingMinutes);
        assert.ok(reach.by === 'apart' || reach.count <= days);
        assert.ok(reach.makeUps + reach.log + long >= rest);
      }
    }),
  );
});
