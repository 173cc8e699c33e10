import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { madeRow, madeWorkbook } from './made-workbook.fixture.ts';
import { openWorkbook } from './open-workbook.ts';
import { readSheets } from './read-sheets.ts';
import { judgeBytes } from './unpack-workbook.ts';
import { writeBook } from './write-book.ts';

const sheet = (cells: string, after = '') => madeWorkbook([{ name: '名册', cells, after }]);
const xml = (text: string) => ({ xml: text });
const bytes = (text: string) => new TextEncoder().encode(text);

async function cellsOf(cells: string, options: Parameters<typeof madeWorkbook>[1] = {}) {
  const [opened] = await openWorkbook(madeWorkbook([{ name: '名册', cells }], options));
  return opened!;
}

async function refusalOf(file: Uint8Array): Promise<string> {
  const read = await readSheets({ kind: 'xlsx', bytes: file }, () => undefined);
  return 'refused' in read ? read.refused : 'taken';
}

describe('the cells of a workbook', () => {
  test('are the text that people see: figures, fractions, truths, dates and rich text', async () => {
    const styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    const row = madeRow(1, [
      ' 甲 ',
      xml('<c><v>1970</v></c>'),
      xml('<c><v>1.1000000000000001</v></c>'),
      xml('<c t="b"><v>1</v></c>'),
      xml('<c s="1"><v>38412</v></c>'),
      xml('<c t="inlineStr"><is><r><t>红</t></r><r><t>字</t></r></is></c>'),
    ]);
    const { rows, doubts } = await cellsOf(row, { styles });
    assert.deepEqual([rows, doubts], [[[' 甲 ', '1970', '1.1', 'TRUE', '2005-03-01', '红字']], []]);
  });

  test('of a formula are its result; without one, or with an error, they are doubted', async () => {
    const row = madeRow(1, [
      xml('<c t="str"><f>A1&amp;B1</f><v>甲乙</v></c>'),
      xml('<c><f>1+1</f><v>2</v></c>'),
      xml('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
      xml('<c><f>B1*2</f></c>'),
    ]);
    const { rows, doubts } = await cellsOf(row);
    assert.deepEqual(rows, [['甲乙', '2', '#DIV/0!', '=']]);
    assert.deepEqual(doubts, [
      { row: 0, column: 2, code: 'formula-error' },
      { row: 0, column: 3, code: 'formula-without-value' },
    ]);
  });

  test('with more digits than a spreadsheet keeps are doubted, not rounded in silence', async () => {
    const { rows, doubts } = await cellsOf(
      madeRow(1, [xml('<c><v>511825199001010000</v></c>'), xml('<c><v>123456789012345</v></c>')]),
    );
    assert.deepEqual(rows, [['511825199001010000', '123456789012345']]);
    assert.deepEqual(doubts, [{ row: 0, column: 0, code: 'number-rounded' }]);
  });

  test('keep the zeros that only their format shows', async () => {
    const styles =
      '<numFmts count="1"><numFmt numFmtId="164" formatCode="000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>';
    const { rows } = await cellsOf(madeRow(1, [xml('<c s="1"><v>42</v></c>'), xml('<c s="0"><v>42</v></c>')]), {
      styles,
    });
    assert.deepEqual(rows, [['000042', '42']]);
  });

  test('come with the ranges that are merged, and rows keep their numbers', async () => {
    const [opened] = await openWorkbook(
      sheet(
        madeRow(2, ['甲', '乙']) + madeRow(5, ['丙']),
        '<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>',
      ),
    );
    assert.deepEqual(opened!.rows, [
      ['', ''],
      ['甲', '乙'],
      ['', ''],
      ['', ''],
      ['丙', ''],
    ]);
    assert.deepEqual(opened!.merges, [{ top: 1, left: 0, bottom: 3, right: 0 }]);
  });

  test('come with the rows that nobody sees: folded away or filtered out', async () => {
    const cells = madeRow(1, ['甲']) + madeRow(2, ['乙']).replace('<row ', '<row hidden="1" ') + madeRow(4, ['丙']);
    assert.deepEqual((await cellsOf(cells)).hidden, [1]);
    assert.deepEqual((await cellsOf(madeRow(1, ['甲']))).hidden, []);
  });

  test('are of the sheets that people see, in their order', async () => {
    const opened = await openWorkbook(
      madeWorkbook([
        { name: '单位&amp;组织', cells: madeRow(1, ['甲']) },
        { name: '旧', cells: madeRow(1, ['旧']), state: 'hidden' },
        { name: '人员', cells: madeRow(1, ['乙']) },
      ]),
    );
    assert.deepEqual(
      opened.map(({ name, rows }) => [name, rows]),
      [
        ['单位&组织', [['甲']]],
        ['人员', [['乙']]],
      ],
    );
  });

  test('are what was written, whatever it was', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '=1+1',
        '007',
        '511825199001010012',
        "'=a",
        '阿依努尔·买买提',
        '𠮷𡨸',
        'a,"b"\n二',
        ' x ',
        '_x0041_',
        '&amp;',
        'constructor',
        '__proto__',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), async (rows) => {
        // What PostgreSQL or XML cannot hold, names lose when they are read.
        const written = rows.map((cells) => cells.map((cell) => cell.toWellFormed().replaceAll(/\p{Cc}/gu, '')));
        const book = await writeBook({ sheets: [{ name: '名册', rows: [['甲', '乙'], ...written], widths: [9, 9] }] });
        const [opened] = await openWorkbook(book);
        const read = [...opened!.rows, ...Array.from({ length: rows.length }, () => ['', ''])].slice(
          0,
          rows.length + 1,
        );
        assert.deepEqual(read, [['甲', '乙'], ...written]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a file that is no workbook to be read', () => {
  test('is refused by what it is', async () => {
    const container = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]);
    assert.equal(judgeBytes(container), 'workbook-of-old-excel');
    const encrypted = Buffer.concat([container, Buffer.from('EncryptedPackage', 'utf16le')]);
    assert.equal(judgeBytes(encrypted), 'workbook-encrypted');
    assert.equal(judgeBytes(bytes('编码,姓名')), 'workbook-unreadable');
    assert.equal(await refusalOf(bytes('%PDF-1.7')), 'workbook-unreadable');
    assert.equal(await refusalOf(zipSync({ 'a.txt': bytes('a') })), 'workbook-unreadable');
    assert.equal(await refusalOf(madeWorkbook([])), 'workbook-unreadable');
    const whole = sheet(madeRow(1, ['甲']));
    assert.equal(await refusalOf(whole.subarray(0, whole.length / 2)), 'workbook-unreadable');
    assert.equal(await refusalOf(sheet('<row r="1"><c r="A1"><v>1')), 'workbook-unreadable');
  });

  test('with macros, under whatever name, is refused', async () => {
    const macro = { more: { 'xl/vbaProject.bin': bytes('x') } };
    assert.equal(await refusalOf(madeWorkbook([{ name: '表', cells: '' }], macro)), 'workbook-has-macros');
    const types = {
      more: { '[Content_Types].xml': bytes('<Types><Override ContentType="x.sheet.macroEnabled.main+xml"/></Types>') },
    };
    assert.equal(await refusalOf(madeWorkbook([{ name: '表', cells: '' }], types)), 'workbook-has-macros');
  });

  test('that unpacks to more than any roster is refused before it is unpacked', async () => {
    const bomb = madeWorkbook([{ name: '表', cells: '' }], {
      more: { 'xl/sharedStrings.xml': new Uint8Array(160_000_000) },
    });
    assert.ok(bomb.length < 1_000_000);
    assert.equal(await refusalOf(bomb), 'workbook-too-large');
  });

  test('that harms its reader ends the reader alone', async () => {
    const far = sheet(`<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>`);
    const limits = { milliseconds: 60_000, megabytes: 64 };
    const tooLarge = { refused: 'workbook-too-large', params: {} };
    // A thread would end its process with it about every fifth time.
    const read = await Promise.all(
      Array.from({ length: 4 }, () => readSheets({ kind: 'xlsx', bytes: far }, () => undefined, limits)),
    );
    assert.deepEqual(new Set(read.map((each) => JSON.stringify(each))), new Set([JSON.stringify(tooLarge)]));
    const slow = await readSheets({ kind: 'xlsx', bytes: far }, () => undefined, { milliseconds: 1, megabytes: 64 });
    assert.deepEqual(slow, tooLarge);
  });
});
