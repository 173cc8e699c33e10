import { isFormula, isFormulaError, isStroke, plainText, turningSign } from './cell-text.ts';
import type { CellDoubt, ColumnDoubt } from './import-sheet.ts';
import { inShort } from './in-short.ts';
import { cellName, type ImportColumn, type ImportRow, type ImportTable } from './import-table.ts';

/** One cell that cannot be taken as it stands, or only with a warning. `code` is a translation key, `import.<code>`. */
export interface ImportFault<Code extends string = string> {
  /** Null for a file that has no sheets. */
  readonly sheet: string | null;
  readonly row: number;
  readonly column: string;
  readonly cell: string;
  readonly severity: 'error' | 'warning';
  readonly code: Code | CellDoubt | ColumnDoubt;
  readonly params: Readonly<Record<string, string | number>>;
  readonly nearest: string | null;
}

/** A row being read: its cells by column, and what was found wrong with it so far. */
export class ImportLine<Key extends string, Code extends string> {
  readonly row: number;
  readonly cells: readonly string[];
  readonly table: ImportTable<Key>;
  readonly faults: ImportFault<Code>[] = [];
  readonly #columns: readonly ImportColumn<Key>[];
  readonly #faulty: Key[] = [];
  readonly #doubted: Key[] = [];
  /** A cell of no column that says something. */
  #hasShifted = false;

  constructor({ row, cells }: ImportRow, table: ImportTable<Key>, columns: readonly ImportColumn<Key>[]) {
    this.row = row;
    this.cells = cells;
    this.table = table;
    this.#columns = columns;
    this.#doubt();
    // In a sheet a note beside the table is common; in a text file a row that is longer than its header has come apart.
    if (table.sheet === null) this.#blameBeyond();
  }

  /** The cell as it stands; empty where the file has no such column, or a stroke in it. */
  raw(key: Key): string {
    const cell = this.cells[this.table.at.get(key) ?? -1] ?? '';
    return isStroke(cell) ? '' : cell;
  }

  text(key: Key): string {
    return plainText(this.raw(key));
  }

  /** How this row speaks of another: by its number, with the sheet where that is another one. */
  rowOf({ row, table }: ImportLine<Key, Code>): number | string {
    return table === this.table ? row : `${table.sheet ?? ''}!${row}`;
  }

  /**
   * An error refuses the row. A column that the file lacks is pointed at in the row's first cell. Of a cell that cannot be believed
   * nothing more is said: what follows from it is not what was typed.
   */
  refuse(key: Key, code: Code | CellDoubt, params: ImportFault['params'] = {}, nearest: string | null = null): void {
    this.#add(key, 'error', code, params, nearest);
  }

  warn(key: Key, code: Code, params: ImportFault['params'] = {}): void {
    this.#add(key, 'warning', code, params, null);
  }

  /** An error stands in that cell already. */
  isFaulty(key: Key): boolean {
    return this.#faulty.includes(key);
  }

  get isRefused(): boolean {
    return this.#hasShifted || this.#faulty.length > 0;
  }

  /** What stands there is not what was typed: nothing is read from a cell that cannot be believed. */
  #doubt(): void {
    for (const [key, index] of this.table.at) {
      const cell = this.cells[index] ?? '';
      const code =
        (this.table.doubts.size === 0 ? undefined : this.table.doubts.get(cellName(index, this.row))) ??
        doubtOf(cell, this.table.sheet === null);
      if (code === null) continue;
      this.#add(key, 'error', code, code === 'turning-sign' ? { sign: turningSign(cell) ?? '' } : {}, null);
      this.#doubted.push(key);
    }
  }

  #blameBeyond(): void {
    const width = this.table.header.findLastIndex((word) => word !== '') + 1;
    const at = this.cells.findIndex((cell, index) => index >= width && plainText(cell) !== '');
    if (width === 0 || at === -1) return;
    this.#hasShifted = true;
    this.faults.push({
      sheet: this.table.sheet,
      row: this.row,
      column: '',
      cell: cellName(at, this.row),
      severity: 'error',
      code: 'beyond-header',
      params: { found: inShort(plainText(this.cells[at] ?? '')) },
      nearest: null,
    });
  }

  #add(
    key: Key,
    severity: ImportFault['severity'],
    code: Code | CellDoubt,
    params: ImportFault['params'],
    nearest: string | null,
  ) {
    if (this.#doubted.includes(key)) return;
    if (severity === 'error') this.#faulty.push(key);
    const index = this.table.at.get(key);
    const column = this.#columns.find((each) => each.key === key)?.names[0] ?? key;
    this.faults.push({
      sheet: this.table.sheet,
      row: this.row,
      column: index === undefined ? column : (this.table.header[index] ?? column),
      cell: cellName(index ?? 0, this.row),
      severity,
      code,
      params: { found: inShort(this.text(key)), ...params },
      nearest,
    });
  }
}

/** Told by the text alone; of a sheet, text is what somebody typed, and of a text file a spreadsheet would work it out. */
function doubtOf(cell: string, isPlainFile: boolean): CellDoubt | null {
  if (cell === '') return null;
  if (isFormulaError(cell)) return 'formula-error';
  if (turningSign(cell) !== null) return 'turning-sign';
  return isPlainFile && isFormula(cell) ? 'formula-typed' : null;
}
