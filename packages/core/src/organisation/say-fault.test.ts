import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownWords } from './file-words.ts';
import { sayFault } from './say-fault.ts';

const sentences = { known: { zh: '已有的人（编码 {{code}}）', en: 'Somebody known (code {{code}})' } };
const said = (code: string, language: 'zh' | 'en') =>
  sayFault({ code: 'known', params: { code } }, sentences, language, ownWords);

test('given somebody without a code, then no empty brackets are said', () => {
  assert.deepEqual([said('A7', 'zh'), said('A7', 'en')], ['已有的人（编码 A7）', 'Somebody known (code A7)']);
  assert.deepEqual([said('', 'zh'), said('', 'en')], ['已有的人', 'Somebody known']);
});
