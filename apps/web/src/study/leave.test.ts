import assert from 'node:assert/strict';
import { it } from 'node:test';
import { notSignedIn, tappedWithLeave, withLeave } from './leave.ts';

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

it('once somebody has signed in, who has not is away for a reason to be said; a tap says that somebody is here all the same', () => {
  const roll = ['bai', 'xu', 'su'].map((personId) => ({ personId }));
  assert.equal(notSignedIn(roll, new Map(), leave), leave);
  const filled = notSignedIn(roll, new Map([['su', '2026-03-20T06:00:00Z']]), leave);
  assert.deepEqual(withLeave(none, filled), { bai: 'sick', xu: '' });
  assert.deepEqual(withLeave(tappedWithLeave(none, filled, undefined, 'xu'), filled), { bai: 'sick' });
});
