import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findChromium } from './house/find-chromium.ts';
import { makeHouse } from './house/make-house.ts';
import { root } from './house/root.ts';

test('the named browser wins, then the path; one that cannot be run is none', (t) => {
  const house = makeHouse(t, { 'bin/chromium-browser': '#!/bin/sh', 'mine/chrome': '#!/bin/sh', 'plain/chromium': '' });
  chmodSync(join(house, 'bin/chromium-browser'), 0o755);
  chmodSync(join(house, 'mine/chrome'), 0o755);
  const PATH = `${join(house, 'plain')}:${join(house, 'bin')}`;
  const mine = join(house, 'mine/chrome');
  assert.equal(findChromium({ PATH, CHROMIUM_PATH: mine }, ''), mine);
  assert.equal(findChromium({ PATH }, ''), join(house, 'bin/chromium-browser'));
  assert.equal(findChromium({ PATH, CHROMIUM_PATH: join(house, 'plain/chromium') }, mine), undefined);
});

test('without a browser the journeys fail, and say how to get one', () => {
  const env = { ...process.env, CHROMIUM_PATH: '/nowhere/chromium' };
  const run = spawnSync(process.execPath, ['tools/src/run-e2e.ts'], { cwd: root, encoding: 'utf8', env });
  assert.equal(run.status, 1);
  assert.match(run.stderr, /apt-get install chromium/);
});
