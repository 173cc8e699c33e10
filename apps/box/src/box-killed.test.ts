import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { faultsOf, leafHash } from '@muster/proof';
import { closed, testPoll, vote } from '@muster/proof/testing';
import { openBox, type Receipt } from './box.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-box-killed-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const perRound = 200;

test('killed with -9 while ballots come in, three times: no receipt without its ballot, and none twice', async () => {
  const given = testPoll(3 * perRound + 60);
  const files = [join(folder, 'poll.json'), join(folder, 'journal')] as const;
  const secretKey = Buffer.from(given.secrets.box).toString('hex');
  writeFileSync(files[0], JSON.stringify({ manifest: given.poll.manifest, secretKey }));
  const manifest = Buffer.from(given.poll.id).toString('hex');
  const receipts = new Map<string, Receipt>();
  const sent: Uint8Array[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { child, address } = await start(files);
    const ballots = Array.from({ length: perRound + 20 }, () => vote(given, [1]));
    // What was sent before the last death comes again: whoever got no answer asks once more.
    const queue = [...sent.filter((ballot) => !receipts.has(leafOf(ballot))), ...ballots].values();
    sent.push(...ballots);
    let kept = 0;
    const sender = async (): Promise<void> => {
      for (const ballot of queue) {
        const answer = await fetch(`${address}/polls/${manifest}/ballots`, {
          method: 'POST',
          body: Buffer.from(ballot),
        }).catch(() => null);
        if (answer === null) return;
        receipts.set(leafOf(ballot), (await answer.json()) as Receipt);
        if ((kept += 1) === perRound) child.kill('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 8 }, sender));
    assert.ok(kept >= perRound, `${kept} kept`);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    assert.equal(child.signalCode, 'SIGKILL');
  }
  const box = await openBox(given.poll, { journal: files[1], secretKey: given.secrets.box, isCasting: () => true });
  const { ballots } = await box.empty();
  await box.close();
  const leaves = ballots.map(leafOf);
  assert.equal(new Set(leaves).size, leaves.length, 'none twice');
  const lost = [...receipts.keys()].filter((leaf) => !leaves.includes(leaf));
  assert.deepEqual(lost, []);
  assert.ok(
    leaves.every((leaf) => sent.some((ballot) => leafOf(ballot) === leaf)),
    'none that nobody sent',
  );
  assert.deepEqual(faultsOf(closed(given, ballots)), []);
});

async function start([poll, journal]: readonly [string, string]): Promise<{
  readonly child: ChildProcess;
  readonly address: string;
}> {
  const path = join(import.meta.dirname, 'one-box.process.ts');
  const child = spawn(process.execPath, [path, poll, journal], { stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => child.kill('SIGKILL'));
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, address: `http://127.0.0.1:${port.toString().trim()}` };
}

function leafOf(ballot: Uint8Array): string {
  return Buffer.from(leafHash(ballot)).toString('hex');
}
