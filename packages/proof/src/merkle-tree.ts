import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';

/** The tree of RFC 9162 (2.1): one root for a list of leaves in their order; hashes have 32 bytes. */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(0), leaf));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(1), left, right));
}

/** The root of a list of leaf hashes. */
export function treeRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return only;
  const left = leftOf(leaves.length);
  return nodeHash(treeRoot(leaves.slice(0, left)), treeRoot(leaves.slice(left)));
}

/** The hashes beside the way from one leaf to the root, from below (2.1.3.1). Throws where there is no such leaf. */
export function inclusionPath(leaves: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('no such leaf');
  if (leaves.length === 1) return [];
  const left = leftOf(leaves.length);
  return index < left
    ? [...inclusionPath(leaves.slice(0, left), index), treeRoot(leaves.slice(left))]
    : [...inclusionPath(leaves.slice(left), index - left), treeRoot(leaves.slice(0, left))];
}

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
}

/** Whether the leaf with this hash stands at that place beneath the root of a tree of that size (2.1.3.2). */
export function isIncluded(leaf: Uint8Array, { index, size, path }: Inclusion, root: Uint8Array): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  const sides = sidesOf(index, size);
  if (sides.length !== path.length) return false;
  const reached = path.reduce(
    (hash, other, at) => (sides[at] === 'right' ? nodeHash(hash, other) : nodeHash(other, hash)),
    leaf,
  );
  return reached.every((byte, at) => byte === root[at]) && root.length === reached.length;
}

/** On which side of the way the other subtree lies, from below. */
function sidesOf(index: number, size: number): readonly ('left' | 'right')[] {
  if (size === 1) return [];
  const left = leftOf(size);
  return index < left ? [...sidesOf(index, left), 'right'] : [...sidesOf(index - left, size - left), 'left'];
}

/** The largest power of two that is less than the size. */
function leftOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}
