import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const here = import.meta.dirname;
const read = (name: string) => JSON.parse(readFileSync(join(here, name), 'utf8')) as Readonly<Record<string, string>>;
const [zh, en] = [read('zh.json'), read('en.json')];
const source = ['.', '../ui', '..']
  .flatMap((folder) => readdirSync(join(here, folder)).map((name) => join(here, folder, name)))
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

test('both languages say the same things of the same values', () => {
  assert.deepEqual(Object.keys(en), Object.keys(zh));
  const values = (text = '') => (text.match(/\{\w+\}/g) ?? []).toSorted();
  for (const [key, text] of Object.entries(zh)) assert.deepEqual(values(en[key]), values(text), key);
});

test('English has no Chinese character, but for the name of the other language', () => {
  for (const [key, text] of Object.entries(en))
    if (key !== 'other-language') assert.doesNotMatch(text, /\p{Script=Han}/u, key);
});

test('nothing is written down that no page says', () => {
  const isSaid = (key: string) => source.includes(`'${key}'`) || /^(?:trouble|question|answer)-/.test(key);
  assert.deepEqual(
    Object.keys(zh).filter((key) => !isSaid(key)),
    ['closed', 'counted'].filter((key) => !source.includes(`'${key}'`)),
  );
});

test('there is a sentence for all that the issuer and the box refuse a voter', () => {
  const servers = ['issuer/src/serve-issuer.ts', 'issuer/src/issuer.ts', 'box/src/serve-boxes.ts', 'box/src/box.ts']
    .map((path) => readFileSync(join(here, '../../..', path), 'utf8'))
    .join('\n');
  // What only a holder of the closing key is told, or a page never sends.
  const others = new Set(['not-a-holder', 'share-handed-out', 'method-not-allowed', 'draw-not-over']);
  const malformed = /^(?:ballot-|blinded-)/;
  const codes = [
    ...[...servers.matchAll(/refused: '([a-z-]+)'|'([a-z-]+)': \d{3}|ballot_issued__\w+: '([a-z-]+)'/g)].map(
      (found) => found.slice(1).find((code) => code !== undefined) ?? '',
    ),
    'draw-not-begun',
    'unavailable',
    'poll-counted-already',
    'poll-void-already',
    'poll-cancelled-already',
  ].filter((code) => !others.has(code) && !malformed.test(code));
  assert.ok(codes.includes('drawn-already') && codes.includes('key-used-already'));
  assert.deepEqual(
    [...new Set(codes)].filter((code) => !(`trouble-${code}` in zh)),
    [],
  );
});
