import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoThere, isToBeCleared, markDemo, sizeOfDemo } from './demo-mark.ts';

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
    for (const fresh of [false, true]) assert.throws(() => isToBeCleared(folder, fresh, 'town'), /no demo/);
  });
});

test('an empty folder has nothing to clear', () => {
  inFolder((folder) => assert.equal(isToBeCleared(folder, true, 'town'), false));
});

test('a demo that was built stays, unless it is to begin anew', () => {
  inFolder((folder) => {
    fill(folder);
    markDemo(folder, 'built', 'town');
    assert.equal(isToBeCleared(folder, false, 'town'), false);
    assert.equal(isToBeCleared(folder, true, 'town'), true);
  });
});

test('a demo that was left half built is built anew', () => {
  inFolder((folder) => {
    fill(folder);
    markDemo(folder, 'building', 'city');
    assert.equal(isToBeCleared(folder, false, 'town'), true);
  });
});

test('a town is not served as a city, nor thrown away for one, unless it is to begin anew', () => {
  inFolder((folder) => {
    fill(folder);
    markDemo(folder, 'built', 'town');
    assert.throws(() => isToBeCleared(folder, false, 'city'), /holds the demo town/);
    assert.equal(isToBeCleared(folder, true, 'city'), true);
    writeFileSync(join(folder, 'demo'), 'built\n');
    assert.equal(isToBeCleared(folder, false, 'town'), false, 'as towns were marked before there was a city');
  });
});

test('given no wish, then the city is built where nothing is, and what stands there is served', () => {
  inFolder((folder) => {
    assert.equal(sizeOfDemo(folder, null), 'city');
    assert.equal(sizeOfDemo(folder, 'town'), 'town');
    fill(folder);
    markDemo(folder, 'built', 'town');
    assert.equal(sizeOfDemo(folder, null), 'town');
    assert.equal(sizeOfDemo(folder, 'city'), 'city', 'and is refused where a town stands');
    markDemo(folder, 'building', 'town');
    assert.equal(sizeOfDemo(folder, null), 'town');
  });
});

test('what is in a folder is told apart: a demo by its size, another instance, nothing', () => {
  inFolder((folder) => {
    assert.equal(demoThere(folder), 'nothing');
    fill(folder);
    assert.equal(demoThere(folder), 'real');
    for (const size of ['city', 'town'] as const) {
      markDemo(folder, 'built', size);
      assert.equal(demoThere(folder), size);
    }
  });
});
