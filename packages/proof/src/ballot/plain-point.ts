import { ed25519 } from '@noble/curves/ed25519.js';

/**
 * Whether a key is of the group whose order is prime. With others the equations by which libraries check Ed25519 disagree, and a ballot
 * that one recount takes would be refused by the next.
 */
export function isPlainPoint(key: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(key);
    return !point.is0() && point.isTorsionFree();
  } catch {
    return false;
  }
}

/** Whether the key signed the message, so that everybody who checks it says so. */
export function isSignedPlainly(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return isPlainPoint(signature.subarray(0, 32)) && ed25519.verify(signature, message, key, { zip215: false });
}
