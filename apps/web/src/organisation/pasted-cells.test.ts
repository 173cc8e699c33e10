import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnLetters, columnOfCell } from './cell-address.ts';
import { csvOfPasted } from './pasted-cells.ts';

test('cells pasted from a spreadsheet become CSV', () => {
  assert.equal(csvOfPasted('名称\t种类\n甲, 乙\t单位\n'), '名称,种类\r\n"甲, 乙",单位');
  assert.equal(csvOfPasted('a\tb\r\n"x\ny ""z"""\t\r\n'), 'a,b\r\n"x\ny ""z""",');
  assert.equal(csvOfPasted('a,b\n1,2'), 'a,b\n1,2');
});

test('a line that is pasted empty keeps its place', () => {
  assert.equal(csvOfPasted('a\tb\n\n1\t2'), 'a,b\r\n\r\n1,2');
});

test('columns have letters', () => {
  assert.deepEqual(['A1', 'B117', 'Z9', 'AA7'].map(columnOfCell), [0, 1, 25, 26]);
  assert.deepEqual([0, 1, 25, 26, 27].map(columnLetters), ['A', 'B', 'Z', 'AA', 'AB']);
});
