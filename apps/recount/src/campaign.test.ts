import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  campaignFaultsOf,
  campaignOf,
  canonicalJson,
  pollOf,
  readBoard,
  readCampaign,
  rootOfPolls,
} from '@muster/proof';
import type { Board, Campaign } from '@muster/proof';
import { closed, testPoll, vote } from '@muster/proof/testing';
import { recountAt } from './recount.ts';

const boards = [0, 1, 2].map((at) => {
  const given = testPoll(12, { fewestCast: 1 }, at);
  return { folder: `poll-${at}`, board: closed(given, [vote(given, [1]), vote(given, [3])]) };
});
const whole = campaignOf(
  'campaign',
  boards.map(({ folder, board }) => ({ folder, close: board.close })),
);
const encoded = (value: Parameters<typeof canonicalJson>[0]) => Buffer.from(canonicalJson(value));

/** As the recount finds it on a disk. */
function recounted(list: Campaign, change: (folder: string, board: Board) => Board) {
  return recountAt((path) => {
    if (path === 'campaign.json') return Promise.resolve(encoded(list));
    const [folder = '', name] = path.split('/');
    const found = boards.find((each) => each.folder === folder);
    if (found === undefined) return Promise.resolve(null);
    const { manifest, ballots, close } = change(folder, found.board);
    return Promise.resolve(
      name === 'ballots.bin' ? Buffer.concat(ballots) : encoded(name === 'close.json' ? close : manifest),
    );
  });
}

test('a campaign, whole and tampered with: what ran the polls and what recounts them agree on its root and its faults', async () => {
  const same = (_: string, board: Board) => board;
  const [first = '', second = ''] = whole.polls;
  for (const [list, change, expected] of [
    [whole, same, []],
    [{ ...whole, polls: whole.polls.slice(1) }, same, ['campaign-root-differs']],
    [{ ...whole, polls: whole.polls.toReversed() }, same, ['poll-order', 'poll-order', 'campaign-root-differs']],
    [{ ...whole, polls: [first, ...whole.polls] }, same, ['poll-order', 'campaign-root-differs']],
    [{ ...whole, campaign: 'another' }, same, ['another-campaign', 'another-campaign', 'another-campaign']],
    [{ ...whole, root: '00'.repeat(32) }, same, ['campaign-root-differs']],
    [
      whole,
      (folder: string, board: Board) =>
        folder === second ? { ...board, close: { ...board.close, issued: 7 } } : board,
      ['campaign-root-differs'],
    ],
  ] as const) {
    const { polls, campaign } = await recounted(list, change);
    const theirs = polls.map(({ folder }) => {
      const board = change(folder, boards.find((each) => each.folder === folder)?.board ?? assert.fail());
      return { folder, board, id: Buffer.from(pollOf(board.manifest).id).toString('hex') };
    });
    assert.deepEqual(campaign?.faults, campaignFaultsOf(list, theirs));
    assert.equal(campaign?.root, rootOfPolls(theirs));
    assert.deepEqual(
      campaign?.faults.map(({ code }) => code),
      expected,
    );
    assert.deepEqual(readCampaign(encoded(list)), list);
  }
});

test('a campaign that names what lies elsewhere, and text that is no text, are unreadable to both', async () => {
  const { campaign, polls } = await recounted({ ...whole, polls: ['../poll-0'] }, (_, board) => board);
  assert.deepEqual([campaign?.faults[0]?.code, polls], ['campaign-unreadable', []]);
  assert.equal(readCampaign(encoded({ ...whole, polls: ['../poll-0'] })), null);
  const text = encoded({ ...(boards[0]?.board.manifest ?? assert.fail()), campaign: 'X' });
  const manifest = text.map((byte) => (byte === 0x58 ? 0xff : byte));
  const files = { manifest, ballots: Buffer.alloc(0), close: Buffer.from('{}') };
  const { polls: one } = await recountAt((path) =>
    Promise.resolve(
      { 'manifest.json': manifest, 'ballots.bin': files.ballots, 'close.json': files.close }[path] ?? null,
    ),
  );
  assert.equal(one[0]?.recount.faults[0]?.code, 'manifest-unreadable');
  assert.equal(readBoard(files), 'manifest-unreadable');
});
