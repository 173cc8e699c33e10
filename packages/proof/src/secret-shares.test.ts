import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hexToBytes, randomBytes } from '@noble/hashes/utils.js';
import { joinShares, splitSecret } from './secret-shares.ts';

test('any two of three shares hold the secret, in any order', () => {
  for (const secret of [randomBytes(32), new Uint8Array(32), new Uint8Array(32).fill(0x80)]) {
    const shares = splitSecret(secret, randomBytes(32));
    assert.deepEqual(
      shares.map(({ at }) => at),
      [1, 2, 3],
    );
    for (const one of shares)
      for (const other of shares) if (one !== other) assert.deepEqual(joinShares(one, other), secret);
  }
});

test('one share fits every secret: for each there is a line through it', () => {
  const [first] = splitSecret(randomBytes(32), randomBytes(32));
  const other = randomBytes(32).fill(0, 0, 1);
  assert.ok(first !== undefined);
  const second = { at: 2, height: secondOf(other, first.height) };
  assert.deepEqual(joinShares(first, second), other);
});

test('one share twice, one of another length, and one that is no number below the prime are refused', () => {
  const [one, two] = splitSecret(randomBytes(32), randomBytes(32));
  assert.ok(one !== undefined && two !== undefined);
  assert.throws(() => joinShares(one, one), RangeError);
  assert.throws(() => joinShares(one, { at: 2, height: two.height.subarray(1) }), RangeError);
  assert.throws(() => joinShares(one, { at: 2, height: new Uint8Array(32).fill(0xff) }), RangeError);
  assert.throws(() => splitSecret(new Uint8Array(32).fill(0xff), randomBytes(32)), RangeError);
  assert.throws(() => splitSecret(new Uint8Array(31), randomBytes(32)), RangeError);
});

/** Where a line from the secret through the first share stands at two. */
function secondOf(secret: Uint8Array, first: Uint8Array): Uint8Array {
  const prime = 2n ** 256n - 189n;
  const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  const height = (((2n * number(first) - number(secret)) % prime) + prime) % prime;
  return hexToBytes(height.toString(16).padStart(64, '0'));
}
