/** Writes a file in a thread of its own; its rows come bit by bit. */
import { parentPort } from 'node:worker_threads';
import { writeCsv } from '../csv.ts';
import type { BookSheet } from './book.ts';
import type { Sent } from './compose.ts';
import { writeBook } from './write-book.ts';

const port = parentPort;
if (port === null) throw new Error('this is a thread, not a program');
const sheets: (Omit<BookSheet, 'rows'> & { rows: (readonly string[])[] })[] = [];
port.on('message', (sent: Sent) => {
  if (sent.kind === 'sheet') sheets.push({ ...sent.sheet, rows: [] });
  else if (sent.kind === 'rows') sheets.at(-1)?.rows.push(...sent.rows);
  else void finish(sent.as);
});

async function finish(as: 'csv' | 'xlsx'): Promise<void> {
  const bytes = as === 'csv' ? Buffer.from(writeCsv(sheets[0]?.rows ?? [])) : await writeBook({ sheets });
  port?.postMessage(new Uint8Array(bytes));
  port?.close();
}
