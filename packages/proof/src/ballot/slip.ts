import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { leafHash, treeRoot } from '../merkle-tree.ts';

const tag = utf8ToBytes('muster:slip:1\0');

/** The secret of a slip, 16 bytes: all of a poll's follow from one seed (32 bytes), so that a sheet can be printed a second time. */
export function slipSecret(seed: Uint8Array, poll: string, at: number): Uint8Array {
  return hkdf(sha256, seed, hexToBytes(poll), utf8ToBytes(`muster:slip:1 ${at}`), 16);
}

/** What is published of a slip: who has the secret can show it, and nobody finds the secret by it. `poll` as in the manifest. */
export function slipCommitment(poll: string, secret: Uint8Array): Uint8Array {
  return sha256(concatBytes(tag, hexToBytes(poll), secret));
}

/** The root of the manifest: of commitments in the order of their bytes, so that it tells nothing of sheets. */
export function slipsRoot(commitments: readonly Uint8Array[]): string {
  const ordered = commitments.map(bytesToHex).toSorted();
  return bytesToHex(treeRoot(ordered.map((one) => leafHash(hexToBytes(one)))));
}
