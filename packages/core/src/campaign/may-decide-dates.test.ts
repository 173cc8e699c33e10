import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayDecideDates } from './may-decide-dates.ts';

const asked = { askedBy: 'clerk', isDecided: false, isShorter: true, judging: 2, unmet: 0 };
const approved = { by: 'office', isOfTheUnit: false, outcome: 'approved', note: null } as const;
const answer = (request: Partial<typeof asked>, decision: Partial<Parameters<typeof mayDecideDates>[1]> = {}) =>
  mayDecideDates({ ...asked, ...request }, { ...approved, ...decision });

test('given all that judges the stage is met, fewer days are approved by somebody else', () => {
  assert.equal(answer({}), null);
});

test('given one condition that is open, fewer days are not approved, be it soft', () => {
  assert.deepEqual(answer({ unmet: 1 })?.params, { open: 1 });
  assert.equal(answer({ unmet: 1 })?.refused, 'hours-and-quality-open');
});

test('given nothing that judges the stage, nothing shows that it may be shorter', () => {
  assert.equal(answer({ judging: 0 })?.refused, 'shorter-without-conditions');
  assert.equal(answer({ judging: 0, isShorter: false }), null);
});

test('given whoever asked, or anybody of the unit, somebody else decides, be it to refuse', () => {
  for (const outcome of ['approved', 'refused'] as const) {
    assert.equal(answer({}, { by: 'clerk', outcome, note: 'no' })?.refused, 'somebody-else-must');
    assert.equal(answer({}, { isOfTheUnit: true, outcome, note: 'no' })?.refused, 'decider-is-of-the-unit');
  }
});

test('given a refusal, it says why; given a decision, there is no other', () => {
  assert.equal(answer({}, { outcome: 'refused' })?.refused, 'reason-missing');
  assert.equal(answer({ judging: 0, unmet: 3 }, { outcome: 'refused', note: 'no' }), null);
  assert.equal(answer({ isDecided: true })?.refused, 'request-decided-already');
});
