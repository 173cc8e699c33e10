import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tappedWithLeave, withLeave } from './leave.ts';

const leave = new Map([['bai', 'sick']]);
const none = { away: {}, back: {} };

it('whoever is on leave is away with its reason, without a tap', () => {
  assert.deepEqual(withLeave(none, leave), { bai: 'sick' });
  assert.deepEqual(withLeave({ away: { xu: 'away' }, back: {} }, leave), { bai: 'sick', xu: 'away' });
});

it('one tap brings back who is on leave; the next makes absent and asks for the reason', () => {
  const back = tappedWithLeave(none, leave, undefined, 'bai');
  assert.deepEqual(withLeave(back, leave), {});
  assert.equal(back.current, undefined);
  const again = tappedWithLeave(back, leave, undefined, 'bai');
  assert.deepEqual([withLeave(again, leave), again.current], [{ bai: '' }, 'bai']);
  const there = tappedWithLeave(again, leave, 'bai', 'bai');
  assert.deepEqual(withLeave(there, leave), {});
});

it('on another day, without leave, the taps stand and nothing else', () => {
  assert.deepEqual(withLeave({ away: { xu: 'away' }, back: { bai: true } }, new Map()), { xu: 'away' });
});
