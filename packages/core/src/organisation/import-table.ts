import { inSteps, refuse, type Refusal, type Steps } from '../kernel/index.ts';
import { plainText } from './cell-text.ts';
import { passedOver } from './passed-rows.ts';
import { readAsDrawn, spreadDown, type CellDoubt, type ImportSheet } from './import-sheet.ts';

/** A column that an import knows by its header: the first name is the one that an export writes, the second the English one. */
export interface ImportColumn<Key extends string = string> {
  readonly key: Key;
  readonly names: readonly [string, string, ...string[]];
  readonly required: boolean;
  /** What one writes there. */
  readonly note: { readonly zh: string; readonly en: string };
}

/** What holds for every column, said where the columns are explained. */
export const emptyCells = {
  name: { zh: '空着的格', en: 'Empty cells' },
  note: {
    zh: '空着的格和表里没有的列，名册上的保持不变；要去掉类别或信用代码，写“无”',
    en: 'An empty cell, and a column that is not there, leave what the roster has; none takes a class, a category or a credit code away',
  },
} as const;

/** A row as it stands in the file; `row` counts from 1 as a spreadsheet does. */
export interface ImportRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The table of one sheet. */
export interface ImportTable<Key extends string = string> {
  /** Null for a file that has no sheets. */
  readonly sheet: string | null;
  readonly headerRow: number;
  readonly header: readonly string[];
  readonly at: ReadonlyMap<Key, number>;
  readonly rows: readonly ImportRow[];
  /** By the name of the cell. */
  readonly doubts: ReadonlyMap<string, CellDoubt>;
  /** Where columns stand that are not read, though they say something. */
  readonly unread: readonly number[];
  /** The first thing said in each column that has no header. */
  readonly unnamed: readonly { readonly row: number; readonly column: number; readonly text: string }[];
  /** Totals and notes among the rows, by where they say so. */
  readonly passed: readonly { readonly row: number; readonly column: number; readonly text: string }[];
  /** How many of the rows one does not see in the spreadsheet. */
  readonly hiddenRows: number;
}

/** Why a file as a whole is not taken. */
export type FileRefusal = 'columns-missing' | 'import-empty' | 'other-table' | 'column-twice';

/** In the file of refused rows it says why each was refused: written for people, and looked for by no table. */
export const reasonColumn = { zh: '须改正之处', en: 'To be mended' } as const;
const reasonNames: ReadonlySet<string> = new Set(Object.values(reasonColumn));

/** Titles and notes may stand above the header. */
const headerWithin = 20;

/**
 * Finds the header among the first rows of each sheet, in whatever order its columns are, and the rows under it that are not empty.
 * A book may hold other tables: those with a column of theirs (`foreign`), or with few of these columns, are left alone.
 */
export function* findTables<Key extends string>(
  sheets: readonly ImportSheet[],
  columns: readonly ImportColumn<Key>[],
  foreign: readonly string[] = [],
): Steps<readonly ImportTable<Key>[] | Refusal<FileRefusal>> {
  const headers = sheets.map((sheet) => ({ sheet, ...headerOf(sheet, columns, foreign) }));
  const whole = headers.filter(({ at }) => missingOf(at, columns).length === 0);
  const own = whole.filter((header) => header.foreign.length === 0);
  const candidates = own.length > 0 ? own : whole.filter((header) => !isOther(header));
  const most = Math.max(0, ...candidates.map(({ at }) => at.size));
  const chosen = candidates.filter(({ at }) => at.size * 2 > most);
  if (chosen.length === 0) {
    const best = headers.toSorted((a, b) => b.at.size - a.at.size)[0];
    if (best !== undefined && isOther(best)) return refuse('other-table', { column: best.foreign.join('、') });
    const missing = missingOf(best?.at ?? new Map(), columns);
    return refuse('columns-missing', { columns: missing.map(({ names }) => names[0]).join('、') });
  }
  const repeated = chosen
    .map(({ sheet, row, at }) => repeatedIn(sheet, row, at, columns))
    .find((each) => each !== null);
  if (repeated !== undefined) return refuse('column-twice', { column: repeated });
  const tables: ImportTable<Key>[] = [];
  let before = 0;
  for (const each of chosen) {
    tables.push(yield* tableOf(each.sheet, each, before));
    before += each.sheet.rows.length;
  }
  return tables.some(({ rows }) => rows.length > 0) ? tables : refuse('import-empty');
}

interface Header<Key extends string> {
  readonly row: number;
  readonly cells: readonly string[];
  readonly at: ReadonlyMap<Key, number>;
  /** Its words that are headers of another kind of table. */
  readonly foreign: readonly string[];
}

/** More of it speaks of the other kind than of this one: a code and a name are in both. */
function isOther({ at, foreign }: Header<string>): boolean {
  const own = [...at.keys()].filter((key) => key !== 'code' && key !== 'name');
  return foreign.length > own.length;
}

function missingOf<Key extends string>(at: ReadonlyMap<Key, number>, columns: readonly ImportColumn<Key>[]) {
  return columns.filter(({ key, required }) => required && !at.has(key));
}

/** The row that names most columns, the first of equals. */
function headerOf<Key extends string>(
  sheet: ImportSheet,
  columns: readonly ImportColumn<Key>[],
  foreign: readonly string[],
): Header<Key> {
  const drawn = readAsDrawn(sheet, headerWithin);
  let best: Header<Key> = { row: 0, cells: [], at: new Map(), foreign: [] };
  const foreignWords = new Set(foreign.map(headerWord));
  for (const [row, cells] of drawn.entries()) {
    const at = columnsOf(cells, drawn[row - 1] ?? [], columns);
    const others = cells.filter((cell) => foreignWords.has(headerWord(cell))).map(plainText);
    if (at.size > best.at.size) best = { row, cells, at, foreign: [...new Set(others)] };
  }
  return best;
}

/** A header of two rows is read together: `党支部` over `编码` is `党支部编码`, and what has nothing beneath it stands for itself. */
function columnsOf<Key extends string>(
  cells: readonly string[],
  above: readonly string[],
  columns: readonly ImportColumn<Key>[],
): ReadonlyMap<Key, number> {
  const at = new Map<Key, number>();
  const width = Math.max(cells.length, above.length);
  for (let index = 0; index < width; index += 1) {
    const [own, over] = [headerWord(cells[index] ?? ''), headerWord(above[index] ?? '')];
    const words = own === over ? [own] : [over + own, own];
    const column = words
      .filter((word) => word !== '')
      .map((word) => columns.find(({ key, names }) => !at.has(key) && names.some((each) => headerWord(each) === word)))
      .find((each) => each !== undefined);
    if (column !== undefined) at.set(column.key, index);
  }
  return at;
}

/** A column of the table that stands there twice: nobody can say which of the two is meant. What is drawn over both is one. */
function repeatedIn<Key extends string>(
  sheet: ImportSheet,
  row: number,
  at: ReadonlyMap<Key, number>,
  columns: readonly ImportColumn<Key>[],
): string | null {
  const cells = (sheet.rows[row] ?? []).map(headerWord);
  const above = (readAsDrawn(sheet, row)[row - 1] ?? []).map(headerWord);
  const read = new Set(at.values());
  for (const [index, word] of cells.entries()) {
    if (word === '' || read.has(index)) continue;
    const first = [...at].find(([key, one]) => {
      const isSame = columns.some(
        (column) => column.key === key && column.names.some((name) => headerWord(name) === word),
      );
      return isSame && cells[one] !== '' && (above[one] ?? '') === (above[index] ?? '');
    });
    if (first !== undefined) return plainText(sheet.rows[row]?.[index] ?? '');
  }
  return null;
}

function* tableOf<Key extends string>(
  sheet: ImportSheet,
  header: Header<Key>,
  before: number,
): Steps<ImportTable<Key>> {
  const rows: ImportRow[] = [];
  const passed: ImportTable['passed'][number][] = [];
  let row = 0;
  const look = (cells: readonly string[]): void => {
    row += 1;
    if (row <= header.row + 1 || !cells.some(saysSomething) || isHeaderAgain(cells, header)) return;
    const at = passedOver(cells);
    if (at === null) rows.push({ row, cells });
    else passed.push({ row, column: at, text: plainText(cells[at] ?? '') });
  };
  yield* inSteps(spreadDown(sheet), look, before);
  const read = new Set(header.at.values());
  const unread = (sheet.rows[header.row] ?? []).flatMap((cell, index) =>
    !read.has(index) &&
    saysSomething(cell) &&
    !reasonNames.has(plainText(cell)) &&
    rows.some(({ cells }) => saysSomething(cells[index] ?? ''))
      ? [index]
      : [],
  );
  const width = header.cells.findLastIndex((cell) => saysSomething(cell)) + 1;
  const unnamed = unnamedIn(rows, header, sheet.name === null ? width : Number.POSITIVE_INFINITY);
  const hidden = new Set(sheet.hidden);
  return {
    unread,
    unnamed,
    passed,
    hiddenRows: hidden.size === 0 ? 0 : rows.filter((each) => hidden.has(each.row - 1)).length,
    sheet: sheet.name,
    headerRow: header.row + 1,
    header: header.cells.map(plainText),
    at: header.at,
    rows,
    doubts: new Map(sheet.doubts.map((doubt) => [cellName(doubt.column, doubt.row + 1), doubt.code])),
  };
}

/** Columns without a header in which something is said, up to a column: what a text file has beyond them is a fault of its row. */
function unnamedIn<Key extends string>(
  rows: readonly ImportRow[],
  { at, cells: header }: Header<Key>,
  before: number,
): ImportTable['unnamed'] {
  const read = new Set(at.values());
  const found = new Map<number, ImportTable['unnamed'][number]>();
  for (const { row, cells } of rows) {
    for (let column = 0; column < Math.min(cells.length, before); column += 1) {
      if (read.has(column) || found.has(column) || saysSomething(header[column] ?? '')) continue;
      const cell = cells[column] ?? '';
      if (saysSomething(cell)) found.set(column, { row, column, text: plainText(cell) });
    }
  }
  return [...found.values()].toSorted((a, b) => a.column - b.column);
}

/** Most cells say something at their first character. */
function saysSomething(cell: string): boolean {
  return cell !== '' && (/^[^\s\p{Cc}\u200b-\u200d\u2060]/u.test(cell) || plainText(cell) !== '');
}

/** The lower half of a header drawn over two rows, or one repeated for the printer: what is said is what the header says. */
function isHeaderAgain<Key extends string>(cells: readonly string[], header: Header<Key>): boolean {
  for (const index of header.at.values()) {
    const text = cells[index] ?? '';
    if (text !== '' && text !== header.cells[index]) return false;
  }
  return [...header.at.values()].some((index) => (cells[index] ?? '') !== '');
}

/** `名 称*`, `名称（必填）` and `Parent Code` are headers as good as `名称` and `parent_code`. */
function headerWord(cell: string): string {
  return plainText(cell)
    .replace(/\(.*\)$/, '')
    .replaceAll(/[\s*_-]/g, '')
    .toLowerCase();
}

/** `A1` for the first cell, `AA7` for the 27th of row 7. */
export function cellName(index: number, row: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCodePoint(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}
