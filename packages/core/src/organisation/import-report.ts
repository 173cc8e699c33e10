import type { ImportFault, ImportLine } from './import-line.ts';
import type { ImportRow, ImportTable } from './import-table.ts';

/** What an import does or would do, row by row added up; every fault, and the first rows that have one. */
export interface ImportReport {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly committed: boolean;
  readonly faults: readonly ImportFault[];
  readonly header: readonly string[];
  readonly sample: readonly ImportRow[];
}

const sampleRows = 20;

/** A row that is not refused is new, changed, or neither. */
export function reportOf(
  table: ImportTable,
  lines: readonly ImportLine<string, string>[],
  done: { readonly created: number; readonly updated: number; readonly committed: boolean },
): ImportReport {
  const faulty = new Set(lines.filter((line) => line.faults.length > 0).map((line) => line.row));
  const refused = lines.filter((line) => line.isRefused).length;
  return {
    rows: lines.length,
    ...done,
    refused,
    unchanged: lines.length - refused - done.created - done.updated,
    faults: lines.flatMap((line) => line.faults),
    header: table.header,
    sample: table.rows.filter(({ row }) => faulty.has(row)).slice(0, sampleRows),
  };
}
