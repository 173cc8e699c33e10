import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { kindWords } from './kind-words.ts';

/** The words of the page of records, as `slice.kind`. */
function wordsOfThePage(language: 'zh' | 'en'): readonly string[] {
  const file = join(import.meta.dirname, `../../../web/src/ledger/${language}.json`);
  const { kind } = JSON.parse(readFileSync(file, 'utf8')) as { kind: Record<string, Record<string, string>> };
  return Object.entries(kind).flatMap(([slice, words]) => Object.keys(words).map((word) => `${slice}.${word}`));
}

test('a workbook has a word for every kind of entry that the page has one for, in both languages, and no other', () => {
  const kinds = Object.keys(kindWords).toSorted();
  assert.deepEqual(wordsOfThePage('zh').toSorted(), kinds);
  assert.deepEqual(wordsOfThePage('en').toSorted(), kinds);
});
