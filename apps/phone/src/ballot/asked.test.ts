/** What the page believes of the issuer and the box, and what it tells them; each answers over HTTP. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { ballotLength, leafHash, pollOf, receiptMessage, voterOf, type Manifest } from '@muster/proof';
import { askPoll, cast, draw, toHex, Trouble } from './asked.ts';

let said: object = {};
const asked: IncomingHttpHeaders[] = [];
const server = createServer((request, response) => {
  asked.push(request.headers);
  request.resume().once('end', () => response.end(JSON.stringify(said)));
});
const at = { issuer: '', box: '' };
before(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  at.issuer = at.box = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

const jwk = (key: KeyObject) => key.export({ format: 'jwk' });
const hex = (text = '') => Buffer.from(text, 'base64url').toString('hex');
const issuer = jwk(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey);
const box = generateKeyPairSync('ed25519');
const manifest: Manifest = {
  format: 'muster-poll-1',
  poll: 'ab'.repeat(16),
  campaign: 'campaign',
  stage: 'study',
  units: [{ id: 'unit', name: '白鹭镇中心小学' }],
  raters: ['member'],
  questions: [{ code: 'satisfaction', answers: 4 }],
  rule: null,
  bands: null,
  turnout: { num: 1, den: 2 },
  fewestCast: 5,
  mode: 'windows',
  issuing: { from: '2026-11-01T00:00:00Z', until: '2026-11-03T00:00:00Z' },
  casting: { from: '2026-11-03T00:00:00Z', until: '2026-11-05T00:00:00Z' },
  electorate: { count: 20, root: 'cd'.repeat(32) },
  slips: null,
  keys: {
    issuer: { n: hex(issuer.n), e: hex(issuer.e) },
    issued: '01'.repeat(32),
    closing: '02'.repeat(32),
    box: hex(jwk(box.publicKey).x),
  },
};
const poll = pollOf(manifest);
const found = { poll, hash: toHex(poll.id), state: 'casting' };
const newBallot = () => randomBytes(ballotLength(poll));
const named = found.hash.slice(0, 16);

test('a poll of another key, rule or electorate than the one that was printed is another poll', async () => {
  said = { manifest, state: 'drawing' };
  assert.equal((await askPoll(at, named)).hash, found.hash);
  const { keys, electorate } = manifest;
  const changes: readonly Partial<Manifest>[] = [
    { keys: { ...keys, issuer: { n: 'c1'.repeat(256), e: '010001' } } },
    { keys: { ...keys, closing: '03'.repeat(32) } },
    { electorate: { ...electorate, count: 21 } },
    { fewestCast: 1 },
  ];
  for (const change of changes) {
    said = { manifest: { ...manifest, ...change }, state: 'drawing' };
    await assert.rejects(askPoll(at, named), new Trouble('another-poll'));
  }
});

test('a receipt that the box did not sign, or of another ballot, is none', async () => {
  const [ballot, other] = [newBallot(), newBallot()];
  const receiptOf = (of: Uint8Array) => {
    const signed = sign(null, receiptMessage(poll.id, leafHash(of)), box.privateKey);
    return { leaf: toHex(leafHash(of)), signature: signed.toString('hex') };
  };
  said = receiptOf(ballot);
  assert.equal(await cast(at, found, ballot), toHex(leafHash(ballot)));
  for (const wrong of [receiptOf(other), { ...receiptOf(other), leaf: toHex(leafHash(ballot)) }, {}]) {
    said = wrong;
    await assert.rejects(cast(at, found, ballot), new Trouble('receipt-wrong'));
  }
});

test('requests are alike, whoever casts and whoever draws by a slip', async () => {
  asked.length = 0;
  said = { signature: 'ab' };
  for (let each = 0; each < 5; each += 1) await cast(at, found, newBallot()).catch(() => undefined);
  assert.equal(new Set(asked.map((headers) => JSON.stringify(headers))).size, 1);
  asked.length = 0;
  for (let slip = 0; slip < 8; slip += 1)
    await draw(at, found.hash, voterOf(poll, new Uint8Array(16).fill(slip)).blinded, {
      slip: new Uint8Array(16).fill(slip),
    });
  assert.equal(new Set(asked.map((headers) => JSON.stringify(headers))).size, 1);
});
