import { Field } from '@noble/curves/abstract/modular.js';
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js';

/** A point of the line whose height at zero is the secret. */
export interface SecretShare {
  /** 1, 2 or 3. */
  readonly at: number;
  /** 32 bytes. */
  readonly height: Uint8Array;
}

/** The largest prime below 2^256. */
const line = Field(2n ** 256n - 189n);

/**
 * A secret (32 bytes) for three holders, any two of whom have it and each of whom alone has nothing (Shamir, 1979). `slope` is 32 bytes of
 * chance. Throws on the 189 secrets that are no number below the prime.
 */
export function splitSecret(secret: Uint8Array, slope: Uint8Array): readonly SecretShare[] {
  const start = numberOf(secret);
  const rise = line.create(bytesToNumberBE(slope));
  return [1, 2, 3].map((at) => ({ at, height: bytesOf(line.add(start, line.mul(rise, BigInt(at)))) }));
}

/** The secret that two shares of one splitting hold; of two others some other secret, so hold it against what is known of it. */
export function joinShares(one: SecretShare, other: SecretShare): Uint8Array {
  const [a, b] = [BigInt(one.at), BigInt(other.at)];
  if (a === b) throw new RangeError('one share twice');
  const rise = line.div(line.sub(numberOf(other.height), numberOf(one.height)), line.create(b - a));
  return bytesOf(line.sub(numberOf(one.height), line.mul(rise, a)));
}

function numberOf(bytes: Uint8Array): bigint {
  const number = bytesToNumberBE(bytes);
  if (bytes.length !== 32 || !line.isValid(number)) throw new RangeError('not a number of 32 bytes below the prime');
  return number;
}

function bytesOf(number: bigint): Uint8Array {
  return numberToBytesBE(number, 32);
}
