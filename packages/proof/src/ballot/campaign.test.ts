import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytesToHex } from '@noble/hashes/utils.js';
import { treeRoot } from '../merkle-tree.ts';
import { campaignOf, pollLeaf } from './campaign.ts';
import type { Close } from './close.ts';

const closeOf = (first: string, of: Partial<Close> = {}): Close => ({
  format: 'muster-close-1',
  manifest: first.repeat(64),
  issued: 12,
  cast: 11,
  root: 'ab'.repeat(32),
  opened: null,
  signatures: { issued: '', head: '' },
  ...of,
});

const polls = ['c', 'a', 'b'].map((first) => ({ folder: `poll-${first}`, close: closeOf(first) }));

describe('the root of a campaign', () => {
  test('is over its polls in the order of their manifests, however they come', () => {
    const { polls: folders, root } = campaignOf('campaign', polls);
    assert.deepEqual(folders, ['poll-a', 'poll-b', 'poll-c']);
    assert.equal(root, bytesToHex(treeRoot(['a', 'b', 'c'].map((first) => pollLeaf(closeOf(first))))));
    assert.equal(campaignOf('campaign', polls.toReversed()).root, root);
  });

  test('is that of the empty tree where nothing was voted on', () => {
    assert.equal(campaignOf('campaign', []).root, bytesToHex(treeRoot([])));
  });

  test('is another one when a poll is left out, or a figure that was signed is another', () => {
    const rootWith = (of: Partial<Close>) =>
      campaignOf('campaign', [...polls.slice(0, 2), { folder: 'poll-b', close: closeOf('b', of) }]).root;
    const roots = [
      rootWith({}),
      rootWith({ cast: 10 }),
      rootWith({ issued: 13 }),
      rootWith({ root: 'cd'.repeat(32) }),
      campaignOf('campaign', polls.slice(0, 2)).root,
    ];
    assert.equal(new Set(roots).size, roots.length);
  });

  test('is none where one poll is there twice', () => {
    assert.throws(() => campaignOf('campaign', [...polls, { folder: 'again', close: closeOf('a') }]), RangeError);
  });
});
