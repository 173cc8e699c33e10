import { sha384 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';

const hashLength = 48;

/** What is signed of a message: EMSA-PSS of RFC 8017 (9.1.1) with SHA-384 and MGF1. `bits` is the modulus's length less one; throws where they are too few. */
export function encodePss(message: Uint8Array, bits: number, salt: Uint8Array): Uint8Array {
  const length = Math.ceil(bits / 8);
  if (length < hashLength + salt.length + 2) throw new RangeError('too few bits for the hash and the salt');
  const hash = hashOf(message, salt);
  const data = new Uint8Array(length - hashLength - 1);
  data[data.length - salt.length - 1] = 1;
  data.set(salt, data.length - salt.length);
  return concatBytes(masked(data, hash, bits), hash, Uint8Array.of(0xbc));
}

/** Whether the encoding is one of this message with a salt of that many bytes (9.1.2). */
export function isPssOf(encoded: Uint8Array, message: Uint8Array, bits: number, saltLength: number): boolean {
  const length = Math.ceil(bits / 8);
  if (encoded.length !== length || length < hashLength + saltLength + 2 || encoded.at(-1) !== 0xbc) return false;
  const hash = encoded.subarray(length - hashLength - 1, length - 1);
  const head = encoded.subarray(0, length - hashLength - 1);
  if (((head[0] ?? 0) & ~(0xff >> (8 * length - bits))) !== 0) return false;
  const data = masked(head, hash, bits);
  const one = data.length - saltLength - 1;
  if (data.subarray(0, one).some((byte) => byte !== 0) || data[one] !== 1) return false;
  return hashOf(message, data.subarray(one + 1)).every((byte, at) => byte === hash[at]);
}

function hashOf(message: Uint8Array, salt: Uint8Array): Uint8Array {
  return sha384(concatBytes(new Uint8Array(8), sha384(message), salt));
}

/** Its own inverse, but for the bits above `bits`, which are cleared. */
function masked(data: Uint8Array, hash: Uint8Array, bits: number): Uint8Array {
  const mask = mgf1(hash, data.length);
  const out = data.map((byte, at) => byte ^ (mask[at] ?? 0));
  out[0] = (out[0] ?? 0) & (0xff >> (8 * Math.ceil(bits / 8) - bits));
  return out;
}

function mgf1(seed: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / hashLength) }, (_, counter) =>
    sha384(concatBytes(seed, Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter))),
  );
  return concatBytes(...blocks).subarray(0, length);
}
