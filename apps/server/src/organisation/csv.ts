import { refuse, type Refusal } from '@muster/core/kernel';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

const byteOrderMark = '\uFEFF';

const linesBetween = 500;

/** The cells of every line, empty lines included, so that a row keeps its number. `told` of the lines that are read. */
export function readCsv(
  csv: string,
  told?: (done: number, all: number) => void,
): readonly (readonly string[])[] | Refusal<'quote-never-closed' | 'not-a-table'> {
  const delimiter = separatorOf(csv);
  try {
    const rows = parse(csv, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      ...(told !== undefined && { on_record: tellingLines(csv, told) }),
    });
    // Excel's own word for the separator is no row of the table, but keeps its number.
    return said.test(rows[0]?.join(delimiter) ?? '') ? [[], ...rows.slice(1)] : rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The row that was begun: with a line break in a cell it is another than the line.
    if (error.code === 'CSV_QUOTE_NOT_CLOSED')
      return refuse('quote-never-closed', { row: Number(error['records']) + 1 });
    return refuse('not-a-table');
  }
}

function tellingLines(csv: string, told: (done: number, all: number) => void) {
  const all = csv.split('\n').length;
  let next = 0;
  return (record: string[], { lines }: { readonly lines: number }): string[] => {
    if (lines >= next) {
      told(Math.min(lines, all), all);
      next = lines + linesBetween;
    }
    return record;
  };
}

const separators = [',', '\t', ';', '；', '，', '|'];
const said = /^sep=(.)\r?$/;
const looksAt = { characters: 20_000, lines: 20 };

/** Spreadsheets part cells as their country does. What stands in most of the first lines, and there most often; of equals the comma. */
function separatorOf(csv: string): string {
  const lines = csv
    .slice(0, looksAt.characters)
    .replace(byteOrderMark, '')
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, looksAt.lines);
  const named = said.exec(lines[0] ?? '')?.[1];
  if (named !== undefined) return named;
  const found = separators.map((separator) => {
    const parted = lines.map((line) => line.split(separator).length - 1).filter((many) => many > 0);
    return { separator, lines: parted.length, all: parted.reduce((sum, many) => sum + many, 0) };
  });
  const [best] = found.toSorted((a, b) => b.lines - a.lines || b.all - a.all);
  return best?.separator ?? ',';
}

/** For Excel, which takes a file for UTF-8 only by its mark and works out a cell that begins with `=`. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return byteOrderMark + stringify([...rows], { record_delimiter: 'windows', escape_formulas: true });
}
