import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from './read-pasted.ts';

const parts = [
  { part: 'sub-district', words: ['sub-district', '街道', 'Sub-district offices'] },
  { part: 'community', words: ['community', '社区', 'Communities'] },
];

test('two columns of a spreadsheet are parts and a total', () => {
  assert.deepEqual(readPasted('街道\t2\r\n社区\t１００\r\n\r\n合计\t2,367\r\n', parts), {
    lines: [
      { name: '街道', part: 'sub-district', stated: 2 },
      { name: '社区', part: 'community', stated: 100 },
    ],
    total: 2367,
  });
});

test('typed lines are read as people write them, in either language', () => {
  assert.deepEqual(
    readPasted('街道2个\n社区：1,000\nsub-district offices 3', parts).lines.map(({ part, stated }) => [part, stated]),
    [
      ['sub-district', 2],
      ['community', 1000],
      ['sub-district', 3],
    ],
  );
});

test('what is no part or no number stays to be mended', () => {
  assert.deepEqual(readPasted('街到\t2\n社区\t很多\n社区', parts).lines, [
    { name: '街到', part: null, stated: 2 },
    { name: '社区', part: 'community', stated: null },
    { name: '社区', part: 'community', stated: null },
  ]);
});

test('a header copied along is no part', () => {
  for (const header of ['类别\t数量', '单位类别\t声明单位数', '名称', 'Class\tUnits']) {
    const { lines, total } = readPasted(`${header}\n街道\t2\n合计\t2`, parts);
    assert.deepEqual([lines.map(({ part }) => part), total], [['sub-district'], 2], header);
  }
  assert.equal(readPasted('街道\t两个\n社区\t1', parts).lines.length, 2, 'a part is never taken for a header');
});
