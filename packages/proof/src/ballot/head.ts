import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { isPlainPoint, isSignedPlainly } from './plain-point.ts';

const headTag = utf8ToBytes('muster:head:1\0');
const receiptTag = utf8ToBytes('muster:receipt:1\0');
const issuedTag = utf8ToBytes('muster:issued:1\0');

/** What the box signs at the end: how many ballots, and their root. */
export function headMessage(id: Uint8Array, cast: number, root: Uint8Array): Uint8Array {
  return concatBytes(headTag, id, count(cast), root);
}

/** What the issuer signs at the end: how many keys it has signed. */
export function issuedMessage(id: Uint8Array, issued: number): Uint8Array {
  return concatBytes(issuedTag, id, count(issued));
}

function count(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

/** Whether the key signed the message; false, too, where either is no such thing. */
export function isHeadSigned(key: string, message: Uint8Array, signature: string): boolean {
  try {
    return isPlainPoint(hexToBytes(key)) && isSignedPlainly(hexToBytes(key), message, hexToBytes(signature));
  } catch {
    return false;
  }
}

/** What the box signs for whoever cast a ballot: that it keeps the one with this leaf hash, and not when it came. */
export function receiptMessage(id: Uint8Array, leaf: Uint8Array): Uint8Array {
  return concatBytes(receiptTag, id, leaf);
}
