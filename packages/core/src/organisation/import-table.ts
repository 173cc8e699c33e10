import { refuse, type Refusal } from '../kernel/index.ts';
import { plainText } from './cell-text.ts';

/** A column that an import knows by its header: the first name is the one an export writes. */
export interface ImportColumn<Key extends string = string> {
  readonly key: Key;
  readonly names: readonly [string, ...string[]];
  readonly required: boolean;
}

/** A row as it stands in the file; `row` counts from 1 as a spreadsheet does. */
export interface ImportRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface ImportTable<Key extends string = string> {
  readonly header: readonly string[];
  readonly at: ReadonlyMap<Key, number>;
  readonly rows: readonly ImportRow[];
}

/** Titles and notes may stand above the header. */
const headerWithin = 20;

/** Finds the header among the first rows, in whatever order its columns are, and the rows under it that are not empty. */
export function findTable<Key extends string>(
  records: readonly (readonly string[])[],
  columns: readonly ImportColumn<Key>[],
): ImportTable<Key> | Refusal<'columns-missing' | 'import-empty'> {
  const candidates = records
    .slice(0, headerWithin)
    .map((cells, index) => ({ cells, index, at: columnsOf(cells, columns) }));
  const most = Math.max(0, ...candidates.map(({ at }) => at.size));
  const found = candidates.find(({ at }) => at.size === most && most > 0);
  const missing = columns.filter((column) => column.required && found?.at.has(column.key) !== true);
  if (found === undefined || missing.length > 0)
    return refuse('columns-missing', { columns: missing.map(({ names }) => names[0]).join('、') });
  const rows = records
    .map((cells, index) => ({ row: index + 1, cells }))
    .slice(found.index + 1)
    .filter(({ cells }) => cells.some((cell) => plainText(cell) !== ''));
  if (rows.length === 0) return refuse('import-empty');
  return { header: found.cells.map(plainText), at: found.at, rows };
}

function columnsOf<Key extends string>(cells: readonly string[], columns: readonly ImportColumn<Key>[]) {
  const at = new Map<Key, number>();
  for (const [index, cell] of cells.entries()) {
    const name = headerWord(cell);
    const column = columns.find(({ names }) => names.some((each) => headerWord(each) === name));
    if (column !== undefined && !at.has(column.key)) at.set(column.key, index);
  }
  return at;
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
