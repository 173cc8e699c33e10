import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isToBeCleared, markDemo } from './demo-mark.ts';

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'muster-demo-mark-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const fill = (folder: string) => mkdirSync(join(folder, 'postgres'));

test('a real instance is never thrown away, whatever is asked', () => {
  inFolder((folder) => {
    fill(folder);
    for (const fresh of [false, true]) assert.throws(() => isToBeCleared(folder, fresh), /no demo/);
  });
});

test('an empty folder has nothing to clear', () => {
  inFolder((folder) => assert.equal(isToBeCleared(folder, true), false));
});

test('a demo that was built stays, unless it is to begin anew', () => {
  inFolder((folder) => {
    fill(folder);
    markDemo(folder, 'built');
    assert.equal(isToBeCleared(folder, false), false);
    assert.equal(isToBeCleared(folder, true), true);
  });
});

test('a demo that was left half built is built anew', () => {
  inFolder((folder) => {
    fill(folder);
    markDemo(folder, 'building');
    assert.equal(isToBeCleared(folder, false), true);
  });
});
