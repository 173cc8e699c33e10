import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeLives, secondsLeft, signIn, slotOf, slotsAccepted, type SignInState } from './index.ts';

const state: SignInState = {
  startsAt: new Date('2026-03-20T14:30:00+08:00'),
  endsAt: new Date('2026-03-20T16:30:00+08:00'),
  isCalledOff: false,
  isExpected: true,
  isWritten: false,
  codeHolds: true,
  leftOut: null,
  elsewhere: null,
};
const at = new Date('2026-03-20T14:20:00+08:00');
const code = (change: Partial<SignInState>, when = at) => signIn({ ...state, ...change }, when)?.refused ?? null;

test('a code that was read at any moment is taken at once, and thirty seconds later no more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.integer({ min: 0, max: 60_000 }), (read, later) => {
      const taken = slotsAccepted(new Date(read + later)).includes(slotOf(new Date(read)));
      if (later === 0) assert.ok(taken);
      if (later >= codeLives * 1000) assert.ok(!taken);
      if (later < (codeLives / 2) * 1000) assert.ok(taken);
    }),
  );
  assert.equal(codeLives, 30);
});

test('what is left of the code that is shown is never nothing, and never more than half its life', () => {
  const left = [0, 1, 14_999, 15_000, 29_000].map((time) => secondsLeft(new Date(time)));
  assert.deepEqual(left, [15, 15, 1, 15, 1]);
});

test('it opens half an hour before; whoever is early is told when, and a wrong code is not judged before that', () => {
  const early = new Date('2026-03-20T13:59:59+08:00');
  assert.equal(code({}, early), 'sign-in-not-yet');
  assert.equal(code({ codeHolds: false }, early), 'sign-in-not-yet');
  assert.deepEqual(signIn(state, early)?.params, { opensAt: '2026-03-20T06:00:00.000Z' });
  assert.equal(code({}, new Date('2026-03-20T14:00:00+08:00')), null);
});

test('it closes half an hour after the planned end, whatever code is sent, unless the sheet is written', () => {
  assert.equal(code({}, new Date('2026-03-20T16:59:59+08:00')), null);
  const late = new Date('2026-03-20T17:00:00+08:00');
  assert.equal(code({}, late), 'sign-in-closed');
  assert.equal(code({ codeHolds: false }, late), 'sign-in-closed');
  assert.deepEqual(signIn(state, late)?.params, { closedAt: '2026-03-20T09:00:00.000Z' });
  assert.equal(code({ isWritten: true }, late), 'sign-in-over');
});

test('only who is expected signs in, with a code that holds, until the sheet is written', () => {
  assert.equal(code({}), null);
  assert.equal(code({ isExpected: false }), 'not-expected-there');
  assert.equal(code({ isCalledOff: true }), 'plan-called-off-already');
  assert.equal(code({ codeHolds: false }), 'sign-in-code-wrong');
  assert.equal(code({ isWritten: true }), 'sign-in-over');
});

test('whose unit is judged, or in no stage, is told so whatever code is sent, once it is open', () => {
  assert.equal(code({ leftOut: 'judged' }), 'sign-in-while-judged');
  assert.equal(code({ leftOut: 'no-stage', codeHolds: false }), 'sign-in-without-stage');
  assert.equal(code({ leftOut: 'judged' }, new Date('2026-03-20T13:59:59+08:00')), 'sign-in-not-yet');
  assert.equal(code({ leftOut: 'judged', isWritten: true }), 'sign-in-over');
  assert.equal(code({ leftOut: 'no-stage', isExpected: false }), 'not-expected-there');
});

test('nobody is signed in at two at once: whoever is at one is told at which, once the code of the other holds', () => {
  assert.deepEqual(signIn({ ...state, elsewhere: 'class' }, at)?.params, { topic: 'class' });
  assert.equal(code({ elsewhere: 'class' }), 'signed-in-elsewhere');
  assert.equal(code({ elsewhere: 'class', codeHolds: false }), 'sign-in-code-wrong');
});
