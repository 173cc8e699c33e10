import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { invert } from '@noble/curves/abstract/modular.js';
import { numberToBytesBE } from '@noble/curves/utils.js';
import { bytesToHex, hexToBytes, randomBytes } from '@noble/hashes/utils.js';
import rfc9474 from '../vectors/rfc9474.json' with { type: 'json' };
import { blind, finalise, isSigned, prepare, type RsaPublicKey } from './blind-rsa.ts';

describe('the published vectors of RFC 9474', () => {
  const key = { n: BigInt(`0x${rfc9474.key.n}`), e: BigInt(`0x${rfc9474.key.e}`) };
  const message = hexToBytes(rfc9474.msg);
  for (const vector of rfc9474.vectors)
    test(`${vector.name}: blinded, unblinded, and signed`, () => {
      const prepared = vector.prefix === '' ? message : prepare(message, hexToBytes(vector.prefix));
      const salt = hexToBytes(vector.salt);
      const inverse = BigInt(`0x${vector.inverse}`);
      const r = invert(inverse, key.n);
      const blinded = blind(key, prepared, { salt, factor: (length) => numberToBytesBE(r, length) });
      assert.equal(bytesToHex(blinded.message), vector.blinded);
      assert.equal(blinded.inverse, inverse);
      const signature = hexToBytes(vector.signature);
      assert.ok(isSigned(key, prepared, signature, salt.length));
      assert.equal(isSigned(key, message, signature, salt.length), vector.prefix === '');
      const ours = finalise(key, prepared, { blindSignature: hexToBytes(vector.blindSignature), inverse });
      // What is no variant of ours is none of its signatures, though its own salt shows it to be one.
      assert.equal(ours === null ? null : bytesToHex(ours), salt.length === 0 ? null : vector.signature);
    });
});

describe('beside the known library', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const numberIn = (text: string) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`);
  const key: RsaPublicKey = { n: numberIn(n), e: numberIn(e) };
  const message = new Uint8Array(32).fill(7);
  const theirs = RSABSSA.SHA384.PSS.Randomized({ supportsRSARAW: false });
  const imported = async () => {
    const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
    const jwk = (made: typeof privateKey) => ({ ...made.export({ format: 'jwk' }), alg: 'PS384', ext: true });
    const usages = (usage: 'sign' | 'verify') => [usage];
    return {
      secret: await crypto.subtle.importKey('jwk', jwk(privateKey), algorithm, true, usages('sign')),
      open: await crypto.subtle.importKey('jwk', jwk(publicKey), algorithm, true, usages('verify')),
    };
  };

  test('it signs what we blind, and takes what we unblinded', async () => {
    const { secret, open } = await imported();
    const prepared = prepare(message, randomBytes(32));
    const blinded = blind(key, prepared, { salt: randomBytes(48), factor: (length) => randomBytes(length) });
    const blindSignature = await theirs.blindSign(secret, blinded.message);
    const signature = finalise(key, prepared, { blindSignature, inverse: blinded.inverse });
    assert.equal(await theirs.verify(open, signature ?? assert.fail('not signed'), prepared), true);
  });

  test('we take what it blinded, signed and unblinded', async () => {
    const { secret, open } = await imported();
    const prepared = theirs.prepare(message);
    const { blindedMsg, inv } = await theirs.blind(open, prepared);
    const blindSignature = await theirs.blindSign(secret, blindedMsg);
    assert.ok(isSigned(key, prepared, await theirs.finalize(open, prepared, blindSignature, inv)));
  });

  test('a factor of chance that is no number to blind with is drawn again', () => {
    const drawn = [0n, 1n, key.n, 5n].map((number) => numberToBytesBE(number, 256));
    const factor = () => drawn.shift() ?? assert.fail('drawn too often');
    const { inverse } = blind(key, prepare(message, randomBytes(32)), { salt: randomBytes(48), factor });
    assert.equal((inverse * 5n) % key.n, 1n);
  });

  test('a prefix of another length is refused', () => {
    for (const length of [0, 31, 33]) assert.throws(() => prepare(message, randomBytes(length)), RangeError);
  });
});
