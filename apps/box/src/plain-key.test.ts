import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { isPlainPoint } from '@muster/proof';
import { ed25519 } from '@noble/curves/ed25519.js';
import { isPlainKey } from './plain-key.ts';

/** Of order eight: a multiple of it is any point of small order. */
const eighth = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
const small = [0, 1, 2, 3, 4, 5, 6, 7].map((times) => eighth.multiplyUnsafe(BigInt(times)));

test('a key is of the group of prime order for the box if and only if it is for the proofs', () => {
  const honest = Array.from({ length: 40 }, () => ed25519.getPublicKey(randomBytes(32)));
  assert.ok(honest.every(isPlainKey));
  const mixed = honest
    .slice(0, 12)
    .flatMap((key) => small.map((point) => ed25519.Point.fromBytes(key).add(point).toBytes()));
  assert.equal(mixed.filter(isPlainKey).length, 12);
  const other = [
    ...mixed,
    ...small.map((point) => point.toBytes()),
    // Half of all numbers stand for no point.
    ...Array.from({ length: 60 }, () => new Uint8Array(randomBytes(32))),
    // At both ends: nought, one, the prime less one, and numbers that are spelt as others, with either sign.
    ...Array.from({ length: 24 }, (_, at) => numbered(BigInt(at))),
    ...Array.from({ length: 40 }, (_, at) => numbered(2n ** 255n - 1n - BigInt(at))),
    new Uint8Array(31),
    new Uint8Array(33),
    new Uint8Array(0),
  ];
  for (const key of other.flatMap((one) => (one.length === 32 ? [one, signed(one)] : [one])))
    assert.equal(isPlainKey(key), isPlainPoint(key), Buffer.from(key).toString('hex'));
});

function numbered(number: bigint): Uint8Array {
  return new Uint8Array(Buffer.from(number.toString(16).padStart(64, '0'), 'hex').toReversed());
}

/** The same with the other sign. */
function signed(key: Uint8Array): Uint8Array {
  return key.with(31, (key[31] ?? 0) ^ 0x80);
}
