import { columnOfCell } from './cell-address.ts';
import type { ImportFault, ImportReport } from './use-import.ts';

export type NumberedFault = ImportFault & { readonly number: number };

/** More than these nobody mends one by one; the counts above name all, and the file of refused rows has them. */
const listedAtMost = 100;

/** In the order of the file, errors and warnings alike; the number repeats in the cell. */
export function numbered(report: ImportReport): readonly NumberedFault[] {
  return report.faults.slice(0, listedAtMost).map((fault, place) => ({ ...fault, number: place + 1 }));
}

/** What stands in the cell that a fault is about; null when the row is not quoted. */
export function cellText(report: ImportReport, fault: ImportFault): string | null {
  const sheet = report.sheets.find(({ name }) => name === fault.sheet);
  const row = sheet?.sample.find((quoted) => quoted.row === fault.row);
  return row === undefined ? null : (row.cells[columnOfCell(fault.cell)] ?? '');
}

/** How many of all faults can be typed anew here: of the rows that are quoted. The others are mended in the file. */
export function mendableHere(report: ImportReport): number {
  return numbered(report).filter((fault) => cellText(report, fault) !== null).length;
}
