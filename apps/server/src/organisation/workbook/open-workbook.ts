import type { ImportSheet, Merge } from '@muster/core/organisation';
import { zipSync, type Unzipped } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { markCells, paddedStyles, placeOfCell } from './mark-cells.ts';
import { elements, textOf, unpackWorkbook, WorkbookRefused } from './unpack-workbook.ts';

/** A whole number of more digits than a spreadsheet keeps: the last ones are lost. */
class Rounded {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Cell = string | Rounded | boolean | Date | null;

const emptySheet: Uint8Array<ArrayBuffer> = new TextEncoder().encode('<worksheet><sheetData/></worksheet>');
/** A sheet with more of these is no table of people. */
const mostMerges = 50_000;

/** Every sheet that people see, its cells as the text that they see. Takes as long as it takes: run it in a process of its own. */
export async function openWorkbook(
  bytes: Uint8Array,
  told: (rows: number, all: number) => void = () => undefined,
): Promise<readonly ImportSheet[]> {
  const { files, sheets } = unpackWorkbook(bytes);
  if (sheets.length === 0) throw new WorkbookRefused('workbook-unreadable');
  const stylesPath = Object.keys(files).find((path) => /styles\.xml$/i.test(path)) ?? '';
  const padded = paddedStyles(textOf(files, stylesPath));
  const marked = new Map(sheets.map(({ path }) => [path, markCells(files[path] ?? emptySheet, padded)]));
  const repacked: Unzipped = {};
  for (const [path, content] of Object.entries(files)) {
    const isSheet = /^xl\/worksheets\/[^/]+\.xml$/i.test(path);
    repacked[path] = marked.get(path)?.xml ?? (isSheet ? emptySheet : content);
  }
  const { buffer } = zipSync(repacked, { level: 0 });
  const counter = cellCounter(
    [...marked.values()].map(({ xml }) => xml),
    told,
  );
  const read = await readWorkbook<string | Rounded>(buffer, {
    // Asked for with every cell, which is the only way to hear how far the reader is.
    get trim() {
      counter();
      return false;
    },
    parseNumber: textOfNumber,
  });
  return sheets.map(({ name, path }) => {
    const rows = (read.find((each) => each.sheet === name)?.data ?? []) as unknown as readonly (readonly Cell[])[];
    const merges = mergesOf(files[path] ?? emptySheet);
    if (merges.length > mostMerges) throw new WorkbookRefused('workbook-too-large');
    return {
      ...sheetOf(name, rows, merges, marked.get(path)?.doubts ?? []),
      hidden: hiddenIn(files[path] ?? emptySheet),
    };
  });
}

function sheetOf(
  name: string,
  rows: readonly (readonly Cell[])[],
  merges: readonly Merge[],
  marked: ImportSheet['doubts'],
): Omit<ImportSheet, 'hidden'> {
  const doubts = [...marked];
  const texts = rows.map((cells, row) =>
    cells.map((cell, column) => {
      if (!(cell instanceof Rounded)) return textOfCell(cell);
      doubts.push({ row, column, code: 'number-rounded' });
      return cell.text;
    }),
  );
  return { name, rows: texts, merges, doubts };
}

function textOfCell(cell: Exclude<Cell, Rounded>): string {
  if (cell === null) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : cell;
}

/** Spreadsheets keep 15 digits, and write a fraction such as 1.1 with what a computer makes of it. */
function textOfNumber(written: string): string | Rounded {
  const number = Number(written);
  if (!Number.isFinite(number)) return written;
  if (!Number.isInteger(number)) return String(Number(number.toPrecision(15)));
  return Math.abs(number) < 1e15 ? String(number) : new Rounded(fifteenDigits(number));
}

/** As the spreadsheet shows it: 15 digits, and zeros in the place of the others. */
function fifteenDigits(number: number): string {
  const [digits = '', zeros = ''] = number.toExponential(14).split('e+');
  const whole = digits.replace('.', '');
  return whole.padEnd(Number(zeros) + (number < 0 ? 2 : 1), '0').slice(0, 60);
}

/** They stand after the cells. */
function mergesOf(xml: Uint8Array): readonly Merge[] {
  const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  const tail = bytes.subarray(Math.max(0, bytes.lastIndexOf('sheetData')));
  return elements(tail.toString('utf8'), 'mergeCell').flatMap(({ ref = '' }) => {
    const [from, to] = ref.split(':');
    if (from === undefined || to === undefined) return [];
    const [first, last] = [placeOfCell(from), placeOfCell(to)];
    return [{ top: first.row, left: first.column, bottom: last.row, right: last.column }];
  });
}

/** Folded away, or filtered out. Most sheets have none, which is seen without reading them. */
function hiddenIn(xml: Uint8Array): readonly number[] {
  const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  if (!bytes.includes('hidden="')) return [];
  return elements(bytes.toString('latin1'), 'row').flatMap(({ r, hidden }, at) =>
    hidden === '1' || hidden === 'true' ? [r === undefined ? at : Number(r) - 1] : [],
  );
}

const cellsBetween = 5_000;

/** Counts cells and tells how many rows that is. */
function cellCounter(sheets: readonly Uint8Array[], told: (rows: number, all: number) => void): () => void {
  const rows = sheets.reduce((sum, xml) => sum + occurrences(xml, '<row '), 0);
  const cells = sheets.reduce((sum, xml) => sum + occurrences(xml, '<c '), 0);
  let done = 0;
  return () => {
    done += 1;
    if (done % cellsBetween === 0 && cells > 0) told(Math.floor((rows * Math.min(done, cells)) / cells), rows);
  };
}

function occurrences(xml: Uint8Array, tag: string): number {
  const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  let many = 0;
  for (let at = bytes.indexOf(tag); at !== -1; at = bytes.indexOf(tag, at + tag.length)) many += 1;
  return many;
}
