import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { barrierFor } from './identity.ts';
import { run } from './run.ts';

const home = mkdtempSync(join(tmpdir(), 'muster-identity-'));
after(() => rmSync(home, { recursive: true, force: true }));

test('the first folder closed to another user is named; our own user meets none', () => {
  const stranger = { uid: 65_533, gid: 65_533 };
  const inner = join(home, 'inner');
  mkdirSync(inner, { mode: 0o755 });
  assert.equal(barrierFor(stranger, inner), home);
  assert.equal(barrierFor(undefined, inner), undefined);
  chmodSync(home, 0o711);
  assert.equal(barrierFor(stranger, inner), undefined);
  chmodSync(inner, 0o700);
  assert.equal(barrierFor(stranger, inner), inner);
});

test('a program gets none of our environment but the path, and its output comes back', async () => {
  process.env['PGPASSWORD'] = 'not-for-others';
  const { code, output } = await run(
    process.execPath,
    ['-e', 'console.log(Object.keys(process.env).join()); process.exit(3)'],
    undefined,
  );
  delete process.env['PGPASSWORD'];
  assert.equal(code, 3);
  assert.equal(output, 'PATH,TZ');
});

test('a program that cannot run says what the built-in database needs', async () => {
  await assert.rejects(run(join(home, 'nothing'), [], undefined), /does not run here: .* set DATABASE_URL/);
});
