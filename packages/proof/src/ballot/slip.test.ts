import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slipCommitment, slipSecret, slipsRoot } from './slip.ts';

const seed = new Uint8Array(32).fill(7);
const [poll, other] = ['0a'.repeat(16), '0b'.repeat(16)];

test('the slips of a poll follow from its seed, each another, and none of another poll', () => {
  assert.deepEqual(slipSecret(seed, poll, 0), slipSecret(seed, poll, 0));
  const secrets = [slipSecret(seed, poll, 0), slipSecret(seed, poll, 1), slipSecret(seed, other, 0)];
  assert.equal(new Set(secrets.map(String)).size, 3);
  assert.ok(secrets.every(({ length }) => length === 16));
});

test('what is published of a slip is of its poll, and their root does not depend on the order of the sheet', () => {
  const secret = slipSecret(seed, poll, 0);
  assert.notDeepEqual(slipCommitment(poll, secret), slipCommitment(other, secret));
  const commitments = [0, 1, 2].map((at) => slipCommitment(poll, slipSecret(seed, poll, at)));
  assert.equal(slipsRoot(commitments), slipsRoot(commitments.toReversed()));
  assert.notEqual(slipsRoot(commitments), slipsRoot(commitments.slice(1)));
});
