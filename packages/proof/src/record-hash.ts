import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson, type Json } from './canonical-json.ts';

const recordTag = utf8ToBytes('muster:record:1\0');
const entryTag = utf8ToBytes('muster:entry:1\0');

/** Hash of one record with its own salt: whoever erases the salt leaves a hash that proves nothing about the record. */
export function recordHash(salt: Uint8Array, value: Json): Uint8Array {
  if (salt.length < 16) throw new RangeError('a salt has at least 16 bytes');
  return sha256(concatBytes(recordTag, Uint8Array.of(salt.length), salt, utf8ToBytes(canonicalJson(value))));
}

/** The leaf of a ledger entry: what is said of it, and the hashes of its records in their order (32 bytes each). */
export function entryLeaf(about: Json, recordHashes: readonly Uint8Array[]): Uint8Array {
  if (recordHashes.some((hash) => hash.length !== 32)) throw new RangeError('a record hash has 32 bytes');
  return sha256(concatBytes(entryTag, sha256(utf8ToBytes(canonicalJson(about))), ...recordHashes));
}
