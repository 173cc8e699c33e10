import { inSteps, type Refusal, type Steps } from '../kernel/index.ts';
import { ImportLine } from './import-line.ts';
import type { ImportSheet } from './import-sheet.ts';
import { findTables, type FileRefusal, type ImportColumn, type ImportTable } from './import-table.ts';

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

export function* openFile<Key extends string, Code extends string>(
  sheets: readonly ImportSheet[],
  { columns, foreign, codesOf }: ImportTableKind<Key, Code>,
): Steps<ImportFile<Key, Code> | Refusal<FileRefusal>> {
  const tables = yield* findTables<Key>(sheets, columns, foreign);
  if ('refused' in tables) return tables;
  const lines: ImportLine<Key, Code>[] = [];
  const codes = new Set<string>();
  for (const table of tables) {
    yield* inSteps(table.rows, (row) => {
      const line = new ImportLine<Key, Code>(row, table, columns);
      lines.push(line);
      for (const code of codesOf(line)) if (code !== '') codes.add(code);
    });
  }
  return { tables, lines, codes: [...codes] };
}
