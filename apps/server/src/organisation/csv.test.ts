import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readCsv, writeCsv } from './csv.ts';

const rows = [
  ['编码', '名称', '种类', '所属单位编码'],
  ['1', '甲, 乙; 丙', '党支部', 'U1;U2;U3'],
  ['2', '丁', '党支部', 'U1；U2'],
];

function written(separator: string): string {
  const quoted = (cell: string) => (/[,;；\t|]/.test(cell) ? `"${cell}"` : cell);
  return rows.map((cells) => cells.map(quoted).join(separator)).join('\r\n');
}

describe('a text file', () => {
  test('is parted by whatever parts its lines, whatever its cells list', () => {
    for (const separator of [',', '\t', ';', '；', '，', '|']) assert.deepEqual(readCsv(written(separator)), rows);
    const lists = '姓名,类别\n张三,流动;离退休;年老体弱\n李四,流动;离退休;年老体弱';
    assert.deepEqual(readCsv(lists), [
      ['姓名', '类别'],
      ['张三', '流动;离退休;年老体弱'],
      ['李四', '流动;离退休;年老体弱'],
    ]);
    assert.deepEqual(readCsv('姓名\n张三\n'), [['姓名'], ['张三']]);
    assert.deepEqual(readCsv(''), []);
  });

  test('may name its separator as Excel does, and its rows keep their numbers', () => {
    assert.deepEqual(readCsv(`\ufeffsep=;\r\n${written(';')}`), [[], ...rows]);
  });

  test('with a title above the header is parted as its table is', () => {
    assert.deepEqual(readCsv('石桥镇名册\n姓名\t出生年\n张三\t1970'), [
      ['石桥镇名册'],
      ['姓名', '出生年'],
      ['张三', '1970'],
    ]);
  });

  test('with a quotation mark that is never closed is refused with the row where it stands', () => {
    assert.deepEqual(readCsv('编码,名称\n1,"甲\n乙"\n2,"丙\n3,丁\n'), {
      refused: 'quote-never-closed',
      params: { row: 3 },
    });
  });

  test('that was written is read as it was', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a;b;c;d', '甲\t乙', '"', 'x,y', '，；|'));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (lines) => {
        const table = [
          rows[0]!.slice(0, 3),
          ...lines.map((cells) => cells.map((text) => text.replaceAll(/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]+/g, ''))),
        ];
        assert.deepEqual(readCsv(writeCsv(table)), table);
      }),
      { numRuns: 300 },
    );
  });
});
