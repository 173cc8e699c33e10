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

// Crockford's thirty-two: no I, L, O or U to be read for something else.
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The secret of a slip as somebody types it: 26 characters, and two check digits (ISO 7064, MOD 97-10). */
export function slipCode(secret: Uint8Array): string {
  let rest = BigInt(`0x${bytesToHex(secret)}`);
  const check = 98n - ((rest * 100n) % 97n);
  let code = '';
  for (let at = 0; at < 26; at += 1) {
    code = (digits[Number(rest & 31n)] ?? '') + code;
    rest >>= 5n;
  }
  return code + check.toString().padStart(2, '0');
}

/** Null where it is no such code, or one that was mistyped; small letters, O for 0, I and L for 1, spaces and dashes are taken. */
export function secretOfSlip(typed: string): Uint8Array | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{26}\d{2}$/.test(code)) return null;
  let secret = 0n;
  for (const digit of code.slice(0, 26)) secret = (secret << 5n) | BigInt(digits.indexOf(digit));
  const isIt = secret < 1n << 128n && (secret * 100n + BigInt(code.slice(26))) % 97n === 1n;
  return isIt ? hexToBytes(secret.toString(16).padStart(32, '0')) : null;
}
