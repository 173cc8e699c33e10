import type { ReactNode } from 'react';
import { QuotedSheet, type QuotedRow } from '../ui/cells/quoted-sheet.tsx';
import { columnLetters, columnOfCell } from './csv-text.ts';
import type { ImportFault, ImportReport } from './use-import.ts';

export type NumberedFault = ImportFault & { readonly number: number };

/** More than these nobody mends one by one; the counts above name all. */
const listedAtMost = 100;

/** In the order of the file, errors and warnings alike; the number repeats in the cell. */
export function numbered(report: ImportReport): readonly NumberedFault[] {
  return report.faults.slice(0, listedAtMost).map((fault, place) => ({ ...fault, number: place + 1 }));
}

/** The header and the rows with a fault, as they stand in the file. */
export function QuotedFile({ report, name }: { readonly report: ImportReport; readonly name: string }): ReactNode {
  const faults = new Map(numbered(report).map((fault) => [fault.cell, fault]));
  const columns = Math.max(report.header.length, ...report.sample.map(({ cells }) => cells.length));
  const letters = Array.from({ length: columns }, (_, column) => columnLetters(column));
  const head: QuotedRow = { number: 1, cells: letters.map((_, column) => ({ text: report.header[column] ?? '' })) };
  const rows = report.sample.map(({ row, cells }) => ({
    number: row,
    cells: letters.map((letter, column) => {
      const fault = faults.get(`${letter}${row}`);
      return {
        text: cells[column] ?? '',
        ...(fault !== undefined && { issue: fault.number, grave: fault.severity === 'error' }),
      };
    }),
  }));
  return <QuotedSheet name={name} letters={letters} rows={[head, ...rows]} widths={letters.map(() => 128)} />;
}

/** What stands in the cell that a fault is about; null when the row is not quoted. */
export function cellText(report: ImportReport, fault: ImportFault): string | null {
  const row = report.sample.find((quoted) => quoted.row === fault.row);
  return row === undefined ? null : (row.cells[columnOfCell(fault.cell)] ?? '');
}
