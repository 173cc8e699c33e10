import { constants, createPrivateKey, createPublicKey, diffieHellman, publicEncrypt } from 'node:crypto';
import { keyText } from './key-text.ts';

const prime = 2n ** 255n - 19n;
const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

/**
 * As `isPlainPoint` of the proofs says it, eight times as fast: OpenSSL multiplies the key's other form, that of X25519, where a point and
 * its negative look the same. The factor is a multiple of eight, so that what is of small order vanishes, and one less than a multiple of the
 * prime order: what is of that order comes back as it was, and nothing else does. A number that stands for no point is on the curve's twist
 * and does not come back either.
 */
export function isPlainKey(key: Uint8Array): boolean {
  if (key.length !== 32) return false;
  const turned = Buffer.from(key.toReversed());
  turned[0] = (turned[0] ?? 0) & 0x7f;
  const y = BigInt(`0x${turned.toString('hex')}`);
  if (y <= 1n || y >= prime) return false;
  const other = bytesOf(((1n + y) * inverse(prime + 1n - y)) % prime);
  try {
    return diffieHellman({ privateKey: factor, publicKey: keyText('x25519', other) }).equals(other);
  } catch {
    // OpenSSL answers no nought: the point was of small order.
    return false;
  }
}

const factor = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), bytesOf(5n * order - 1n)]),
  format: 'der',
  type: 'pkcs8',
});

const text = (number: bigint): string => Buffer.from(number.toString(16), 'hex').toString('base64url');
const field = createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: text(prime), e: text(prime - 2n) } });

/** x^(p − 2) modulo p, which is what RSA would be with p for its modulus. */
function inverse(x: bigint): bigint {
  const input = Buffer.from(x.toString(16).padStart(64, '0'), 'hex');
  return BigInt(`0x${publicEncrypt({ key: field, padding: constants.RSA_NO_PADDING }, input).toString('hex')}`);
}

/** The last first, as the curve has them. */
function bytesOf(number: bigint): Buffer {
  return Buffer.from(Buffer.from(number.toString(16).padStart(64, '0'), 'hex').toReversed());
}
