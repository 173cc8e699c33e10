import { plainText } from './cell-text.ts';
import { cellName, type ImportColumn, type ImportRow, type ImportTable } from './import-table.ts';

/** One cell that cannot be taken as it stands, or only with a warning. `code` is a translation key, `import.<code>`. */
export interface ImportFault<Code extends string = string> {
  readonly row: number;
  readonly column: string;
  readonly cell: string;
  readonly severity: 'error' | 'warning';
  readonly code: Code;
  readonly params: Readonly<Record<string, string | number>>;
  readonly nearest: string | null;
}

/** A row being read: its cells by column, and what was found wrong with it so far. */
export class ImportLine<Key extends string, Code extends string> {
  readonly row: number;
  readonly faults: ImportFault<Code>[] = [];
  readonly #cells: readonly string[];
  readonly #table: ImportTable<Key>;
  readonly #columns: readonly ImportColumn<Key>[];

  constructor({ row, cells }: ImportRow, table: ImportTable<Key>, columns: readonly ImportColumn<Key>[]) {
    this.row = row;
    this.#cells = cells;
    this.#table = table;
    this.#columns = columns;
  }

  /** The cell as it stands; empty where the file has no such column. */
  raw(key: Key): string {
    return this.#cells[this.#table.at.get(key) ?? -1] ?? '';
  }

  text(key: Key): string {
    return plainText(this.raw(key));
  }

  has(key: Key): boolean {
    return this.#table.at.has(key);
  }

  /** An error refuses the row. A column that the file lacks is pointed at in the row's first cell. */
  refuse(key: Key, code: Code, params: ImportFault['params'] = {}, nearest: string | null = null): void {
    this.#add(key, 'error', code, params, nearest);
  }

  warn(key: Key, code: Code, params: ImportFault['params'] = {}): void {
    this.#add(key, 'warning', code, params, null);
  }

  get isRefused(): boolean {
    return this.faults.some((fault) => fault.severity === 'error');
  }

  #add(key: Key, severity: ImportFault['severity'], code: Code, params: ImportFault['params'], nearest: string | null) {
    const index = this.#table.at.get(key);
    const column = this.#columns.find((each) => each.key === key)?.names[0] ?? key;
    this.faults.push({
      row: this.row,
      column: index === undefined ? column : (this.#table.header[index] ?? column),
      cell: cellName(index ?? 0, this.row),
      severity,
      code,
      params: { found: this.text(key), ...params },
      nearest,
    });
  }
}

export function linesOf<Key extends string, Code extends string>(
  table: ImportTable<Key>,
  columns: readonly ImportColumn<Key>[],
): readonly ImportLine<Key, Code>[] {
  return table.rows.map((row) => new ImportLine<Key, Code>(row, table, columns));
}
