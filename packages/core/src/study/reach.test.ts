import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachOf } from './reach.ts';

const nothing = { meetings: 0, minutes: 0 };

test('given five hours missing and meetings of two, then three are needed, and today counts among the days', () => {
  const missing = { missing: 300, coming: nothing, meetingMinutes: 120 };
  assert.deepEqual(reachOf({ ...missing, daysLeft: 2 }), { meetings: 3, isReachable: true });
  assert.deepEqual(reachOf({ ...missing, daysLeft: 1 }), { meetings: 3, isReachable: false });
});

test('given meetings that are planned, then only what they do not bring is asked for besides', () => {
  const planned = { missing: 300, meetingMinutes: 120, daysLeft: 0 };
  assert.deepEqual(reachOf({ ...planned, coming: { meetings: 1, minutes: 180 } }), { meetings: 1, isReachable: true });
  assert.deepEqual(reachOf({ ...planned, coming: { meetings: 2, minutes: 360 } }), { meetings: 0, isReachable: true });
});

test('given the stage is over, then what is missing cannot be reached', () => {
  assert.equal(reachOf({ missing: 1, coming: nothing, meetingMinutes: 120, daysLeft: -1 }).isReachable, false);
});
