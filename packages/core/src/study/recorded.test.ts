import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTheSameTime, isRecordedAlready } from './index.ts';

const at = (time: string, day = 10) => new Date(`2026-03-${day}T${time}+08:00`);
const held = (from: string, to: string, kind = 'class') => ({ kind, startsAt: at(from), endsAt: at(to) });

test('meetings share time when each begins before the other ends', () => {
  const known = [held('09:00:00', '11:00:00')];
  assert.equal(atTheSameTime(held('10:59:00', '13:00:00'), known).length, 1);
  assert.equal(atTheSameTime(held('08:00:00', '12:00:00'), known).length, 1, 'one around the other');
  assert.equal(atTheSameTime(held('11:00:00', '13:00:00'), known).length, 0, 'end to end');
  assert.equal(atTheSameTime(held('07:00:00', '09:00:00'), known).length, 0, 'end to end, before it');
});

test('a meeting that goes on after midnight shares time with one of the next day', () => {
  const known = [{ kind: 'class', startsAt: at('23:00:00'), endsAt: at('01:00:00', 11) }];
  assert.equal(atTheSameTime({ startsAt: at('00:30:00', 11), endsAt: at('02:30:00', 11) }, known).length, 1);
});

test('a repeat is of the same kind and the same minutes; seconds do not make it another one', () => {
  const known = [held('09:00:00', '11:00:00')];
  assert.equal(isRecordedAlready(held('09:00:00', '11:00:00'), known), true);
  assert.equal(isRecordedAlready(held('09:00:30', '11:00:59'), known), true);
  assert.equal(isRecordedAlready(held('09:00:00', '11:00:00', 'lecture'), known), false);
  assert.equal(isRecordedAlready(held('09:00:00', '11:01:00'), known), false);
  assert.equal(isRecordedAlready(held('09:00:00', '11:00:00'), []), false);
});
