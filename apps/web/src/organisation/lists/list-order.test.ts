import assert from 'node:assert/strict';
import { test } from 'node:test';
import { depthOf, moved, type Entry } from './list-order.ts';

const entry = (code: string, parentCode: string | null = null): Entry => ({
  code,
  parentCode,
  title: { zh: code, en: code },
  isRetired: false,
  hasMeaning: false,
});
const list = [entry('a'), entry('a1', 'a'), entry('a2', 'a'), entry('b')];
const codes = (entries: readonly Entry[]) => entries.map(({ code }) => code).join(' ');

test('an entry moves among its brothers alone', () => {
  assert.equal(codes(moved(list, 'a', 1)), 'b a1 a2 a');
  assert.equal(codes(moved(list, 'a2', -1)), 'a a2 a1 b');
  assert.equal(codes(moved(list, 'a1', -1)), codes(list));
  assert.equal(codes(moved(list, 'b', 1)), codes(list));
});

test('depth is the number of entries above', () => {
  assert.deepEqual(
    list.map((each) => depthOf(list, each)),
    [0, 1, 1, 0],
  );
});
