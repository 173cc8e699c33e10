import { invert, mod, pow } from '@noble/curves/abstract/modular.js';
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { encodePss, isPssOf } from './pss.ts';

/**
 * RSABSSA-SHA384-PSS-Randomized of RFC 9474, the voter's half: a message is blinded, signed by an issuer that learns nothing of it,
 * and unblinded. Whoever holds the issuer's public key sees that it was signed, and not which of the blinded ones it was.
 */
export interface RsaPublicKey {
  readonly n: bigint;
  readonly e: bigint;
}

/** What blinding needs of chance, in bytes; the same bytes again give the same blinded message. */
export interface BlindingChance {
  readonly salt: Uint8Array;
  /** Asked again until it lies between one and the modulus and has an inverse. */
  readonly factor: (length: number) => Uint8Array;
}

export interface Blinded {
  readonly message: Uint8Array;
  readonly inverse: bigint;
}

export const prefixLength = 32;
export const saltLength = 48;

/** The message with a prefix of chance, so that nobody who chose the message chose what is signed. */
export function prepare(message: Uint8Array, prefix: Uint8Array): Uint8Array {
  if (prefix.length !== prefixLength) throw new RangeError(`a prefix has ${prefixLength} bytes`);
  return concatBytes(prefix, message);
}

/** What the issuer is sent, and what undoes it. Throws on a salt of another length than `saltLength` (or none, in the published vectors). */
export function blind(key: RsaPublicKey, prepared: Uint8Array, { salt, factor }: BlindingChance): Blinded {
  const encoded = bytesToNumberBE(encodePss(prepared, bitsOf(key.n) - 1, salt));
  // It would share a factor with the modulus and give the key away.
  if (gcd(encoded, key.n) !== 1n) throw new RangeError('the message has no inverse');
  const r = blindingFactor(key, factor);
  const message = mod(encoded * pow(r, key.e, key.n), key.n);
  return { message: numberToBytesBE(message, sizeOf(key)), inverse: invert(r, key.n) };
}

/** The signature on what was prepared; null where the issuer did not sign what it was sent. */
export function finalise(
  key: RsaPublicKey,
  prepared: Uint8Array,
  { blindSignature, inverse }: { readonly blindSignature: Uint8Array; readonly inverse: bigint },
): Uint8Array | null {
  if (blindSignature.length !== sizeOf(key)) return null;
  const signature = numberToBytesBE(mod(bytesToNumberBE(blindSignature) * inverse, key.n), sizeOf(key));
  return isSigned(key, prepared, signature) ? signature : null;
}

/** Whether the key signed what was prepared: RSASSA-PSS with SHA-384 and a salt of 48 bytes. */
export function isSigned(key: RsaPublicKey, prepared: Uint8Array, signature: Uint8Array, salt = saltLength): boolean {
  if (signature.length !== sizeOf(key)) return false;
  const number = bytesToNumberBE(signature);
  if (number >= key.n) return false;
  const bits = bitsOf(key.n) - 1;
  const encoded = pow(number, key.e, key.n);
  if (encoded >= 1n << BigInt(bits)) return false;
  return isPssOf(numberToBytesBE(encoded, Math.ceil(bits / 8)), prepared, bits, salt);
}

/** Bytes of the modulus, and so of a blinded message and of a signature. */
export function sizeOf({ n }: RsaPublicKey): number {
  return Math.ceil(bitsOf(n) / 8);
}

function blindingFactor(key: RsaPublicKey, factor: BlindingChance['factor']): bigint {
  for (;;) {
    const r = bytesToNumberBE(factor(sizeOf(key)));
    if (r > 1n && r < key.n && gcd(r, key.n) === 1n) return r;
  }
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function bitsOf(n: bigint): number {
  return n.toString(2).length;
}
