import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { finish } from '../kernel/index.ts';
import { plainSheet, type ImportSheet } from './import-sheet.ts';
import { cellName, findTables } from './import-table.ts';
import { listText, nameText, plainText, readCount, readDate } from './cell-text.ts';
import { organisationColumns } from './organisation-rows.ts';

type Rows = ImportSheet['rows'];

function tablesOf(...sheets: readonly (Partial<ImportSheet> & { readonly rows: Rows })[]) {
  const whole = sheets.map((sheet) => ({ ...plainSheet(sheet.rows), ...sheet }));
  const found = finish(findTables(whole, organisationColumns, ['姓名']));
  assert.ok(!('refused' in found), JSON.stringify(found));
  return found;
}

function refusalOf(...rows: readonly Rows[]) {
  return finish(findTables(rows.map(plainSheet), organisationColumns));
}

describe('finding the table in a file', () => {
  test('given a title above the header, then the header is found and rows keep their numbers', () => {
    const [table] = tablesOf({ rows: [['单位名册', '', ''], [''], ['编码', '名称', '种类'], ['1', '石桥镇', '地区']] });
    assert.deepEqual([table!.headerRow, table!.header], [3, ['编码', '名称', '种类']]);
    assert.deepEqual(table!.rows, [{ row: 4, cells: ['1', '石桥镇', '地区'] }]);
  });

  test('given headers in English, in another order and with notes, then each column is found', () => {
    const [table] = tablesOf({
      rows: [
        ['Kind*', ' Parent Code ', 'NAME（required）', 'other'],
        ['unit', '', 'School', ''],
      ],
    });
    assert.deepEqual(Object.fromEntries(table!.at), { kind: 0, parent: 1, name: 2 });
  });

  test('given empty rows at the end or between, then they are not rows', () => {
    const [table] = tablesOf({ rows: [['名称', '种类'], ['甲', '单位'], ['', ' '], ['乙', '单位'], ['', '　'], ['']] });
    assert.deepEqual(
      table!.rows.map(({ row }) => row),
      [2, 4],
    );
  });

  test('given a header over two rows, merged or not, then it is read as one', () => {
    const rows = [
      ['编码', '基本情况', '', '上级', '声明党员数'],
      ['', '名称', '种类', '编码', ''],
      ['1', '甲', '单位', '9', '3'],
    ];
    const merges = [
      { top: 0, left: 0, bottom: 1, right: 0 },
      { top: 0, left: 1, bottom: 0, right: 2 },
      { top: 0, left: 4, bottom: 1, right: 4 },
    ];
    for (const each of [{ rows }, { rows, merges }]) {
      const [table] = tablesOf(each);
      assert.deepEqual(Object.fromEntries(table!.at), { code: 0, name: 1, kind: 2, parent: 3, stated: 4 });
      assert.deepEqual(
        table!.rows.map(({ row }) => row),
        [3],
      );
    }
  });

  test('given a header of which every cell is drawn over two rows, then its lower half is no row', () => {
    const rows = [
      ['名称', '种类'],
      ['', ''],
      ['甲', '单位'],
    ];
    const merges = [0, 1].map((left) => ({ top: 0, left, bottom: 1, right: left }));
    assert.deepEqual(
      tablesOf({ rows, merges })[0]!.rows.map(({ row }) => row),
      [3],
    );
  });

  test('given a header repeated for the printer, then it is no row', () => {
    const head = ['编码', '名称', '种类'];
    const [table] = tablesOf({ rows: [head, ['1', '甲', '单位'], head, ['2', '乙', '单位']] });
    assert.deepEqual(
      table!.rows.map(({ row }) => row),
      [2, 4],
    );
  });

  test('given a cell merged over several rows, then each of them has it, but an empty row stays empty', () => {
    const rows = [
      ['名称', '种类', '上级编码'],
      ['甲', '单位', 'T1'],
      ['乙', '单位', ''],
      ['', '', ''],
    ];
    const [table] = tablesOf({ rows, merges: [{ top: 1, left: 2, bottom: 3, right: 2 }] });
    assert.deepEqual(
      table!.rows.map(({ cells }) => cells),
      [
        ['甲', '单位', 'T1'],
        ['乙', '单位', 'T1'],
      ],
    );
  });

  test('given a book with other tables, notes and two sheets of this one, then these two are read', () => {
    const head = ['编码', '名称', '种类', '上级编码'];
    const found = tablesOf(
      {
        name: '说明',
        rows: [
          ['列', '怎么写'],
          ['名称', '全称'],
          ['种类', '单位'],
        ],
      },
      {
        name: '人员',
        rows: [
          ['编码', '姓名', '种类', '名称'],
          ['1', '张三', '单位', ''],
        ],
      },
      { name: '白鹭镇', rows: [head, ['1', '甲', '单位', '']] },
      { name: '石桥镇', rows: [['石桥镇'], head, ['2', '乙', '单位', '']] },
    );
    assert.deepEqual(
      found.map(({ sheet, rows }) => [sheet, rows.map(({ row }) => row)]),
      [
        ['白鹭镇', [2]],
        ['石桥镇', [3]],
      ],
    );
  });

  test('given no header, or one that lacks a column, then the columns are named', () => {
    const columns = (text: string) => ({ refused: 'columns-missing', params: { columns: text } });
    assert.deepEqual(refusalOf([['甲', '乙']]), columns('名称、种类'));
    assert.deepEqual(
      refusalOf([
        ['名称', '编码'],
        ['甲', '1'],
      ]),
      columns('种类'),
    );
    assert.deepEqual(refusalOf(), columns('名称、种类'));
  });

  test('given a table of another kind, then it is refused by the columns that say so', () => {
    const others = ['姓名', '党支部编码', 'born_in'];
    const refused = (header: readonly string[]) =>
      finish(findTables([plainSheet([header])], organisationColumns, others));
    assert.deepEqual(refused(['编码', '姓名', '党支部编码']), {
      refused: 'other-table',
      params: { column: '姓名、党支部编码' },
    });
    assert.deepEqual(refused(['code', 'name', 'born_in']), { refused: 'other-table', params: { column: 'born_in' } });
    // A column of another kind among many of its own is a column too many, not another table.
    assert.deepEqual(refused(['编码', '名称', '种类', '上级编码', '姓名']), { refused: 'import-empty', params: {} });
  });

  test('given a column twice, then it is refused, unless it is drawn over both', () => {
    const twice = { refused: 'column-twice', params: { column: '名称' } };
    assert.deepEqual(refusalOf([['名称', '种类', '名称']]), twice);
    assert.deepEqual(refusalOf([['name', '种类', '名称']]), twice);
    const merges = [{ top: 0, left: 0, bottom: 0, right: 1 }];
    const [drawn] = tablesOf({
      merges,
      rows: [
        ['名称', '', '种类'],
        ['甲', '', '单位'],
      ],
    });
    assert.deepEqual([drawn!.at.get('name'), drawn!.unread], [0, []]);
  });

  test('given a column that is not known and says something, then it is told', () => {
    const [table] = tablesOf({
      rows: [
        ['名称', '备注', '电话', '种类'],
        ['甲', '', '123', '单位'],
      ],
    });
    assert.deepEqual(table!.unread, [2]);
  });

  test('given rows that are hidden, then they are rows, and counted; the empty ones are not', () => {
    const [table] = tablesOf({
      rows: [
        ['名称', '种类'],
        ['甲', '单位'],
        ['乙', '单位'],
        ['', ''],
      ],
      hidden: [1, 3],
    });
    assert.deepEqual([table!.rows.length, table!.hiddenRows], [2, 1]);
  });

  test('given a total, and who filled it in, then these are no rows, and it is told', () => {
    const [table] = tablesOf({
      rows: [
        ['序号', '名称', '种类'],
        ['1', '甲', '单位'],
        ['小计', '1', ''],
        ['2', '乙', '单位'],
        ['合 计', '2', ''],
        ['填表人：', '', '审核人：'],
        ['备注：按 2026 年 3 月', '', ''],
      ],
    });
    assert.deepEqual(
      [table!.rows.map(({ row }) => row), table!.passed.map(({ row, column }) => [row, column])],
      [
        [2, 4],
        [
          [3, 0],
          [5, 0],
          [6, 0],
          [7, 0],
        ],
      ],
    );
  });

  test('given a header alone, then there is nothing to import', () => {
    assert.deepEqual(refusalOf([['名称', '种类'], ['']]), { refused: 'import-empty', params: {} });
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

  test('dates are read as other programs write them, and never guessed', () => {
    const written = [
      '2005-02-23 00:00:00',
      '2005/2/23 0:00',
      '2005-02-23T00:00:00.000Z',
      '2005.2.23.',
      '2005年2月23号',
    ];
    for (const text of written) assert.equal(readDate(text), '2005-02-23', text);
    for (const text of ['2005.02', '2005年2月', '05.2.23', '38406', '2005-02-23 08:30'])
      assert.equal(readDate(text), null);
  });

  test('an apostrophe that keeps a number text is no part of it', () => {
    assert.deepEqual(
      [plainText("'0012"), plainText("'SCHOOL-1"), nameText("'s-Gravenhage")],
      ['0012', 'SCHOOL-1', "'s-Gravenhage"],
    );
  });

  test('a list is parted at any of the usual marks', () => {
    assert.deepEqual(listText(' U1、U2；U3, U4，U5 '), ['U1', 'U2', 'U3', 'U4', 'U5']);
  });
});
