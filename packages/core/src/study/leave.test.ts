import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../kernel/index.ts';
import { endLeave, noteLeave, onLeave, type Leave, type NotedLeave } from './index.ts';

const leave: Leave = {
  id: 'l',
  personId: 'a',
  fromOn: '2026-03-10',
  toOn: '2026-03-20',
  lastOn: '2026-03-20',
  reason: 'sick',
};
const state = { roll: [{ personId: 'a' }, { personId: 'b' }], leaves: [leave], reasons: ['sick', 'away'] };
const noted: NotedLeave = { personId: 'a', fromOn: '2026-03-21', toOn: '2026-03-21', reason: 'away' };
const code = (result: object) => (isRefusal(result) ? [result.refused, result.field] : null);
const note = (change: Partial<NotedLeave>, of: Partial<typeof state> = {}) =>
  code(noteLeave({ ...state, ...of }, { ...noted, ...change }));

test('leave is of somebody on the roll, for a known reason, from a day to the same or a later one, within a year', () => {
  assert.equal(note({}), null);
  assert.deepEqual(note({ personId: 'x' }), ['not-on-the-roll', 'personId']);
  assert.deepEqual(note({ reason: 'bored' }), ['invalid-input', 'reason']);
  assert.deepEqual(note({ toOn: '2026-03-20' }), ['leave-dates-not-in-order', 'toOn']);
  assert.deepEqual(note({ toOn: '2027-03-23' }), ['leave-too-long', 'toOn']);
});

test('two leaves of one person share no day, and one that ended early leaves the rest of its days free', () => {
  assert.deepEqual(note({ fromOn: '2026-03-20' }), ['leave-overlaps', 'fromOn']);
  assert.equal(note({ fromOn: '2026-03-20', personId: 'b' }), null);
  assert.equal(note({ fromOn: '2026-03-16' }, { leaves: [{ ...leave, lastOn: '2026-03-15' }] }), null);
  assert.equal(note({ fromOn: '2026-03-10' }, { leaves: [{ ...leave, lastOn: '2026-03-09' }] }), null);
});

test('it ends early once, on one of its days but the last, or the day before when it never began', () => {
  assert.deepEqual(endLeave(leave, '2026-03-09'), { lastOn: '2026-03-09' });
  assert.deepEqual(endLeave(leave, '2026-03-19'), { lastOn: '2026-03-19' });
  assert.deepEqual(code(endLeave(leave, '2026-03-08')), ['leave-end-outside', 'lastOn']);
  assert.deepEqual(code(endLeave(leave, '2026-03-20')), ['leave-end-outside', 'lastOn']);
  assert.deepEqual(code(endLeave({ ...leave, lastOn: '2026-03-12' }, '2026-03-11')), [
    'leave-ended-already',
    undefined,
  ]);
});

test('who is on leave on a day: from the first to the last, both included', () => {
  const on = (day: string) => onLeave([leave], day).get('a');
  assert.deepEqual(['2026-03-09', '2026-03-10', '2026-03-20', '2026-03-21'].map(on), [
    undefined,
    'sick',
    'sick',
    undefined,
  ]);
});
