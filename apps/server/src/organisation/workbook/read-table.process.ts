/** Reads a file in a process of its own and hands its rows over bit by bit, each time the other side asks for more. */
import { once } from 'node:events';
import { isRefusal } from '@muster/core/kernel';
import { plainSheet, type ImportSheet } from '@muster/core/organisation';
import { readCsv } from '../csv.ts';
import { openWorkbook } from './open-workbook.ts';
import type { Told, WorkOrder } from './read-sheets.ts';
import { WorkbookRefused } from './unpack-workbook.ts';

const rowsAtOnce = 500;
const tell = (told: Told) => process.send?.(told);
const parsed = (done: number, all: number): void => void tell({ kind: 'parsed', done, all });
const heard = once(process, 'message') as Promise<[WorkOrder]>;
// Without whoever asked there is nobody to read for.
process.once('disconnect', () => process.exit());

async function read(
  order: WorkOrder,
): Promise<readonly ImportSheet[] | { readonly refused: Told & { kind: 'refused' } }> {
  if (order.kind === 'csv') {
    const rows = readCsv(order.csv, parsed);
    return isRefusal(rows) ? { refused: { kind: 'refused', refusal: rows } } : [plainSheet(rows)];
  }
  try {
    return await openWorkbook(order.bytes, parsed);
  } catch (error) {
    // Whatever breaks in here breaks on somebody's file.
    const { refusal } = error instanceof WorkbookRefused ? error : new WorkbookRefused('workbook-unreadable');
    return { refused: { kind: 'refused', refusal } };
  }
}

const [order] = await heard;
const sheets = await read(order);
if ('refused' in sheets) {
  tell(sheets.refused);
} else {
  tell({ kind: 'found', sheets: sheets.map(({ rows, ...sheet }) => ({ ...sheet, rows: rows.length })) });
  for (const [sheet, { rows }] of sheets.entries()) {
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      await once(process, 'message');
      tell({ kind: 'rows', sheet, rows: rows.slice(from, from + rowsAtOnce) });
    }
  }
}
