import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readConfig } from '../platform/config/config.ts';
import { openInstallation } from './installation.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-installation-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('given a database that could not be made, then that is told; once it was asked to stop, that it was', async () => {
  // No folder can be made in a file.
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const config = readConfig({ MUSTER_DATA: join(file, 'data') });
  const open = (stopping?: AbortSignal) =>
    openInstallation(config, 'real', () => undefined, stopping === undefined ? {} : { stopping });
  await assert.rejects(open(), /cannot be made/);
  const asked = AbortSignal.abort(new Error('It was asked to stop.'));
  await assert.rejects(open(asked), asked.reason as Error);
});
