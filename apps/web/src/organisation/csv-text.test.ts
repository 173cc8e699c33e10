import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnLetters, columnOfCell, csvOfPasted, mendCell } from './csv-text.ts';

test('one cell is mended and every other stays as it stands', () => {
  assert.equal(mendCell('\uFEFFa,b\r\n1,"x, y"\r\n2,z', 2, 1, '各类学校'), '\uFEFFa,b\r\n1,各类学校\r\n2,z');
  assert.equal(mendCell('a,b\n\n1,2\n', 3, 0, 'say "x", y'), 'a,b\n\n"say ""x"", y",2\n');
  assert.equal(mendCell('a,"b\nc",d\n1,2,3', 2, 2, '4'), 'a,"b\nc",d\n1,2,4');
  assert.equal(mendCell('a,b', 7, 0, 'x'), 'a,b');
});

test('cells pasted from a spreadsheet become CSV', () => {
  assert.equal(csvOfPasted('名称\t种类\n甲, 乙\t单位\n'), '名称,种类\r\n"甲, 乙",单位');
  assert.equal(csvOfPasted('a,b\n1,2'), 'a,b\n1,2');
});

test('columns have letters', () => {
  assert.deepEqual(['A1', 'B117', 'Z9', 'AA7'].map(columnOfCell), [0, 1, 25, 26]);
  assert.deepEqual([0, 1, 25, 26, 27].map(columnLetters), ['A', 'B', 'Z', 'AA', 'AB']);
});
