import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { withClient } from '@muster/server/testing';
import { ask, givenHall, givenPoll, hexOf, newVoter, type Hall } from './poll-at-hand.fixture.ts';

let hall: Hall;
before(async () => {
  hall = await givenHall();
});
after(async () => {
  await hall.database.drop();
  rmSync(hall.folder, { recursive: true, force: true });
});

async function start(): Promise<{ readonly child: ChildProcess; readonly port: number; readonly told: () => string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'issuer.process.ts')], { stdio: 'pipe' });
  after(() => child.kill('SIGKILL'));
  let told = '';
  child.stderr.on('data', (text: Buffer) => (told += text.toString()));
  child.stdin.write(
    `${JSON.stringify({
      folder: hall.folder,
      host: '127.0.0.1',
      port: 0,
      orAnother: true,
      database: hall.database.connection('issuer'),
      deskOrigin: null,
      tls: null,
    })}\n`,
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, port: (JSON.parse(line.toString()) as { port: number }).port, told: () => told };
}

test('killed with -9 while slips are drawn, three times: whoever asks again gets the signature, and each drew once', async () => {
  let running = await start();
  const given = await givenPoll(hall, { byLogin: 2, bySlip: 60 });
  const waiting = given.slips.slice(0, 60).map((slip) => ({ slip, voter: newVoter(given.poll), signature: '' }));
  for (let round = 0; round < 4; round += 1) {
    let signed = 0;
    await Promise.all(
      Array.from({ length: 6 }, async (_, lane) => {
        for (const each of waiting.filter((one, at) => at % 6 === lane && one.signature === '')) {
          const { body } = await ask(running.port, `/polls/${given.hash}/draw`, {
            body: { blinded: hexOf(each.voter.blinded), slip: each.slip },
          }).catch(() => ({ body: {} as { signature?: string } }));
          each.signature = body.signature ?? '';
          if ((signed += 1) === 12 && round < 3) running.child.kill('SIGKILL');
        }
      }),
    );
    if (round === 3) break;
    if (running.child.exitCode === null && running.child.signalCode === null) await once(running.child, 'exit');
    running = await start();
  }
  for (const { voter, signature } of waiting) assert.ok(voter.ballot(Buffer.from(signature, 'hex'), [1]) !== null);
  const { rows } = await withClient(hall.database.superuser(), (client) =>
    client.query<{ drawn: number }>('select count(*)::int as drawn from ballot_issued'),
  );
  assert.equal(rows[0]?.drawn, 60);
  // It ends when whoever started it has gone.
  const ended = once(running.child, 'exit');
  running.child.stdin?.end();
  assert.deepEqual((await ended)[0], 0);
  for (const { slip, voter, signature } of waiting)
    for (const secret of [slip, hexOf(voter.blinded), signature]) assert.ok(!running.told().includes(secret));
});
