import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codesShare, editDistance, nearest, nearestAmong } from './nearest-fit.ts';

test('the word with the fewest edits is the nearest, the first of equals', () => {
  assert.equal(nearest('党支布', ['党委', '党支部', '党总支']), '党支部');
  assert.equal(nearest('ab', ['ax', 'xb']), 'ax');
});

test('of equally near words the one that was begun is the nearest', () => {
  assert.equal(nearest('党支', ['地区', '单位', '党委', '党总支', '党支部']), '党支部');
  assert.equal(nearest('党总', ['党委', '党支部', '党总支']), '党总支');
  assert.equal(nearest('党支', ['党支部', '党委', '党支会']), '党支部', 'of two that were begun the first');
  assert.equal(nearest('党支布', ['党支', '党支布告牌']), '党支', 'fewer edits go before');
});

test('a word that shares nothing has no nearest', () => {
  assert.equal(nearest('学校', ['党委', '地区']), null);
  assert.equal(nearest('', ['党委']), null);
});

test('a code that is mostly another is not offered: it would be taken at a touch', () => {
  assert.equal(nearest('NOPE', ['P1', 'P2'], codesShare), null);
  assert.equal(nearest('第1党支部', ['B1000'], codesShare), null);
  assert.equal(nearest('U99', ['U09'], codesShare), 'U09');
  assert.equal(nearest('9U9', ['U99', 'B01'], codesShare), 'U99');
});

test('after two hundred different words no more are looked for', () => {
  const fit = nearestAmong(['code-1']);
  for (let index = 0; index < 200; index += 1) assert.equal(fit(`code-${index}x`), 'code-1');
  assert.equal(fit('code-999'), null);
  assert.equal(fit('code-0x'), 'code-1');
});

test('edits are counted alike from both sides, and none only between equals', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      assert.equal(editDistance(a, b), editDistance(b, a));
      assert.equal(editDistance(a, b) === 0, a === b);
      assert.ok(editDistance(a, b) <= Math.max(a.length, b.length));
    }),
  );
});
