import type { ReactNode } from 'react';
import { QuotedSheet, type QuotedRow } from '../ui/cells/quoted-sheet.tsx';
import { addressOf, columnLetters } from './cell-address.ts';
import { numbered } from './listed-faults.ts';
import type { ImportReport } from './use-import.ts';

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
