import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstLanguage } from './language.ts';

const store = (chosen: string | null) => ({ getItem: () => chosen });

test('the address wins over what was chosen, and that over the browser', () => {
  assert.equal(firstLanguage('?lang=en', store('zh'), ['zh-CN']), 'en');
  assert.equal(firstLanguage('', store('en'), ['zh-CN']), 'en');
  assert.equal(firstLanguage('', store('zh'), ['en-US']), 'zh');
});

test('who comes for the first time reads Chinese where the browser knows anybody who does', () => {
  assert.equal(firstLanguage('', store(null), ['en-US', 'en']), 'en');
  assert.equal(firstLanguage('', store(null), ['en-US', 'zh-TW']), 'zh');
  assert.equal(firstLanguage('?lang=fr', store(null), ['zh']), 'zh');
  assert.equal(firstLanguage('', store(null), []), 'en');
});
