import { refuse, type Refusal } from '@muster/core/kernel';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

const byteOrderMark = '\uFEFF';

/** The cells of every line, empty lines included, so that a row keeps its number. */
export function readCsv(csv: string): readonly (readonly string[])[] | Refusal<'invalid-input'> {
  try {
    return parse(csv, { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false });
  } catch (error) {
    if (error instanceof CsvError) return refuse('invalid-input', { line: Number(error['lines'] ?? 0) }, 'csv');
    throw error;
  }
}

/** For Excel, which takes a file for UTF-8 only by its mark and works out a cell that begins with `=`. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return byteOrderMark + stringify([...rows], { record_delimiter: 'windows', escape_formulas: true });
}
