import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeHouse } from './house/make-house.ts';
import { root } from './house/root.ts';
import { runLimited } from './house/run-limited.ts';
import { typecheck } from './typecheck.ts';

const tsc = join(root, 'node_modules/.bin/tsc');
const ours = readFileSync(join(root, 'packages/core/tsconfig.json'), 'utf8');
const base = readFileSync(join(root, 'tsconfig.base.json'), 'utf8');

test('every tsconfig is compiled; the rules see neither Node nor the browser', async (t) => {
  const house = makeHouse(t, {
    'tsconfig.base.json': base,
    'package.json': '{ "type": "module" }',
    'packages/core/tsconfig.json': ours,
    'packages/core/src/gate.ts': 'export const now = (at: Date): number => at.getTime();',
    'packages/proof/tsconfig.json': ours,
    'packages/proof/src/index.ts': "import 'node:fs';\nexport const now = setTimeout;",
  });
  const [core, proof] = await typecheck(house, tsc);
  assert.deepEqual([core?.project, core?.ok, core?.output], ['packages/core/tsconfig.json', true, '']);
  assert.equal(proof?.ok, false);
  assert.match(proof.output, /node:fs/);
  assert.match(proof.output, /setTimeout/);
});

test('no more than two run at once, and answers keep their order', async () => {
  let running = 0;
  let most = 0;
  const task = (name: number) => async (): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setTimeout(done, 10 - name));
    running -= 1;
    return name;
  };
  assert.deepEqual(await runLimited([0, 1, 2, 3, 4].map(task), 2), [0, 1, 2, 3, 4]);
  assert.equal(most, 2);
});
