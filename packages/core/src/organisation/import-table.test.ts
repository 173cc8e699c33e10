import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cellName, findTable } from './import-table.ts';
import { listText, nameText, plainText, readCount, readDate } from './cell-text.ts';
import { organisationColumns } from './organisation-rows.ts';

describe('finding the table in a file', () => {
  test('given a merged title above the header, then the header is found and rows keep their numbers', () => {
    const table = findTable(
      [['单位名册', '', ''], [''], ['编码', '名称', '种类'], ['1', '石桥镇', '地区']],
      organisationColumns,
    );
    assert.ok(!('refused' in table));
    assert.deepEqual(table.header, ['编码', '名称', '种类']);
    assert.deepEqual(table.rows, [{ row: 4, cells: ['1', '石桥镇', '地区'] }]);
  });

  test('given headers in English, in another order and with notes, then each column is found', () => {
    const table = findTable(
      [
        ['Kind*', ' Parent Code ', 'NAME（required）', 'other'],
        ['unit', '', 'School', ''],
      ],
      organisationColumns,
    );
    assert.ok(!('refused' in table));
    assert.deepEqual(
      [...table.at],
      [
        ['kind', 0],
        ['parent', 1],
        ['name', 2],
      ],
    );
  });

  test('given empty rows at the end or between, then they are not rows', () => {
    const table = findTable(
      [['名称', '种类'], ['甲', '单位'], ['', ' '], ['乙', '单位'], ['', '　'], ['']],
      organisationColumns,
    );
    assert.ok(!('refused' in table));
    assert.deepEqual(
      table.rows.map(({ row }) => row),
      [2, 4],
    );
  });

  test('given no header, or one that lacks a column, then the columns are named', () => {
    assert.deepEqual(findTable([['甲', '乙']], organisationColumns), {
      refused: 'columns-missing',
      params: { columns: '名称、种类' },
    });
    assert.deepEqual(
      findTable(
        [
          ['名称', '编码'],
          ['甲', '1'],
        ],
        organisationColumns,
      ),
      { refused: 'columns-missing', params: { columns: '种类' } },
    );
  });

  test('given a header alone, then there is nothing to import', () => {
    assert.deepEqual(findTable([['名称', '种类'], ['']], organisationColumns), { refused: 'import-empty', params: {} });
  });

  test('cells are named as a spreadsheet names them', () => {
    assert.deepEqual(
      [cellName(1, 117), cellName(25, 1), cellName(26, 7), cellName(701, 2), cellName(702, 3)],
      ['B117', 'Z1', 'AA7', 'ZZ2', 'AAA3'],
    );
  });
});

describe('reading a cell', () => {
  test('full-width digits, letters and blanks become plain', () => {
    assert.equal(plainText('　ＡＢ－１２３ （x）\u00a0'), 'AB-123 (x)');
    assert.equal(readCount(plainText('３６，０６５人')), 36_065);
    assert.equal(readDate(plainText('２００５年７月１日')), '2005-07-01');
  });

  test('a name keeps its brackets', () => {
    assert.equal(nameText('　第１党支部（筹） \u200b'), '第1党支部（筹）');
    assert.equal(nameText("'=1+1"), '=1+1');
  });

  test('what PostgreSQL could not keep is left out', () => {
    assert.equal(nameText('a\u0000b\ud800'), 'ab\ufffd');
  });

  test('dates are days of the calendar', () => {
    assert.deepEqual(
      ['2005/7/1', '2005.07.01', '20050701', '2005-7-1'].map(readDate),
      Array.from({ length: 4 }, () => '2005-07-01'),
    );
    assert.deepEqual(['2005-02-30', '2005-13-01', '05-7-1', '昨天', '2005-00-10', '1005-01-01'].map(readDate), [
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('a list is parted at any of the usual marks', () => {
    assert.deepEqual(listText(' U1、U2；U3, U4，U5 '), ['U1', 'U2', 'U3', 'U4', 'U5']);
  });
});
