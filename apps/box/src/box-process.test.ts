import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { askControl, controlAt, ControlRefused } from './beside/index.ts';
import { campaignFaultsOf, faultsOf, issuedMessage, pollOf, readBoard, readCampaign, type Close } from '@muster/proof';
import { testPoll, vote, type TestPoll } from '@muster/proof/testing';
import { sign } from 'node:crypto';
import { ed25519Key } from './key-of-secret.ts';

const root = mkdtempSync(join(tmpdir(), 'muster-box-process-'));
const [folder, board] = [join(root, 'box'), join(root, 'board')];
const control = controlAt(folder);
const campaign = '0193a000-0000-7000-8000-000000000001';
after(() => rmSync(root, { recursive: true, force: true }));

let child: ChildProcess | null = null;
let port = 0;
let told = '';
after(() => child?.kill('SIGKILL'));

async function start(): Promise<void> {
  child = spawn(process.execPath, [join(import.meta.dirname, 'box.process.ts')], { stdio: 'pipe' });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (told += text.toString()));
  const settings = { folder, board, host: '127.0.0.1', port: 0, orAnother: true, tls: null };
  child.stdin?.write(`${JSON.stringify(settings)}\n`);
  const [line] = (await once(child.stdout ?? assert.fail('no output'), 'data')) as [Buffer];
  ({ port } = JSON.parse(line.toString()) as { port: number });
}

async function killAndStart(): Promise<void> {
  const gone = once(child ?? assert.fail('none runs'), 'exit');
  child?.kill('SIGKILL');
  await gone;
  await start();
}

/** A meeting that began an hour ago, with a key that the box made. */
async function givenMeeting(count = 12): Promise<TestPoll & { readonly id: string; readonly hash: string }> {
  const given = testPoll(count);
  const id = given.poll.manifest.poll;
  const [made] = await askControl<readonly { box: string }[]>(control, 'prepare', { polls: [id] });
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const window = { from: at(-1), until: at(1) };
  const { manifest } = given.poll;
  const poll = pollOf({
    ...manifest,
    campaign,
    mode: 'meeting',
    issuing: window,
    casting: window,
    keys: { ...manifest.keys, box: made?.box ?? '' },
  });
  return { ...given, poll, id, hash: Buffer.from(poll.id).toString('hex') };
}

const open = ({ poll }: TestPoll, drawClosedAt: string | null = null, isGivenUp = false) =>
  askControl(control, 'open', { manifest: poll.manifest, drawClosedAt, isGivenUp });
const close = (poll: string, issued: number) =>
  askControl<{ cast: number; root: string; signature: string }>(control, 'close', { poll, issued });
const publish = (given: TestPoll & { readonly id: string }, issued: number, isFew = false) => {
  const key = ed25519Key(given.secrets.issued);
  const issuedSignature = sign(null, issuedMessage(given.poll.id, issued), key).toString('hex');
  const closingSecret = isFew ? null : Buffer.from(given.secrets.closing).toString('hex');
  return askControl<Close>(control, 'publish', { poll: given.id, issued, issuedSignature, closingSecret });
};
const cast = async (hash: string, ballot: Uint8Array) => {
  const answer = await fetch(`http://127.0.0.1:${port}/polls/${hash}/ballots`, {
    method: 'POST',
    headers: { cookie: 'muster_session=of-the-desk' },
    body: Buffer.from(ballot),
  });
  return { status: answer.status, body: (await answer.json()) as object };
};
const boardOf = (hash: string) => {
  const read = (name: string) => readFileSync(join(board, campaign, hash, name));
  return readBoard({ manifest: read('manifest.json'), ballots: read('ballots.bin'), close: read('close.json') });
};

describe('the box as a process', () => {
  test('runs a meeting to its board, killed with -9 between any two steps', async () => {
    await start();
    const given = await givenMeeting();
    const { hash, id } = given;
    await open(given);
    await killAndStart();
    const ballots = [1, 1, 2, 3, 1, 4].map((answer) => vote(given, [answer]));
    const [first] = ballots;
    assert.ok(first);
    assert.deepEqual(await cast(hash, first), { status: 409, body: { code: 'not-casting' } });
    await open(given, new Date().toISOString());
    const receipts = await Promise.all(ballots.slice(0, 4).map((ballot) => cast(hash, ballot)));
    assert.ok(receipts.every(({ status }) => status === 201));
    await killAndStart();
    assert.deepEqual(await cast(hash, first), receipts[0], 'the same receipt');
    await assert.rejects(close(id, 6), new ControlRefused('poll-not-over-yet'));
    for (const ballot of ballots.slice(4)) await cast(hash, ballot);
    const closed = await close(id, 6);
    assert.equal(closed.cast, 6);
    await killAndStart();
    assert.deepEqual((await cast(hash, vote(given, [1]))).body, { code: 'not-casting' });
    assert.deepEqual(await close(id, 6), closed);
    const published = await publish(given, 6);
    assert.deepEqual(published.opened?.tally, { void: 0, questions: [[0, 3, 1, 1, 1]] });
    await killAndStart();
    assert.deepEqual(await publish(given, 6), published);
    const read = boardOf(hash);
    assert.ok(typeof read !== 'string');
    assert.deepEqual(faultsOf(read), []);
    assert.deepEqual(readdirSync(join(folder, id)).toSorted(), ['manifest.json', 'state.json']);
    const fetched = await fetch(`http://127.0.0.1:${port}/board/${campaign}/${hash}/ballots.bin`);
    assert.equal(fetched.headers.get('date'), null);
    assert.equal((await fetched.arrayBuffer()).byteLength, 6 * 448);
    assert.equal((await fetch(`http://127.0.0.1:${port}/board/${campaign}/../../box/${id}/state.json`)).status, 404);
  });

  test('opens nothing of too few ballots, and its campaign has the root of all that are closed', async () => {
    const given = await givenMeeting();
    await open(given, new Date().toISOString());
    for (const answer of [1, 3, 2]) await cast(given.hash, vote(given, [answer]));
    await close(given.id, 3);
    await assert.rejects(publish(given, 3), new ControlRefused('opened-though-too-few'));
    assert.equal((await publish(given, 3, true)).opened, null);
    const found = readCampaign(readFileSync(join(board, campaign, 'campaign.json'))) ?? assert.fail('no campaign');
    assert.equal(found.polls.length, 2);
    const boards = found.polls.map((name) => {
      const read = boardOf(name);
      return typeof read === 'string' ? assert.fail(read) : { folder: name, id: name, board: read };
    });
    assert.deepEqual(campaignFaultsOf(found, boards), []);
  });

  test('takes nothing of a poll that was given up, and keeps nothing of it', async () => {
    const given = await givenMeeting();
    await open(given, new Date().toISOString());
    await cast(given.hash, vote(given, [1]));
    await open(given, null, true);
    assert.equal((await cast(given.hash, vote(given, [1]))).status, 404);
    await assert.rejects(close(given.id, 1), new ControlRefused('poll-ended'));
    assert.ok(!existsSync(join(folder, given.id, 'journal')));
  });

  test('has none but what it made the key for, and ends when whoever started it has gone', async () => {
    const given = await givenMeeting();
    const { manifest } = given.poll;
    const other = { ...manifest, keys: { ...manifest.keys, box: testPoll(12).poll.manifest.keys.box } };
    await assert.rejects(
      askControl(control, 'open', { manifest: other, drawClosedAt: null, isGivenUp: false }),
      new ControlRefused('not-prepared'),
    );
    const gone = once(child ?? assert.fail('none runs'), 'exit');
    child?.stdin?.end();
    assert.deepEqual((await gone)[0], 0);
    assert.match(told, /^(\{"port":\d+\}\n)+$/, 'it says where it listens, and nothing else');
  });
});
