import { constants, privateDecrypt, publicEncrypt, type KeyObject } from 'node:crypto';

/**
 * The issuer's half of RFC 9474: signs a blinded message with the bare RSA of Node's crypto. Null for what is no such message: of another
 * length than the modulus (Node takes 255 bytes in silence), 0, 1, one less than the modulus, or as large as the modulus.
 * Throws where the key is none of kind `rsa`, or what was computed is wrong: that must not leave the process, for it tells of the key.
 */
export function blindSign(key: KeyObject, blinded: Uint8Array): Uint8Array | null {
  const modulus = modulusOf(key);
  if (blinded.length !== modulus.length) return null;
  const least = Buffer.alloc(modulus.length);
  least[least.length - 1] = 1;
  const most = Buffer.from(modulus);
  // The modulus is odd.
  most[most.length - 1] = (most.at(-1) ?? 1) - 1;
  if (Buffer.compare(blinded, least) <= 0 || Buffer.compare(blinded, most) >= 0) return null;
  const padding = constants.RSA_NO_PADDING;
  const signed = privateDecrypt({ key, padding }, blinded);
  if (!publicEncrypt({ key, padding }, signed).equals(blinded)) throw new Error('The signature is wrong');
  return signed;
}

const moduli = new WeakMap<KeyObject, Buffer>();

function modulusOf(key: KeyObject): Buffer {
  const known = moduli.get(key);
  if (known !== undefined) return known;
  // A key of kind `rsa-pss` refuses to be used without its padding.
  if (key.type !== 'private' || key.asymmetricKeyType !== 'rsa') throw new TypeError('not a private key of kind rsa');
  const { n } = key.export({ format: 'jwk' });
  const modulus = Buffer.from(n ?? '', 'base64url');
  moduli.set(key, modulus);
  return modulus;
}
