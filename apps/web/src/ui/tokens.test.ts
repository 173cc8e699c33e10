import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contrast } from './contrast.ts';
import { tokenFiles } from './generate-tokens.ts';
import tokens from './tokens.json' with { type: 'json' };

type Pair = { ink: string; on?: string[]; needs: number; light: number[]; dark: number[] };
const colors: Record<string, { light: string; dark: string }> = tokens.colors;
const paper = ['bg', 'surface', 'sunken'];

for (const pair of tokens.contrast as Pair[]) {
  for (const mode of ['light', 'dark'] as const) {
    const grounds = pair.on ?? paper;
    for (const [index, ground] of grounds.entries()) {
      test(`${mode}: ${pair.ink} on ${ground} is ${pair[mode][index]} and at least ${pair.needs}`, () => {
        const ratio = contrast(hex(pair.ink, mode), hex(ground, mode));
        assert.equal(ratio.toFixed(1), pair[mode][index]?.toFixed(1));
        assert.ok(Number(ratio.toFixed(1)) >= pair.needs);
      });
    }
  }
}

test('the generated files are those of tokens.json', () => {
  for (const [path, content] of tokenFiles()) assert.equal(readFileSync(path, 'utf8'), content, path);
});

test('no colour is written outside tokens.json', async () => {
  const { globSync } = await import('node:fs');
  const sheets = globSync('**/*.css', { cwd: new URL('..', import.meta.url) }).filter(
    (name) => !name.endsWith('tokens.css'),
  );
  assert.ok(sheets.length > 0);
  for (const name of sheets) {
    const text = readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
    assert.doesNotMatch(text, /#[0-9a-f]{3,8}\b|rgba?\(/iu, name);
  }
});

function hex(name: string, mode: 'light' | 'dark'): string {
  const color = colors[name];
  assert.ok(color, `no colour ${name}`);
  return color[mode];
}
