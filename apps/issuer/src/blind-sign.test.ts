import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { describe, test } from 'node:test';
import { blind, finalise, isSigned, prepare, sizeOf, type RsaPublicKey } from '@muster/proof';
import rfc9474 from '@muster/proof/vectors/rfc9474.json' with { type: 'json' };
import { blindSign } from './blind-sign.ts';

describe('the published vectors of RFC 9474', () => {
  const key = publishedKey(rfc9474.key);
  for (const { name, blinded, blindSignature } of rfc9474.vectors)
    test(`${name}: signed by Node's own RSA`, () => {
      const signed = blindSign(key, Buffer.from(blinded, 'hex')) ?? assert.fail('refused');
      assert.equal(Buffer.from(signed).toString('hex'), blindSignature);
    });
});

describe('with a key for each poll', () => {
  const [poll, other] = [makeKey(), makeKey()];
  const message = new Uint8Array(32).fill(7);
  const drawn = () => {
    const prepared = prepare(message, randomBytes(32));
    const chance = { salt: randomBytes(48), factor: (length: number) => randomBytes(length) };
    return { prepared, ...blind(poll.publicKey, prepared, chance), chance };
  };

  test('what is blinded, signed and unblinded is signed by that key, and by no other', () => {
    const { prepared, message: blinded, inverse } = drawn();
    const blindSignature = blindSign(poll.privateKey, blinded) ?? assert.fail('refused');
    const signature = finalise(poll.publicKey, prepared, { blindSignature, inverse }) ?? assert.fail('not signed');
    assert.ok(isSigned(poll.publicKey, prepared, signature));
    assert.equal(isSigned(other.publicKey, prepared, signature), false);
    // For another key it may be too large, and is signed for nothing where it is not.
    const elsewhere = blindSign(other.privateKey, blinded);
    if (elsewhere !== null)
      assert.equal(finalise(poll.publicKey, prepared, { blindSignature: elsewhere, inverse }), null);
  });

  test('one blinded message has one signature, however often it is asked for', () => {
    const { message: blinded } = drawn();
    const signed = blindSign(poll.privateKey, blinded);
    assert.equal(signed?.length, 256);
    assert.deepEqual(blindSign(poll.privateKey, blinded), signed);
  });

  test('a signature with a bit changed, of another message, cut, or larger than the modulus is none', () => {
    const { prepared, message: blinded, inverse } = drawn();
    const blindSignature = blindSign(poll.privateKey, blinded) ?? assert.fail('refused');
    const signature = finalise(poll.publicKey, prepared, { blindSignature, inverse }) ?? assert.fail('not signed');
    const changed = signature.map((byte, at) => (at === 100 ? byte ^ 1 : byte));
    assert.equal(isSigned(poll.publicKey, prepared, changed), false);
    assert.equal(isSigned(poll.publicKey, message, signature), false);
    assert.equal(isSigned(poll.publicKey, prepared, signature.subarray(1)), false);
    assert.equal(isSigned(poll.publicKey, prepared, bytesOf(poll.publicKey.n, 256)), false);
    assert.equal(finalise(poll.publicKey, prepared, { blindSignature: blindSignature.subarray(1), inverse }), null);
  });

  test('the variant without a salt is another one', () => {
    const { prepared, chance } = drawn();
    const blinded = blind(poll.publicKey, prepared, { ...chance, salt: new Uint8Array(0) });
    const blindSignature = blindSign(poll.privateKey, blinded.message) ?? assert.fail('refused');
    assert.equal(finalise(poll.publicKey, prepared, { blindSignature, inverse: blinded.inverse }), null);
  });

  test('what is no blinded message is not signed: 0, 1, one less than the modulus, the modulus and more, a byte too few or too many', () => {
    const { n } = poll.publicKey;
    const size = sizeOf(poll.publicKey);
    for (const number of [0n, 1n, n - 1n, n, n + 1n, (1n << 2048n) - 1n])
      assert.equal(blindSign(poll.privateKey, bytesOf(number, size)), null, `${number}`);
    for (const number of [2n, n - 2n]) assert.equal(blindSign(poll.privateKey, bytesOf(number, size))?.length, size);
    const { message: blinded } = drawn();
    assert.equal(blindSign(poll.privateKey, blinded.subarray(1)), null);
    assert.equal(blindSign(poll.privateKey, Uint8Array.of(0, ...blinded)), null);
    assert.equal(blindSign(poll.privateKey, new Uint8Array(0)), null);
  });

  test('a key of kind rsa-pss, and a public one, are refused', () => {
    const { message: blinded } = drawn();
    const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey;
    assert.throws(() => blindSign(pss, blinded), TypeError);
    assert.throws(() => blindSign(poll.openKey, blinded), TypeError);
  });
});

interface TestKey {
  readonly privateKey: KeyObject;
  readonly openKey: KeyObject;
  readonly publicKey: RsaPublicKey;
}

function makeKey(): TestKey {
  const { privateKey, publicKey: openKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = openKey.export({ format: 'jwk' });
  const number = (text: string) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`);
  return { privateKey, openKey, publicKey: { n: number(n), e: number(e) } };
}

function bytesOf(number: bigint, length: number): Buffer {
  return Buffer.from(number.toString(16).padStart(2 * length, '0'), 'hex');
}

function publishedKey(hex: typeof rfc9474.key): KeyObject {
  const { n, e, d, p, q } = hex;
  const text = (digits: string) => Buffer.from(digits, 'hex').toString('base64url');
  const [secret, one, two] = [BigInt(`0x${d}`), BigInt(`0x${p}`), BigInt(`0x${q}`)];
  const half = (number: bigint) => bytesOf(number, p.length / 2).toString('base64url');
  // Fermat: the inverse of the second prime modulo the first.
  const parts = { dp: half(secret % (one - 1n)), dq: half(secret % (two - 1n)), qi: half(power(two, one - 2n, one)) };
  const key = { kty: 'RSA', n: text(n), e: text(e), d: text(d), p: text(p), q: text(q), ...parts };
  return createPrivateKey({ format: 'jwk', key });
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % modulus)
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
  return result;
}
