import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import {
  ballotMessage,
  blind,
  canonicalJson,
  faultsOf,
  finalise,
  inOrder,
  keyMessage,
  outcomeOf,
  prepare,
  readBoard,
  type Board,
  type Close,
  type Manifest,
} from '@muster/proof';
import { closed, testPoll, vote, type TestPoll } from '@muster/proof/testing';
import { recount, type Recount } from './recount.ts';

function filesOf({ manifest, ballots, close }: Board) {
  return {
    manifest: Buffer.from(canonicalJson(manifest)),
    ballots: Buffer.concat(ballots),
    close: Buffer.from(canonicalJson(close)),
  };
}

const recounted = (board: Board): Recount => recount(filesOf(board));

/** As many ballots as there are of each answer, from none chosen (0) on. */
function ballotsOf(given: TestPoll, counts: readonly number[]): Uint8Array[] {
  return counts.flatMap((count, answer) => Array.from({ length: count }, () => vote(given, [answer])));
}

describe('a board that holds', () => {
  test('comes to its tally, its band and the verdict of the gate', () => {
    const given = testPoll(30);
    const { faults, outcome } = recounted(closed(given, ballotsOf(given, [1, 12, 5, 1, 1]), 22));
    assert.deepEqual(faults, []);
    const { root, ...counted } = outcome ?? assert.fail('no outcome');
    assert.match(root, /^[0-9a-f]{64}$/);
    assert.deepEqual(counted, {
      eligible: 30,
      issued: 22,
      cast: 20,
      tally: { void: 0, questions: [[1, 12, 5, 1, 1]] },
      hasTurnout: true,
      isBlocked: false,
      band: 2,
    });
  });

  test('is blocked at exactly one in ten, and not below', () => {
    const given = testPoll(30);
    const verdict = (counts: readonly number[]) =>
      recounted(closed(given, ballotsOf(given, counts))).outcome?.isBlocked;
    assert.equal(verdict([0, 9, 0, 1, 0]), true);
    assert.equal(verdict([0, 10, 0, 1, 0]), false);
    // Who chose nothing is not among those who count; who does not know is.
    assert.equal(verdict([5, 9, 0, 1, 0]), true);
    assert.equal(verdict([0, 9, 0, 1, 1]), false);
    assert.equal(verdict([6, 0, 0, 0, 0]), null);
  });

  test('of fewer ballots than are opened says how many, and no more', () => {
    const given = testPoll(10);
    const { faults, outcome } = recounted(closed(given, ballotsOf(given, [0, 4])));
    assert.deepEqual(faults, []);
    assert.deepEqual(
      [outcome?.cast, outcome?.tally, outcome?.isBlocked, outcome?.band, outcome?.hasTurnout],
      [4, null, null, null, false],
    );
  });
});

describe('a board that was tampered with', () => {
  const given = testPoll(30);
  const cast = ballotsOf(given, [0, 8, 3, 1]);
  const board = closed(given, cast);
  const codes = (of: Board) => recounted(of).faults.map(({ code, at }) => (at === null ? code : `${code} ${at}`));
  const withBallots = (ballots: readonly Uint8Array[]): Board => ({ ...board, ballots });
  const withClose = (close: Partial<Close>): Board => ({ ...board, close: { ...board.close, ...close } });

  test('a ballot changed, removed, added, taken twice, or two swapped: which, and why', () => {
    const { ballots } = board;
    const changed = ballots.map((ballot, at) =>
      at === 4 ? ballot.map((byte, place) => (place === 350 ? byte ^ 1 : byte)) : ballot,
    );
    assert.ok(codes(withBallots(changed)).includes('ballot-signature 4'));
    assert.ok(codes(withBallots(changed)).includes('root-differs'));
    assert.deepEqual(codes(withBallots(ballots.toSpliced(4, 1))).slice(0, 2), ['cast-differs', 'root-differs']);
    assert.deepEqual(codes(withBallots(inOrder([...ballots, vote(given, [1])]))).slice(0, 2), [
      'cast-differs',
      'root-differs',
    ]);
    const twice = ballots.toSpliced(4, 1, ballots[3] ?? assert.fail());
    assert.deepEqual(codes(withBallots(twice)).slice(0, 2), ['ballot-order 4', 'ballot-key-twice 4']);
    const swapped = ballots.with(3, ballots[4] ?? assert.fail()).with(4, ballots[3] ?? assert.fail());
    assert.deepEqual(codes(withBallots(swapped)).slice(0, 2), ['ballot-order 4', 'root-differs']);
    assert.ok(codes(withBallots([...ballots, new Uint8Array(7)])).includes('ballot-length 12'));
  });

  test('a ballot of another poll, and one that the issuer never signed, even under a new head', () => {
    const other = testPoll(30);
    for (const stranger of [vote(other, [1]), vote({ ...given, poll: other.poll }, [1])]) {
      const forged = closed(given, [...cast, stranger]);
      const at = forged.ballots.indexOf(stranger);
      assert.deepEqual(codes(forged), [`ballot-token ${at}`]);
    }
  });

  test('figures that were typed', () => {
    assert.deepEqual(codes(withClose({ cast: 13 })), ['cast-differs', 'head-signature', 'more-cast-than-issued']);
    assert.deepEqual(codes(withClose({ issued: 13 })), ['issued-signature']);
    assert.deepEqual(codes(withClose({ issued: 11 })), ['issued-signature', 'more-cast-than-issued']);
    assert.deepEqual(codes(closed(given, cast, 31)), ['more-issued-than-eligible']);
    assert.deepEqual(codes(closed(given, cast, 11)), ['more-cast-than-issued']);
    assert.deepEqual(codes(withClose({ root: '00'.repeat(32) })), ['root-differs', 'head-signature']);
    const opened = board.close.opened ?? assert.fail();
    const tally = { void: 0, questions: [[0, 9, 3, 0, 0]] };
    assert.deepEqual(codes(withClose({ opened: { ...opened, tally } })), ['tally-differs']);
    assert.deepEqual(codes(withClose({ opened: { ...opened, closingSecret: '11'.repeat(32) } })), ['closing-secret']);
    assert.deepEqual(codes(withClose({ opened: null })), ['not-opened']);
  });

  test('another rule, electorate or question than was published: nothing of it is signed', () => {
    const { manifest } = board;
    const other = (change: Partial<Manifest>) => codes({ ...board, manifest: { ...manifest, ...change } });
    const rule = { question: 0, blocking: [3], counting: [1, 2, 3, 4], from: { num: 1, den: 5 } };
    for (const change of [
      { rule },
      { electorate: { ...manifest.electorate, count: 40 } },
      { turnout: { num: 0, den: 1 } },
    ])
      assert.equal(other(change).filter((code) => code.startsWith('ballot-token')).length, 12);
  });

  test('opened though too few were cast', () => {
    const few = closed(given, cast.slice(0, 4));
    assert.deepEqual(codes({ ...few, close: { ...few.close, opened: board.close.opened } }), [
      'opened-though-too-few',
      'tally-differs',
    ]);
  });

  test('files that are none', () => {
    const files = { manifest: Buffer.from('{'), ballots: Buffer.alloc(0), close: Buffer.from('[') };
    assert.deepEqual(recount(files).faults, [{ code: 'manifest-unreadable', at: null }]);
    const { manifest } = board;
    assert.deepEqual(recount({ ...files, manifest: Buffer.from(canonicalJson(manifest)) }).faults, [
      { code: 'close-unreadable', at: null },
    ]);
    assert.deepEqual(recount({ ...files, ballots: null }).faults, [{ code: 'ballots-missing', at: null }]);
  });

  test('manifests and closes with which nothing could be counted are none, and stop no program', () => {
    const { manifest, close } = board;
    const { keys, questions } = manifest;
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const text of [
      '[]',
      'null',
      canonicalJson({ ...manifest, questions: [] }),
      canonicalJson({ ...manifest, questions: Array.from({ length: 17 }, () => ({ code: 'q', answers: 1 })) }),
      canonicalJson({ ...manifest, questions: [{ code: 'q', answers: 4_000_000_000 }] }),
      canonicalJson({ ...manifest, rule: { question: 1, blocking: [], counting: [], from: { num: 1, den: 10 } } }),
      canonicalJson({ ...manifest, fewestCast: -1 }),
      canonicalJson({ ...manifest, keys: { ...keys, box: 'box' } }),
      canonicalJson({ ...manifest, keys: { ...keys, issuer: { n: '00', e: '010001' } } }),
      canonicalJson({ ...manifest, questions, more: 0 }).replace('"more":0', `"more":${deep}`),
    ]) {
      const files = { manifest: Buffer.from(text), ballots: Buffer.alloc(0), close: Buffer.from(canonicalJson(close)) };
      assert.deepEqual(
        recount(files).faults.map(({ code }) => code),
        ['manifest-unreadable'],
        text.slice(0, 80),
      );
      assert.equal(readBoard(files), 'manifest-unreadable', text.slice(0, 80));
    }
    assert.deepEqual(codes(withClose({ root: 'zz' })), ['close-unreadable']);
    const files = filesOf(board);
    assert.equal(readBoard({ ...files, close: Buffer.from('[') }), 'close-unreadable');
    assert.equal(readBoard({ ...files, ballots: null }), 'ballots-missing');
    // Whatever was cut off at the end is a ballot that is none, for both.
    const short = { ...files, ballots: files.ballots.subarray(0, -7) };
    const read = readBoard(short);
    assert.ok(typeof read !== 'string');
    assert.deepEqual(faultsOf(read), recount(short).faults);
    assert.ok(faultsOf(read).some(({ code, at }) => code === 'ballot-length' && at === 11));
    const back = readBoard(files);
    assert.ok(typeof back !== 'string');
    assert.deepEqual(filesOf(back), files);
  });
});

describe('a key on which programs for Ed25519 disagree', () => {
  const eighth = ed25519.Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
  const given = testPoll(400);
  const { poll, sign } = given;

  /** A ballot whose key is another's with something of small order added, signed so that Node's own check takes it. */
  function strange(order: number): Uint8Array {
    const key = ed25519.Point.BASE.multiply(7n)
      .add(eighth.multiplyUnsafe(BigInt(order)))
      .toBytes();
    const prepared = prepare(keyMessage(poll.id, key), randomBytes(32));
    const { message, inverse } = blind(poll.issuer, prepared, { salt: randomBytes(48), factor: randomBytes });
    const token = finalise(poll.issuer, prepared, { blindSignature: sign(message), inverse }) ?? assert.fail();
    const unsigned = { key, prefix: prepared.subarray(0, 32), token, sealed: randomBytes(64) };
    const signed = ballotMessage(poll.id, unsigned);
    const { ORDER: n } = ed25519.Point.Fn;
    for (let once = 1n; ; once += 1n) {
      const head = ed25519.Point.BASE.multiply(once).toBytes();
      const digest = createHash('sha512').update(head).update(key).update(signed).digest();
      const number = BigInt(`0x${Buffer.from(digest.toReversed()).toString('hex')}`) % n;
      if ((number * BigInt(order)) % 8n !== 0n) continue;
      const rest = ((once + number * 7n) % n).toString(16).padStart(64, '0');
      const signature = Buffer.concat([head, Buffer.from(rest, 'hex').toReversed()]);
      return Buffer.concat([key, unsigned.prefix, token, unsigned.sealed, signature]);
    }
  }

  test('is none of a ballot, alone or among many: both say so of the same ballots', () => {
    const honest = Array.from({ length: 90 }, () => vote(given, [1]));
    for (const [orders, others] of [
      [[1, 2, 4], honest.slice(0, 3)],
      [[4], honest],
      [[2, 7], honest],
      [[], honest],
    ] as const) {
      const board = closed(given, [...others, ...orders.map(strange)]);
      const { faults } = recounted(board);
      assert.deepEqual(faults, faultsOf(board));
      assert.deepEqual(
        faults.map(({ code }) => code),
        orders.map(() => 'ballot-key'),
      );
    }
  });
});

test('a thousand boards, three of four tampered with: what ran the poll and what recounts it agree on every fault', () => {
  let seed = 20_261_123;
  const below = (limit: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * limit);
  };
  const polls = [0, 1, 2, 3].map((key) => testPoll(9, { fewestCast: 2 }, key));
  const drawer = polls.map((given) => Array.from({ length: 12 }, (_, at) => vote(given, [at % 5])));
  const found = new Set<string>();
  let held = 0;
  for (let number = 0; number < 1_000; number += 1) {
    const at = below(polls.length);
    const given = polls[at] ?? assert.fail();
    const cast = (drawer[at] ?? []).filter(() => below(4) === 0);
    const board = tampered(closed(given, cast, cast.length + below(4)), below, drawer.flat());
    const mine = recounted(board);
    const ours = mine.faults.map(({ code, at: place }) => `${code} ${place}`);
    assert.deepEqual(
      ours,
      faultsOf(board).map(({ code, at: place }) => `${code} ${place}`),
      `board ${number}`,
    );
    assert.deepEqual(mine.outcome, ours.length === 0 ? outcomeOf(board) : null);
    if (ours.length === 0) held += 1;
    for (const fault of ours) found.add(fault.split(' ')[0] ?? '');
  }
  assert.ok(held > 150 && held < 500, `${held} held`);
  assert.deepEqual([...found].toSorted(), [
    'another-manifest',
    'ballot-key-twice',
    'ballot-order',
    'ballot-signature',
    'ballot-token',
    'cast-differs',
    'closing-secret',
    'head-signature',
    'issued-signature',
    'more-cast-than-issued',
    'more-issued-than-eligible',
    'not-opened',
    'opened-though-too-few',
    'root-differs',
    'tally-differs',
  ]);
});

/** One of many ways to bend a board; now and then none. */
function tampered(board: Board, below: (limit: number) => number, others: readonly Uint8Array[]): Board {
  const { ballots, close, manifest } = board;
  const at = below(Math.max(1, ballots.length));
  const flip = (bytes: Uint8Array): Uint8Array => {
    const place = below(bytes.length);
    return bytes.map((byte, of) => (of === place ? byte ^ (1 << below(8)) : byte));
  };
  const other = others[below(others.length)] ?? assert.fail();
  const secret = Buffer.alloc(32, 1 + below(200)).toString('hex');
  const tally = { void: below(3), questions: [[0, below(5), 1, 1, 1]] };
  switch (below(14)) {
    case 0:
      return { ...board, ballots: ballots.map((ballot, of) => (of === at ? flip(ballot) : ballot)) };
    case 1:
      return { ...board, ballots: ballots.toSpliced(at, 1) };
    case 2:
      return { ...board, ballots: inOrder([...ballots, other]) };
    case 3:
      return { ...board, ballots: [...ballots, ...ballots.slice(0, 1)] };
    case 4:
      return { ...board, ballots: ballots.toReversed() };
    case 5:
      return { ...board, close: { ...close, cast: close.cast + 1 + below(3) } };
    case 6:
      return { ...board, close: { ...close, issued: below(30) } };
    case 7:
      return { ...board, close: { ...close, opened: close.opened === null ? { closingSecret: secret, tally } : null } };
    case 8:
      return { ...board, close: { ...close, opened: close.opened && { ...close.opened, tally } } };
    case 9:
      return { ...board, close: { ...close, opened: close.opened && { ...close.opened, closingSecret: secret } } };
    case 10:
      return { ...board, manifest: { ...manifest, fewestCast: below(6) } };
    default:
      return board;
  }
}
