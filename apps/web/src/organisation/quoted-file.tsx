import type { ReactNode } from 'react';
import { QuotedSheet, type QuotedRow } from '../ui/cells/quoted-sheet.tsx';
import { addressOf, columnLetters, columnOfCell } from './cell-address.ts';
import type { ImportFault, ImportReport } from './use-import.ts';

export type NumberedFault = ImportFault & { readonly number: number };

/** More than these nobody mends one by one; the counts above name all, and the file of refused rows has them. */
const listedAtMost = 100;

/** In the order of the file, errors and warnings alike; the number repeats in the cell. */
export function numbered(report: ImportReport): readonly NumberedFault[] {
  return report.faults.slice(0, listedAtMost).map((fault, place) => ({ ...fault, number: place + 1 }));
}

/** The header and the rows with a fault, as they stand in the file, sheet by sheet. */
export function QuotedFile({ report, name }: { readonly report: ImportReport; readonly name: string }): ReactNode {
  const faults = new Map(numbered(report).map((fault) => [addressOf(fault), fault]));
  return report.sheets
    .filter(({ sample }) => sample.length > 0)
    .map((sheet) => {
      const columns = Math.max(sheet.header.length, ...sheet.sample.map(({ cells }) => cells.length));
      const letters = Array.from({ length: columns }, (_, column) => columnLetters(column));
      const head: QuotedRow = {
        number: sheet.headerRow,
        isHead: true,
        cells: letters.map((_, column) => ({ text: sheet.header[column] ?? '' })),
      };
      const rows = sheet.sample.map(({ row, cells }) => ({
        number: row,
        cells: letters.map((letter, column) => {
          const fault = faults.get(addressOf({ sheet: sheet.name, cell: `${letter}${row}` }));
          return {
            text: cells[column] ?? '',
            ...(fault !== undefined && { issue: fault.number, grave: fault.severity === 'error' }),
          };
        }),
      }));
      return (
        <QuotedSheet
          key={sheet.name}
          name={sheet.name ?? name}
          letters={letters}
          rows={[head, ...rows]}
          widths={letters.map(() => 128)}
        />
      );
    });
}

/** What stands in the cell that a fault is about; null when the row is not quoted. */
export function cellText(report: ImportReport, fault: ImportFault): string | null {
  const sheet = report.sheets.find(({ name }) => name === fault.sheet);
  const row = sheet?.sample.find((quoted) => quoted.row === fault.row);
  return row === undefined ? null : (row.cells[columnOfCell(fault.cell)] ?? '');
}
