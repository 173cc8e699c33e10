/** Reads a file in a thread of its own and hands its rows over bit by bit, each time the other side asks for more. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { isRefusal } from '@muster/core/kernel';
import { plainSheet, type ImportSheet } from '@muster/core/organisation';
import { readCsv } from '../csv.ts';
import { openWorkbook } from './open-workbook.ts';
import type { Told, WorkOrder } from './read-sheets.ts';
import { WorkbookRefused } from './unpack-workbook.ts';

const rowsAtOnce = 500;
const port = parentPort;
if (port === null) throw new Error('this is a thread, not a program');
const tell = (told: Told) => port.postMessage(told);

async function read(
  order: WorkOrder,
): Promise<readonly ImportSheet[] | { readonly refused: Told & { kind: 'refused' } }> {
  if (order.kind === 'csv') {
    const rows = readCsv(order.csv);
    return isRefusal(rows) ? { refused: { kind: 'refused', refusal: rows } } : [plainSheet(rows)];
  }
  try {
    return await openWorkbook(order.bytes, (done, all) => tell({ kind: 'parsed', done, all }));
  } catch (error) {
    // Whatever breaks in here breaks on somebody's file.
    const { refusal } = error instanceof WorkbookRefused ? error : new WorkbookRefused('workbook-unreadable');
    return { refused: { kind: 'refused', refusal } };
  }
}

const sheets = await read(workerData as WorkOrder);
if ('refused' in sheets) {
  tell(sheets.refused);
} else {
  tell({ kind: 'found', sheets: sheets.map(({ rows, ...sheet }) => ({ ...sheet, rows: rows.length })) });
  for (const [sheet, { rows }] of sheets.entries()) {
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      await once(port, 'message');
      tell({ kind: 'rows', sheet, rows: rows.slice(from, from + rowsAtOnce) });
    }
  }
}
port.close();
