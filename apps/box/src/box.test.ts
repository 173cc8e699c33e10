import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import {
  ballotMessage,
  blind,
  faultOf,
  faultsOf,
  headMessage,
  isHeadSigned,
  keyMessage,
  leafHash,
  prepare,
  receiptMessage,
  tallyOf,
} from '@muster/proof';
import { closed, testPoll, vote } from '@muster/proof/testing';
import { openBox, type Box } from './box.ts';
import { checkFor } from './check-ballot.ts';
import { countApart } from './count-apart.ts';
import { openJournal } from './journal.ts';
import { serveBoxes } from './serve-boxes.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-box-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
/** A box of its own for each test, and the poll it is of. */
async function givenBox(count = 30, isCasting: () => boolean = () => true) {
  const given = testPoll(count);
  const path = join(folder, `${(made += 1)}.journal`);
  const reopen = () => openBox(given.poll, { journal: path, secretKey: given.secrets.box, isCasting });
  return { given, path, reopen, box: await reopen() };
}

async function receiptOf(box: Box, ballot: Uint8Array) {
  const kept = await box.cast(ballot);
  return typeof kept === 'string' ? assert.fail(kept) : kept;
}

describe('a ballot that is cast', () => {
  test('is kept, and its receipt is signed, tells no time, and is the same when asked for again', async () => {
    const { given, box } = await givenBox();
    const ballot = vote(given, [1]);
    const receipt = await receiptOf(box, ballot);
    assert.deepEqual(Object.keys(receipt), ['manifest', 'leaf', 'signature']);
    assert.equal(receipt.leaf, Buffer.from(leafHash(ballot)).toString('hex'));
    const message = receiptMessage(given.poll.id, Buffer.from(receipt.leaf, 'hex'));
    const x = Buffer.from(given.poll.manifest.keys.box, 'hex').toString('base64url');
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
    assert.ok(verify(null, message, key, Buffer.from(receipt.signature, 'hex')));
    assert.deepEqual(await receiptOf(box, ballot), receipt);
    assert.deepEqual((await box.empty()).ballots, [ballot]);
    assert.deepEqual(await receiptOf(box, ballot), receipt);
    await box.close();
  });

  test('is the only one of its key, whatever comes at the same moment', async () => {
    const { given, box } = await givenBox();
    const seed = randomBytes(16);
    const answers = await Promise.all([1, 2, 1, 3].map((answer) => box.cast(vote(given, [answer], seed))));
    assert.deepEqual(
      answers.map((kept) => (typeof kept === 'string' ? kept : 'kept')),
      ['kept', 'key-used-already', 'kept', 'key-used-already'],
    );
    assert.equal((await box.empty()).ballots.length, 1);
    await box.close();
  });

  test('is taken only while the poll is casting, and never after the box was emptied', async () => {
    let casting = false;
    const { given, box } = await givenBox(30, () => casting);
    assert.equal(await box.cast(vote(given, [1])), 'not-casting');
    casting = true;
    await receiptOf(box, vote(given, [1]));
    const emptied = box.empty();
    assert.equal(await box.cast(vote(given, [1])), 'not-casting');
    assert.equal((await emptied).ballots.length, 1);
    await box.close();
  });

  test('must be one of this poll', async () => {
    const { given, box } = await givenBox();
    const ballot = vote(given, [1]);
    assert.equal(await box.cast(vote(testPoll(30), [1])), 'ballot-token');
    assert.equal(await box.cast(ballot.subarray(1)), 'ballot-length');
    assert.equal(await box.cast(ballot.with(447, (ballot[447] ?? 0) ^ 1)), 'ballot-signature');
    assert.equal((await box.empty()).ballots.length, 0);
    await box.close();
  });
});

test('a token of another variant of RFC 9474 is none: without a salt, with a shorter one, or of the key alone', async () => {
  const { given, box } = await givenBox();
  const { poll, sign: signed } = given;
  const { n } = poll.issuer;
  const ballotWith = (salt: number, isPrefixed = true): Buffer => {
    const own = generateKeyPairSync('ed25519');
    const key = Buffer.from(own.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const prefix = isPrefixed ? randomBytes(32) : Buffer.alloc(32);
    const message = keyMessage(poll.id, key);
    const chance = { salt: randomBytes(salt), factor: (length: number) => randomBytes(length) };
    const blinded = blind(poll.issuer, isPrefixed ? prepare(message, prefix) : message, chance);
    const number = (BigInt(`0x${Buffer.from(signed(blinded.message)).toString('hex')}`) * blinded.inverse) % n;
    const token = Buffer.from(number.toString(16).padStart(512, '0'), 'hex');
    const parts = { key, prefix, token, sealed: randomBytes(64) };
    return Buffer.concat([...Object.values(parts), sign(null, ballotMessage(poll.id, parts), own.privateKey)]);
  };
  for (const ballot of [ballotWith(0), ballotWith(32), ballotWith(48, false)]) {
    assert.equal(await box.cast(ballot), 'ballot-token');
    assert.equal(faultOf(poll, ballot), 'ballot-token');
  }
  await receiptOf(box, ballotWith(48));
  await box.close();
});

describe('an emptied box', () => {
  test('makes a board that holds', async () => {
    const { given, box } = await givenBox();
    const cast = [1, 1, 2, 3, 4, 1].map((answer) => vote(given, [answer]));
    await Promise.all(cast.map((ballot) => receiptOf(box, ballot)));
    const { ballots, root, signature } = await box.empty();
    const board = closed(given, cast);
    assert.deepEqual(ballots, board.ballots);
    assert.equal(root, board.close.root);
    assert.ok(
      isHeadSigned(given.poll.manifest.keys.box, headMessage(given.poll.id, 6, Buffer.from(root, 'hex')), signature),
    );
    assert.deepEqual(faultsOf({ ...board, ballots }), []);
    assert.deepEqual(await box.empty(), { ballots, root, signature });
    await box.close();
  });

  test('that leaves out a ballot makes a board that holds, and is shown to lie by the receipt', async () => {
    const { given, box } = await givenBox();
    const cast = [1, 1, 2, 3, 4, 1].map((answer) => vote(given, [answer]));
    const receipts = await Promise.all(cast.map((ballot) => receiptOf(box, ballot)));
    const board = closed(given, cast.slice(1), 6);
    assert.deepEqual(faultsOf(board), []);
    const { box: key } = given.poll.manifest.keys;
    const published = new Set(board.ballots.map((ballot) => Buffer.from(leafHash(ballot)).toString('hex')));
    const lacking = receipts.filter(({ manifest, leaf, signature }) => {
      assert.equal(manifest, board.close.manifest);
      assert.ok(isHeadSigned(key, receiptMessage(given.poll.id, Buffer.from(leaf, 'hex')), signature));
      return !published.has(leaf);
    });
    assert.deepEqual(lacking, receipts.slice(0, 1));
    // Nobody makes such a receipt without the box.
    const leaf = Buffer.from(leafHash(vote(given, [1])));
    assert.ok(!isHeadSigned(key, receiptMessage(given.poll.id, leaf), lacking[0]?.signature ?? ''));
    await box.close();
  });
});

describe('the journal', () => {
  test('opened again holds what was cast, and refuses another of the same key', async () => {
    const { given, box, reopen } = await givenBox();
    const seed = randomBytes(16);
    const ballot = vote(given, [2], seed);
    const receipt = await receiptOf(box, ballot);
    await box.close();
    const again = await reopen();
    assert.deepEqual(await receiptOf(again, ballot), receipt);
    assert.equal(await again.cast(vote(given, [1], seed)), 'key-used-already');
    await again.close();
  });

  test('has the same size from the beginning, and what was written in part is no ballot', async () => {
    const { given, box, path, reopen } = await givenBox(12);
    assert.equal(readFileSync(path).length, 12 * 456);
    await receiptOf(box, vote(given, [2]));
    await box.close();
    const bytes = readFileSync(path);
    assert.equal(bytes.length, 12 * 456);
    // As if the process had ended while a second one was written.
    const torn = Buffer.concat([Buffer.from(randomBytes(8)), Buffer.from(vote(given, [1])).fill(0, 200)]);
    const used = Array.from({ length: 12 }, (_, at) => bytes.subarray(at * 456, (at + 1) * 456)).findIndex((slot) =>
      slot.some((byte) => byte !== 0),
    );
    torn.copy(bytes, ((used + 1) % 12) * 456);
    writeFileSync(path, bytes);
    const again = await reopen();
    assert.equal((await again.empty()).ballots.length, 1);
    await again.close();
  });

  test('has a place for everybody who may vote, and the places tell nothing of the order', async () => {
    const { given, box, path } = await givenBox(12);
    const ballots = Array.from({ length: 12 }, () => vote(given, [1]));
    for (const ballot of ballots) await receiptOf(box, ballot);
    await box.close();
    const bytes = readFileSync(path);
    const places = ballots.map((ballot) => bytes.indexOf(ballot) - 8);
    assert.deepEqual(
      places.toSorted((one, other) => one - other),
      Array.from({ length: 12 }, (_, at) => at * 456),
    );
    // One in 479 million by chance.
    assert.notDeepEqual(
      places,
      Array.from({ length: 12 }, (_, at) => at * 456),
    );
  });

  test('of two hundred polls, taken for the order of casting, is right of one ballot in each', async () => {
    const [polls, cast] = [200, 20];
    let right = 0;
    for (let poll = 0; poll < polls; poll += 1) {
      const path = join(folder, `order-${poll}.journal`);
      const journal = await openJournal(path, { places: cast, length: 16 });
      const ballots = Array.from({ length: cast }, () => randomBytes(16));
      await Promise.all(ballots.map((ballot) => journal.add(ballot)));
      await journal.close();
      const bytes = readFileSync(path);
      right += ballots.filter((ballot, at) => bytes.subarray(at * 24 + 8, at * 24 + 24).equals(ballot)).length;
    }
    // Two hundred on average; a hundred more by chance once in ten thousand million.
    assert.ok(right <= 1.5 * polls, `${right} of ${polls * cast}`);
    assert.ok(right >= 0.5 * polls, `${right} of ${polls * cast}`);
  });
});

test('the box and the proofs find the same fault with every ballot', () => {
  const [given, other] = [testPoll(20), testPoll(20)];
  const check = checkFor(given.poll);
  const good = vote(given, [3]);
  const ballots = [
    good,
    vote(other, [3]),
    good.subarray(1),
    new Uint8Array(448),
    ...[0, 31, 32, 63, 64, 319, 320, 383, 384, 415, 416, 447].map((at) => good.with(at, (good[at] ?? 0) ^ 0x40)),
  ];
  for (const ballot of ballots) assert.equal(check(ballot), faultOf(given.poll, ballot));
});

test('the box and the proofs count the same, whatever was sealed', async () => {
  const given = testPoll(20);
  const good = [0, 1, 2, 3, 4, 4].map((answer) => vote(given, [answer]));
  const sealedAt = 320;
  const strange = good.map((ballot, at) => {
    const changed = Buffer.from(ballot);
    // Nought, one, the prime and what lies beyond it, the sign, a byte of what was sealed.
    const keys = [0n, 1n, 2n ** 255n - 19n, 2n ** 255n - 18n];
    const key = keys[at]?.toString(16).padStart(64, '0');
    if (key === undefined) flip(changed, sealedAt + (at === 4 ? 31 : 40));
    else Buffer.from(Buffer.from(key, 'hex').toReversed()).copy(changed, sealedAt);
    return changed;
  });
  const { manifest } = given.poll;
  for (const ballots of [good, [...good, ...strange, Buffer.alloc(447)]]) {
    const counted = await countApart({ manifest, ballots, closingSecret: given.secrets.closing });
    assert.deepEqual(counted, tallyOf(given.poll, ballots, given.secrets.closing));
    assert.equal(
      counted.questions[0]?.reduce((sum, chosen) => sum + chosen, counted.void),
      ballots.length,
    );
  }
});

function flip(bytes: Buffer, at: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ 0x80;
}

describe('over the network', () => {
  test('a ballot is kept or refused, and who sent it plays no part', async () => {
    const { given, box } = await givenBox();
    const manifest = Buffer.from(given.poll.id).toString('hex');
    const errors: unknown[] = [];
    const server = serveBoxes(
      (id) => (id === manifest ? { poll: given.poll, box } : undefined),
      (error) => errors.push(error),
    );
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const send = (path: string, body: Uint8Array | null, method = 'POST', headers = {}) =>
      new Promise<{ status: number; headers: object; body: string }>((resolve, reject) => {
        const sent = request({ port, path, method, headers, agent: false }, (response) => {
          let text = '';
          response.on('data', (part: Buffer) => (text += part.toString()));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        });
        sent.on('error', reject);
        sent.end(body ?? undefined);
      });
    const path = `/polls/${manifest}/ballots`;
    const ballot = vote(given, [1]);
    const kept = await send(path, ballot, 'POST', { cookie: 'muster_session=secret' });
    assert.equal(kept.status, 201);
    assert.equal((JSON.parse(kept.body) as { manifest: string }).manifest, manifest);
    assert.ok(!('date' in kept.headers) && !('set-cookie' in kept.headers));
    assert.deepEqual(await send(path, ballot), kept);
    assert.equal((await send(path, vote(testPoll(30), [1]))).status, 422);
    assert.equal((await send(path, ballot.subarray(1))).status, 422);
    assert.equal((await send(path, new Uint8Array(100_000))).status, 422);
    assert.equal((await send(path, null, 'GET')).status, 405);
    assert.equal((await send(path, null, 'OPTIONS')).status, 204);
    assert.equal((await send(`/polls/${'0'.repeat(64)}/ballots`, ballot)).status, 404);
    assert.equal((await send('/', null, 'GET')).status, 404);
    assert.deepEqual(errors, []);
    await new Promise((done) => server.close(done));
    await box.close();
  });
});
