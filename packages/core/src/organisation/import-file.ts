import { inSteps, type Refusal, type Steps } from '../kernel/index.ts';
import { ImportLine } from './import-line.ts';
import type { ImportSheet } from './import-sheet.ts';
import { findTables, type FileRefusal, type ImportColumn, type ImportRow, type ImportTable } from './import-table.ts';

/** A file whose table was found, before anything is known of the house: its rows, and every code that they name. */
export interface ImportFile<Key extends string, Code extends string> {
  readonly tables: readonly ImportTable<Key>[];
  readonly lines: readonly ImportLine<Key, Code>[];
  readonly codes: readonly string[];
}

/** A kind of table that can be imported. */
export interface ImportTableKind<Key extends string, Code extends string> {
  readonly columns: readonly ImportColumn<Key>[];
  /** Headers by which a sheet is another kind of table. */
  readonly foreign: readonly string[];
  readonly codesOf: (line: ImportLine<Key, Code>) => readonly string[];
}

/** Each row is looked at twice: where the table is, and what it says. */
export function stepsToOpen(sheets: readonly ImportSheet[]): number {
  return 2 * rowsOf(sheets);
}

function rowsOf(sheets: readonly ImportSheet[]): number {
  return sheets.reduce((sum, { rows }) => sum + rows.length, 0);
}

export function* openFile<Key extends string, Code extends string>(
  sheets: readonly ImportSheet[],
  { columns, foreign, codesOf }: ImportTableKind<Key, Code>,
): Steps<ImportFile<Key, Code> | Refusal<FileRefusal>> {
  const tables = yield* findTables<Key>(sheets, columns, foreign);
  if ('refused' in tables) return tables;
  const lines: ImportLine<Key, Code>[] = [];
  const codes = new Set<string>();
  const found = rowsOf(sheets);
  for (const table of tables) {
    const each = (row: ImportRow): void => {
      const line = new ImportLine<Key, Code>(row, table, columns);
      lines.push(line);
      for (const code of codesOf(line)) if (code !== '') codes.add(code);
    };
    yield* inSteps(table.rows, each, found + lines.length);
  }
  return { tables, lines, codes: [...codes] };
}
