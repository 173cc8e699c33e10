import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { makeHouse } from './house/make-house.ts';
import { root } from './house/root.ts';

const nodeTests = (pass: number, fail: number) =>
  `ℹ tests ${pass + fail}\\nℹ pass ${pass}\\nℹ fail ${fail}\\nℹ cancelled 0\\n`;

/** Runs .ci/run in another folder, with a machine whose npm says and does what `npm` (shell) tells it to. */
function run(
  t: TestContext,
  npm: string,
  more: Record<string, string> = {},
): { lines: string[]; code: number | null; calls: string } {
  const house = makeHouse(t, {
    '.ci/run': '',
    'bin/npm': ['#!/bin/sh', 'echo "$*" >>"${0%/*}/calls"', 'case "$*" in', npm, 'esac'].join('\n'),
    'bin/chromium': '#!/bin/sh',
    'bin/fc-list': '#!/bin/sh\necho a font',
    'bin/calls': '',
    ...more,
  });
  for (const name of ['npm', 'chromium', 'fc-list', ...Object.keys(more).map((path) => path.slice('bin/'.length))]) {
    chmodSync(join(house, 'bin', name), 0o755);
  }
  copyFileSync(join(root, '.ci/run'), join(house, '.ci/run'));
  const env = { ...process.env, PATH: `${join(house, 'bin')}:${process.env['PATH'] ?? ''}`, CHROMIUM_PATH: '' };
  const { stdout, status } = spawnSync(join(house, '.ci/run'), { cwd: '/', encoding: 'utf8', env });
  return { lines: stdout.trimEnd().split('\n'), code: status, calls: readFileSync(join(house, 'bin/calls'), 'utf8') };
}

const journeys = '*e2e) printf "  4 passed (1.2m)\\n" ;;';

test('a green run adds both runners up in its last line', (t) => {
  const { lines, code, calls } = run(t, `test) printf "${nodeTests(7, 0)}" ;;\n${journeys}`);
  assert.equal(lines.at(-1), '11 passed, 0 failed');
  assert.equal(code, 0);
  const checks = ['ci', 'typecheck', 'lint', 'format:check', 'check:arrows', 'check:sizes', 'deadcode', 'check:schema'];
  for (const name of [...checks, 'check:contract', 'check:translations', 'test', 'e2e']) {
    assert.match(calls, new RegExp(`(^| )${name}( |$)`, 'm'));
    assert.match(lines.join('\n'), new RegExp(`^--- ${name === 'ci' ? 'install' : name}: ok in \\d+ s$`, 'm'));
  }
});

test('a failing test fails the run and is counted', (t) => {
  const failing = `test) printf "${nodeTests(6, 1)}"; exit 1 ;;\n*e2e) printf "  2 failed\\n  1 did not run\\n  4 passed (3s)\\n"; exit 1 ;;`;
  const { lines, code } = run(t, failing);
  assert.deepEqual([lines.at(-1), lines.at(-2), code], ['10 passed, 4 failed', 'failed steps: test, e2e', 1]);
});

test('a failing check fails the run though every test passes, and the tests still run', (t) => {
  const { lines, code } = run(t, `*lint) echo a fault; exit 1 ;;\ntest) printf "${nodeTests(7, 0)}" ;;\n${journeys}`);
  assert.deepEqual([lines.at(-1), lines.at(-2), code], ['11 passed, 1 failed', 'failed steps: lint', 1]);
});

test('tests that did not run are no success', (t) => {
  const { lines, code } = run(t, journeys);
  assert.deepEqual([lines.at(-1), lines.at(-2), code], ['4 passed, 1 failed', 'failed steps: test', 1]);
});

test('a failing install ends the run, with its line', (t) => {
  const { lines, code, calls } = run(t, 'ci*) exit 1 ;;');
  assert.deepEqual([lines.at(-1), code], ['0 passed, 1 failed', 1]);
  assert.doesNotMatch(calls, /lint/);
});

test('a font that is missing is installed, with one more try', (t) => {
  const aptGet =
    '#!/bin/sh\ncase "$*" in *install*) if [ -e "${0%/*}/once" ]; then exit 0; fi; touch "${0%/*}/once"; exit 1 ;; esac';
  const { lines, code } = run(t, `test) printf "${nodeTests(7, 0)}" ;;\n${journeys}`, {
    'bin/fc-list': '#!/bin/sh',
    'bin/apt-get': aptGet,
    'bin/sleep': '#!/bin/sh',
    'bin/sudo': '#!/bin/sh\nwhile [ "${1#-}" != "$1" ]; do shift; done; exec "$@"',
  });
  assert.ok(lines.includes('installing fontconfig fonts-noto-cjk'), lines.join('\n'));
  assert.equal(code, 0);
});
