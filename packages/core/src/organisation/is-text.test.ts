import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isText } from './index.ts';

test('a table is text: with breaks in its cells, with the mark of an old program at its end, with one damaged character', () => {
  assert.ok(isText(''));
  assert.ok(isText('编码,姓名\r\nA1,"王\u000b一"\t\f\n'));
  assert.ok(isText('a,b\n1,2\u001a'));
  assert.ok(isText(`编码,姓名\n${'A1,王一\n'.repeat(10)}A2,王\ufffd\n`));
});

test('what was decoded from anything else is none', () => {
  assert.ok(!isText('编码,姓名\0'));
  assert.ok(!isText('\u0089PNG\r\n\u001a\n'));
  assert.ok(!isText('\u0003甲\ufffd\u0011乙丙\u0007'));
});
