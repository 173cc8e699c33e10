import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unseenSince, visit } from './visit.ts';

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);

test('given nobody who was there before, then a first visit looks back a week', () => {
  const first = visit(null, at('08:00'));
  assert.equal(first.beforeAt, null);
  assert.deepEqual(unseenSince(first, at('08:10')), new Date('2026-11-13T08:00:00Z'));
  assert.deepEqual(unseenSince(null, at('08:00')), new Date('2026-11-13T08:00:00Z'));
});

test('given a page opened again within half an hour, then the visit goes on and what is unseen stays', () => {
  const before = { beganAt: at('08:00'), lastAt: at('08:20'), beforeAt: at('01:00') };
  const now = visit(before, at('08:50'));
  assert.deepEqual(now, { ...before, lastAt: at('08:50') });
  assert.deepEqual(unseenSince(now, at('08:50')), at('01:00'));
});

test('given a page opened after more than half an hour, then another visit begins at the end of the last one', () => {
  const now = visit({ beganAt: at('08:00'), lastAt: at('08:20'), beforeAt: at('01:00') }, at('08:51'));
  assert.deepEqual(now, { beganAt: at('08:51'), lastAt: at('08:51'), beforeAt: at('08:20') });
});

test('given a clock that was set back, then no visit ends before it was seen to last', () => {
  const known = { beganAt: at('08:00'), lastAt: at('08:20'), beforeAt: null };
  assert.deepEqual(visit(known, at('08:10')), known);
});
