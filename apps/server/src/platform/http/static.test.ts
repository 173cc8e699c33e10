import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fastify from 'fastify';
import { serveDesk } from './static.ts';

async function desk(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'));
  await mkdir(join(folder, 'assets'));
  await build(folder, 'old');
  const app = fastify();
  await serveDesk(app, folder);
  t.after(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });
  const get = async (url: string) => {
    const { statusCode, headers, body } = await app.inject({ url });
    return [statusCode, headers['cache-control'], body];
  };
  return { folder, get };
}

async function build(folder: string, name: string): Promise<void> {
  await rm(join(folder, 'assets'), { recursive: true });
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), `<script src="/assets/${name}.js">`);
  await writeFile(join(folder, 'assets', `${name}.js`), name);
}

test('every address of a page is the one document; its files are kept for a year', async (t) => {
  const { get } = await desk(t);
  for (const url of ['/', '/units/1', '/overview/2/standings?stage=study'])
    assert.deepEqual(await get(url), [200, 'no-cache', '<script src="/assets/old.js">'], url);
  assert.deepEqual(await get('/assets/old.js'), [200, 'public, max-age=31536000, immutable', 'old']);
});

test('a desk that is built again while the server runs is served as it is now', async (t) => {
  const { folder, get } = await desk(t);
  await build(folder, 'new');
  assert.deepEqual(await get('/units/1'), [200, 'no-cache', '<script src="/assets/new.js">']);
  assert.equal((await get('/assets/new.js'))[2], 'new');
  assert.equal((await get('/assets/old.js'))[0], 404);
});
