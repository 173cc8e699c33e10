import {
  cellName,
  doubtSentences,
  reasonColumn,
  sayFault,
  type FaultSentence,
  type FileWords,
  type ImportColumn,
  type ImportReport,
} from '@muster/core/organisation';
import { widthsOf, type Book, type BookSheet, type Mark } from './book.ts';

const words = {
  zh: {
    sheet: '有误的行',
    why: reasonColumn.zh,
    comma: '；',
    nearest: (fit: string) => `（最接近：${fit}）`,
    colon: '：',
  },
  en: {
    sheet: 'Rows with faults',
    why: reasonColumn.en,
    comma: '; ',
    nearest: (fit: string) => ` (nearest: ${fit})`,
    colon: ': ',
  },
} as const;

/** A kind of table, as it is written for people. */
export interface ImportWords {
  readonly columns: readonly ImportColumn[];
  readonly sentences: Readonly<Record<string, FaultSentence>>;
  /** What the campaign calls things. */
  readonly said: FileWords;
}

/** The refused rows as they stand in the file, each with its reasons behind it and its faulty cells coloured; imported again when mended. */
export function markedWorkbook(
  { sheets, refusedRows }: ImportReport,
  { columns, sentences, said: called }: ImportWords,
  language: 'zh' | 'en',
): Book {
  const said = words[language];
  const every = { ...sentences, ...doubtSentences };
  const made = sheets.flatMap(({ name, header }): BookSheet[] => {
    const rows = refusedRows.filter(({ sheet }) => sheet === name);
    if (rows.length === 0) return [];
    const width = Math.max(header.length, ...rows.map(({ cells }) => cells.length));
    const wide = (cells: readonly string[]) => Array.from({ length: width }, (_, column) => cells[column] ?? '');
    const reasons = rows.map(({ faults }) =>
      faults
        .map((fault) => {
          const fit = fault.nearest === null ? '' : said.nearest(fault.nearest);
          return `${fault.column}${said.colon}${sayFault(fault, every, language, called)}${fit}`;
        })
        .join(said.comma),
    );
    const written = [[...wide(header), said.why], ...rows.map(({ cells }, at) => [...wide(cells), reasons[at] ?? ''])];
    return [
      {
        name: (name ?? said.sheet).slice(0, 31),
        rows: written,
        widths: widthsOf(written),
        marks: rows.flatMap(({ faults, row }, at) => marksOf(faults, row, at + 1, width)),
        required: requiredIn(header, columns),
      },
    ];
  });
  return { sheets: made };
}

function marksOf(faults: ImportReport['faults'], row: number, written: number, width: number): readonly Mark[] {
  const kinds = new Map(faults.map(({ cell, severity }) => [cell, severity]));
  const cells = Array.from({ length: width }, (_, column) => ({ column, kind: kinds.get(cellName(column, row)) }));
  return cells.flatMap(({ column, kind }) => (kind === undefined ? [] : [{ row: written, column, kind }]));
}

function requiredIn(header: readonly string[], columns: readonly ImportColumn[]): readonly number[] {
  const names = new Set(columns.filter(({ required }) => required).flatMap((column) => column.names));
  return header.flatMap((word, column) => (names.has(word) ? [column] : []));
}
