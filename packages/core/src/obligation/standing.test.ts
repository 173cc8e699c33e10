import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { standingOf, standings, wasLate, type Owed } from './standing.ts';

const owed: Owed = { dueOn: '2026-03-10', discharged: null, isExempt: false, isCancelled: false, isWaiting: false };

test('given nothing was done, then it is open on its day and overdue from the day after', () => {
  assert.equal(standingOf(owed, '2026-03-10'), 'open');
  assert.equal(standingOf(owed, '2026-03-11'), 'overdue');
});

test('given it was handed in, then it is not overdue while somebody else has yet to look at it', () => {
  assert.equal(standingOf({ ...owed, isWaiting: true }, '2026-03-11'), 'waiting');
});

test('given it was done late and time is given afterwards, then it stays late', () => {
  const late = { ...owed, dueOn: '2026-03-20', discharged: { on: '2026-03-12', dueOn: '2026-03-10' } };
  assert.equal(standingOf(late, '2026-03-12'), 'discharged');
  assert.ok(wasLate(late));
  assert.ok(!wasLate({ discharged: { on: '2026-03-10', dueOn: '2026-03-10' } }));
  assert.ok(!wasLate(owed));
});

test('given anything at all, then it stands in exactly one way, and only what is open can become overdue as days pass', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-03-${String(number).padStart(2, '0')}`);
  const anything = fc.record({
    dueOn: day,
    discharged: fc.option(fc.record({ on: day, dueOn: day })),
    isExempt: fc.boolean(),
    isCancelled: fc.boolean(),
    isWaiting: fc.boolean(),
  });
  fc.assert(
    fc.property(anything, day, day, (each, one, other) => {
      const [before, after] = one < other ? [one, other] : [other, one];
      const [was, is] = [standingOf(each, before), standingOf(each, after)];
      assert.ok(standings.includes(is));
      assert.ok(was === is || (was === 'open' && is === 'overdue'));
    }),
  );
});
