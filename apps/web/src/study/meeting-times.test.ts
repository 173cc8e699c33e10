import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldAt, usualTimes } from './meeting-times.ts';

test('a meeting ended at the latest whole half hour that is over', () => {
  const at = (time: string) => usualTimes(new Date(`2026-11-20T${time}+08:00`), 120);
  assert.deepEqual(at('16:47'), { date: '2026-11-20', start: '14:30', end: '16:30' });
  assert.deepEqual(at('16:30'), { date: '2026-11-20', start: '14:30', end: '16:30' });
  assert.deepEqual(at('16:29:59'), { date: '2026-11-20', start: '14:00', end: '16:00' });
});

test('one that ran past midnight belongs to the day on which it began', () => {
  const late = usualTimes(new Date('2026-11-21T00:40+08:00'), 120);
  assert.deepEqual(late, { date: '2026-11-20', start: '22:30', end: '00:30' });
  assert.deepEqual(heldAt(late), {
    startsAt: '2026-11-20T14:30:00.000Z',
    endsAt: '2026-11-20T16:30:00.000Z',
    minutes: 120,
  });
});

test('times are of UTC+8', () => {
  assert.deepEqual(heldAt({ date: '2026-11-20', start: '14:30', end: '16:30' }), {
    startsAt: '2026-11-20T06:30:00.000Z',
    endsAt: '2026-11-20T08:30:00.000Z',
    minutes: 120,
  });
});

test('an end before the start is a slip, not a meeting of 22 hours', () => {
  assert.equal(heldAt({ date: '2026-11-20', start: '16:00', end: '14:00' })?.minutes, -120);
  assert.equal(heldAt({ date: '2026-11-20', start: '16:00', end: '16:00' })?.minutes, 0);
});

test('what is not a time is nothing', () => {
  assert.equal(heldAt({ date: '2026-11-20', start: '', end: '16:00' }), null);
  assert.equal(heldAt({ date: '', start: '14:00', end: '16:00' }), null);
});
