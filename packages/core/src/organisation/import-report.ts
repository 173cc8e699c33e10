import type { ImportFile } from './import-file.ts';
import type { ImportFault } from './import-line.ts';
import type { ColumnDoubt } from './import-sheet.ts';
import { cellName, type ImportRow, type ImportTable } from './import-table.ts';
import { inShort } from './in-short.ts';

/** What an import does or would do, row by row added up; every fault, and the first rows that have one. */
export interface ImportReport {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  /** Members whom the file puts elsewhere. */
  readonly transferred: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Rows that are taken with a warning. */
  readonly warned: number;
  readonly committed: boolean;
  readonly faults: readonly ImportFault[];
  readonly sheets: readonly QuotedSheet[];
  /** Every row that is refused, for the file in which they are handed back. */
  readonly refusedRows: readonly RefusedRow[];
}

/** As it stands in the file. */
export interface QuotedSheet {
  readonly name: string | null;
  readonly headerRow: number;
  readonly header: readonly string[];
  /** Rows that one does not see in the spreadsheet, and that are taken all the same. */
  readonly hiddenRows: number;
  readonly sample: readonly ImportRow[];
}

export interface RefusedRow extends ImportRow {
  readonly sheet: string | null;
  readonly faults: readonly ImportFault[];
}

const sampleRows = 20;

/** Nobody is to believe that a column or a row was read which was not. */
function unreadIn({ sheet, headerRow, header, unread, unnamed, passed }: ImportTable): readonly ImportFault[] {
  const told = (code: ColumnDoubt, row: number, index: number, found: string): ImportFault => ({
    sheet,
    row,
    column: header[index] ?? '',
    cell: cellName(index, row),
    severity: 'warning',
    code,
    params: { found: inShort(found) },
    nearest: null,
  });
  return [
    ...unread.map((index) => told('column-unknown', headerRow, index, header[index] ?? '')),
    ...unnamed.map(({ row, column, text }) => told('column-unnamed', row, column, text)),
    ...passed.map(({ row, column, text }) => told('row-passed-over', row, column, text)),
  ];
}

/** A row that is not refused is new, changed, somebody's transfer, or none of these. */
export function reportOf(
  { tables, lines }: ImportFile<string, string>,
  done: Pick<ImportReport, 'created' | 'updated' | 'transferred' | 'committed'>,
): ImportReport {
  const faulty = lines.filter((line) => line.faults.length > 0);
  const refused = faulty.filter((line) => line.isRefused);
  const quoted = faulty.slice(0, sampleRows);
  return {
    rows: lines.length,
    ...done,
    refused: refused.length,
    warned: faulty.length - refused.length,
    unchanged: lines.length - refused.length - done.created - done.updated - done.transferred,
    faults: [...tables.flatMap(unreadIn), ...faulty.flatMap((line) => line.faults)],
    sheets: tables.map((table) => ({
      name: table.sheet,
      headerRow: table.headerRow,
      header: table.header,
      hiddenRows: table.hiddenRows,
      sample: quoted.filter((line) => line.table === table).map(({ row, cells }) => ({ row, cells })),
    })),
    refusedRows: refused.map(({ row, cells, table, faults }) => ({ row, cells, sheet: table.sheet, faults })),
  };
}
