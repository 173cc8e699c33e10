import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { holdInstance } from './hold-instance.ts';
import { tryLock, waitForLock } from './lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-lock-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('sharers go together, an exclusive holder alone', () => {
  const file = join(folder, 'a');
  const sharers = [tryLock(file, 'shared'), tryLock(file, 'shared')];
  assert.ok(sharers[0] && sharers[1]);
  assert.equal(tryLock(file, 'exclusive'), undefined);
  for (const sharer of sharers) sharer?.release();
  const alone = tryLock(file, 'exclusive');
  assert.ok(alone);
  assert.equal(tryLock(file, 'shared'), undefined);
  alone.release();
  alone.release();
  assert.ok(tryLock(file, 'shared'));
});

test('one who waits gets it when it is free, and is told when it never is', async () => {
  const file = join(folder, 'b');
  const first = tryLock(file, 'exclusive');
  await assert.rejects(waitForLock(file, 'The house', 50), /The house is busy/);
  const waiting = waitForLock(file, 'The house');
  first?.release();
  (await waiting).release();
});

test('an instance is served once at a time', () => {
  const instance = join(folder, 'instance');
  const held = holdInstance(instance);
  assert.throws(() => holdInstance(instance), /Another Muster serves .*instance already/);
  held.release();
  holdInstance(instance).release();
});
