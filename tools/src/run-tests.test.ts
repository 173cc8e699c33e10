import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runNodeTests } from './test-run/run-node-tests.ts';
import { leavesOut, selectFiles } from './test-run/select-files.ts';

const house = [
  'apps/server/a.test.ts',
  'apps/server/a.ts',
  'e2e/x.test.ts',
  'packages/core/b.test.ts',
  'tools/src/c.test.ts',
];
const select = (parameters: string[], cwd = '/house') => selectFiles(house, parameters, '/house', cwd);

test('all test files of packages, apps and tools, and no journeys', () => {
  assert.deepEqual(select([]).files, ['apps/server/a.test.ts', 'packages/core/b.test.ts', 'tools/src/c.test.ts']);
});

test('files and folders can be named from where one stands; what names nothing is told', () => {
  assert.deepEqual(select(['apps']).files, ['apps/server/a.test.ts']);
  assert.deepEqual(select(['src/c.test.ts', '--test-only'], '/house/tools'), {
    files: ['tools/src/c.test.ts'],
    flags: ['--test-only'],
    unknown: [],
  });
  assert.deepEqual(select(['apps/serv', 'e2e/x.test.ts']).unknown, ['apps/serv', 'e2e/x.test.ts']);
});

test('only flags that leave out tests excuse a silent file', () => {
  assert.equal(leavesOut(['--test-name-pattern=x']), true);
  assert.equal(leavesOut(['--test-timeout=5']), false);
});

test('a file without a test is not seen, though the runner calls it passed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-run-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [full, empty] = [join(folder, 'full.test.mjs'), join(folder, 'empty.test.mjs')];
  writeFileSync(full, "import { test } from 'node:test'; test('one', () => {});");
  writeFileSync(empty, 'process.exitCode = 0;');
  const { code, seen, summary } = await runNodeTests([full, empty], [], folder, () => undefined);
  assert.equal(code, 0);
  assert.deepEqual([seen.has(full), seen.has(empty)], [true, false]);
  assert.match(summary.join('\n'), /ℹ tests 2\n/);
});
