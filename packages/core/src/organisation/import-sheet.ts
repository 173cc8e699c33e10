/** Why a cell's text may not be what somebody meant: found by whoever opened the file, told with the row. */
export type CellDoubt =
  | 'number-rounded'
  | 'formula-error'
  | 'formula-without-value'
  | 'formula-typed'
  | 'turning-sign'
  | 'beyond-header';

/** What says something and is not read: a column that is none of the table's or has no header, told at its header; a total or a note among the rows. */
export type ColumnDoubt = 'column-unknown' | 'column-unnamed' | 'row-passed-over';

/** A sheet of a file as it stands, every cell as text; a CSV is one sheet without a name. Rows and columns count from 0. */
export interface ImportSheet {
  readonly name: string | null;
  readonly rows: readonly (readonly string[])[];
  /** Cells drawn as one: the first of them holds the text. */
  readonly merges: readonly Merge[];
  readonly doubts: readonly { readonly row: number; readonly column: number; readonly code: CellDoubt }[];
  /** Rows that are folded away or filtered out. */
  readonly hidden: readonly number[];
}

export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Cells of a text file: nothing is merged, and nothing was worked out. */
export function plainSheet(rows: ImportSheet['rows']): ImportSheet {
  return { name: null, rows, merges: [], doubts: [], hidden: [] };
}

/** A cell drawn over several rows says the same in each; a row of which nothing else is said stays empty. */
export function spreadDown({ rows, merges }: ImportSheet): ImportSheet['rows'] {
  const down = merges.filter(({ top, bottom }) => bottom > top);
  if (down.length === 0) return rows;
  const spread = new Map<number, string[]>();
  for (const { top, left, bottom } of down) {
    const text = rows[top]?.[left] ?? '';
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row += 1) {
      const cells = spread.get(row) ?? [...(rows[row] ?? [])];
      if (cells.every((cell) => cell === '') && !spread.has(row)) continue;
      while (cells.length <= left) cells.push('');
      cells[left] = text;
      spread.set(row, cells);
    }
  }
  return rows.map((cells, row) => spread.get(row) ?? cells);
}

/** The first rows as one reads them: what is drawn over several columns or rows stands above each of them. */
export function readAsDrawn({ rows, merges }: ImportSheet, many: number): readonly (readonly string[])[] {
  const drawn = rows.slice(0, many).map((cells) => [...cells]);
  for (const { top, left, bottom, right } of merges.filter((merge) => merge.top < many)) {
    const text = rows[top]?.[left] ?? '';
    for (let row = top; row <= Math.min(bottom, drawn.length - 1); row += 1) {
      const cells = drawn[row] ?? [];
      for (let column = left; column <= Math.min(right, widest); column += 1) {
        while (cells.length <= column) cells.push('');
        cells[column] = text;
      }
    }
  }
  return drawn;
}

/** No table that people keep is wider; a title drawn over the whole sheet would be. */
const widest = 200;

/** What stands in one cell now. Rows and columns count from 0. */
export interface Mend {
  readonly sheet: string | null;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** The same sheets with other words in some cells, which are then no longer doubted; a cell outside its sheet is no cell. */
export function mendSheets(sheets: readonly ImportSheet[], mends: readonly Mend[]): readonly ImportSheet[] {
  if (mends.length === 0) return sheets;
  return sheets.map((sheet) => {
    const own = mends.filter((mend) => mend.sheet === sheet.name && mend.row < sheet.rows.length);
    if (own.length === 0) return sheet;
    const mended = new Map<number, string[]>();
    for (const { row, column, text } of own) {
      const cells = mended.get(row) ?? [...(sheet.rows[row] ?? [])];
      const missing = column < widest ? column + 1 - cells.length : 0;
      if (missing > 0) cells.push(...Array.from({ length: missing }, () => ''));
      if (column < cells.length) cells[column] = text;
      mended.set(row, cells);
    }
    const isMended = ({ row, column }: { readonly row: number; readonly column: number }) =>
      own.some((mend) => mend.row === row && mend.column === column);
    return {
      ...sheet,
      rows: sheet.rows.map((cells, row) => mended.get(row) ?? cells),
      doubts: sheet.doubts.filter((doubt) => !isMended(doubt)),
    };
  });
}
