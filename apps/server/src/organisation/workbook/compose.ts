import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { writeCsv } from '../csv.ts';
import type { Book, BookSheet } from './book.ts';
import { turnstile } from './turnstile.ts';
import { writeBook } from './write-book.ts';

/** What the thread is sent: each sheet with its rows after it, and then what to make of them. */
export type Sent =
  | { readonly kind: 'sheet'; readonly sheet: Omit<BookSheet, 'rows'> }
  | { readonly kind: 'rows'; readonly rows: BookSheet['rows'] }
  | { readonly kind: 'write'; readonly as: 'csv' | 'xlsx' };

/** Fewer rows are written sooner than a thread starts. */
const fewRows = 200;
const rowsAtOnce = 500;
const pass = turnstile(2);

export function composeWorkbook(book: Book): Promise<Uint8Array> {
  const isSmall = book.sheets.every(({ rows }) => rows.length <= fewRows);
  return isSmall ? writeBook(book) : pass(() => inThread(book, 'xlsx'));
}

export async function composeCsv(rows: BookSheet['rows']): Promise<string> {
  if (rows.length <= fewRows * 10) return writeCsv(rows);
  const bytes = await pass(() => inThread({ sheets: [{ name: '', widths: [], rows }] }, 'csv'));
  return Buffer.from(bytes).toString('utf8');
}

/** The rows go over in small parts: copying them all at once would let everybody else wait. */
async function inThread({ sheets }: Book, as: 'csv' | 'xlsx'): Promise<Uint8Array> {
  const thread = new Worker(new URL('compose.worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 1_024 },
  });
  try {
    const made = once(thread, 'message') as Promise<[Uint8Array]>;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    const send = (sent: Sent) => thread.postMessage(sent);
    for (const { rows, ...sheet } of sheets) {
      send({ kind: 'sheet', sheet });
      for (let from = 0; from < rows.length; from += rowsAtOnce) {
        send({ kind: 'rows', rows: rows.slice(from, from + rowsAtOnce) });
        await setImmediate();
      }
    }
    send({ kind: 'write', as });
    const [bytes] = await made;
    return bytes;
  } finally {
    void thread.terminate();
  }
}
