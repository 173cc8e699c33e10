import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdFor } from './index.ts';

const fit = { isVoided: false, isOfEveryLevel: true, isBeneath: true, isSaid: false };

test('given a mobilisation hosted beneath the place, then it is that of the place', () => {
  assert.equal(holdFor(fit), null);
});

test('given one that was voided, of another kind, hosted elsewhere or said already, then it is not, each with its reason', () => {
  const refused = (more: Partial<typeof fit>) => holdFor({ ...fit, ...more })?.refused;
  assert.equal(refused({ isVoided: true }), 'activity-voided-already');
  assert.equal(refused({ isOfEveryLevel: false }), 'meeting-not-of-every-level');
  assert.equal(refused({ isBeneath: false }), 'meeting-not-beneath');
  assert.equal(refused({ isSaid: true }), 'held-for-already');
});
