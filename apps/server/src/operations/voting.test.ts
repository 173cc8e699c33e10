/** The real command, with the issuer and the box that it starts beside the desk. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startInstance, type Instance } from '@muster/testkit/instance';

let instance: Instance;
let told: { readonly issuer: string; readonly box: string };
before(async () => {
  instance = await startInstance('serve');
  told = JSON.parse(await instance.heard(/^\{.*"issuer"/)) as typeof told;
});
after(() => instance.stop());

/** Of the processes of this instance, by the script that they run. */
function pidsOf(name: 'issuer' | 'box'): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid = '', args = ''] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
    return args.includes(`${name}.process.ts`) && isOurs(Number(pid)) ? [Number(pid)] : [];
  });
}

/** Other tests have theirs at the same time: those of this one are children of what holds this folder. */
function isOurs(pid: number): boolean {
  const parent = execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  return execFileSync('ps', ['-o', 'args=', '-p', parent], { encoding: 'utf8' }).includes(instance.folder);
}

const answers = async (address: string) => {
  const answer = await fetch(`${address}/health`).catch(() => null);
  return answer?.status ?? null;
};

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) assert.fail('It did not come to that in time');
    await pause(50);
  }
}

test('serving has an issuer and a box, each a process of its own with a folder that is nobody else’s', async () => {
  for (const name of ['issuer', 'box'] as const) {
    assert.equal(await answers(told[name]), 200);
    assert.equal(pidsOf(name).length, 1);
    const folder = join(instance.folder, name);
    assert.ok(existsSync(folder), folder);
    assert.equal(statSync(folder).mode & 0o077, 0);
  }
  assert.equal(new Set([instance.address, told.issuer, told.box]).size, 3);
});

test('one that is killed comes back where it was', async () => {
  for (const name of ['issuer', 'box'] as const) {
    const [killed] = pidsOf(name);
    assert.ok(killed !== undefined);
    process.kill(killed, 'SIGKILL');
    await until(async () => pidsOf(name).some((pid) => pid !== killed) && (await answers(told[name])) === 200);
  }
  assert.equal(await answers(`${instance.address}/api`), 200);
});

test('both end with it', async () => {
  const pids = [...pidsOf('issuer'), ...pidsOf('box')];
  assert.equal(pids.length, 2);
  await instance.stop();
  for (const pid of pids) assert.throws(() => process.kill(pid, 0));
});
