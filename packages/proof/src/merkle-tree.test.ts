import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { inclusionPath, isIncluded, leafHash, treeRoot } from './merkle-tree.ts';

// The leaves, roots and paths that the reference implementation of Certificate Transparency (RFC 6962) is tested with.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (leaf) => leafHash(hexToBytes(leaf)),
);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the published trees', () => {
  test('have their roots', () => {
    for (const [size, root] of roots.entries()) assert.equal(bytesToHex(treeRoot(leaves.slice(0, size))), root);
  });

  test('have their paths', () => {
    const path = (index: number, size: number) => inclusionPath(leaves.slice(0, size), index).map(bytesToHex);
    assert.deepEqual(path(0, 1), []);
    assert.deepEqual(path(0, 8), [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    assert.deepEqual(path(2, 3), ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']);
    assert.deepEqual(path(5, 8), [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });
});

describe('every tree of up to forty leaves', () => {
  const many = Array.from({ length: 40 }, (_, at) => leafHash(utf8ToBytes(`leaf ${at}`)));

  test('proves each of its leaves, at its place and of its size alone', () => {
    for (let size = 1; size <= many.length; size += 1) {
      const tree = many.slice(0, size);
      const root = treeRoot(tree);
      for (const [index, leaf] of tree.entries()) {
        const path = inclusionPath(tree, index);
        const proof = { index, size, path };
        assert.ok(isIncluded(leaf, proof, root), `${index} of ${size}`);
        const other = tree[(index + 1) % size] ?? leaf;
        assert.equal(isIncluded(other, proof, root), size === 1);
        assert.equal(isIncluded(leaf, { ...proof, index: index + size }, root), false);
        assert.equal(isIncluded(leaf, { ...proof, path: [...path, root] }, root), false);
        assert.equal(isIncluded(leaf, { ...proof, path: path.slice(1) }, root), size === 1);
        assert.equal(isIncluded(leaf, proof, root.subarray(0, 31)), false);
        for (const at of path.keys()) {
          const bent = path.map((hash, place) => (place === at ? leafHash(hash) : hash));
          assert.equal(isIncluded(leaf, { ...proof, path: bent }, root), false);
        }
      }
    }
  });

  test('has another root for every leaf changed, removed, added or swapped', () => {
    const root = bytesToHex(treeRoot(many));
    const variants = [
      many.with(7, leafHash(utf8ToBytes('another'))),
      many.toSpliced(7, 1),
      [...many, leafHash(utf8ToBytes('one more'))],
      many.with(3, many[4] ?? assert.fail()).with(4, many[3] ?? assert.fail()),
    ];
    assert.equal(new Set([root, ...variants.map((leavesOf) => bytesToHex(treeRoot(leavesOf)))]).size, 5);
  });

  test('has no leaf beside its own', () => {
    for (const index of [-1, 40, 0.5]) assert.throws(() => inclusionPath(many, index), RangeError);
    assert.equal(isIncluded(many[0] ?? assert.fail(), { index: 0, size: 0, path: [] }, treeRoot([])), false);
  });
});
