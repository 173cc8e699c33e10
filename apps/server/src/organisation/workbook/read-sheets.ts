import { Worker } from 'node:worker_threads';
import { isRefusal, refuse, type Refusal } from '@muster/core/kernel';
import { plainSheet, type ImportSheet } from '@muster/core/organisation';
import type { Progress } from '../../platform/progress.ts';
import { readCsv } from '../csv.ts';
import { turnstile } from './turnstile.ts';
import type { NotAWorkbook } from './unpack-workbook.ts';

export type WorkOrder =
  | { readonly kind: 'csv'; readonly csv: string }
  | { readonly kind: 'xlsx'; readonly bytes: Uint8Array };

export type NotRead = Refusal<NotAWorkbook | 'quote-never-closed' | 'not-a-table' | 'too-large'>;

/** What the thread says, in this order: why not; or how far it is, which sheets there are, and then their rows. */
export type Told =
  | { readonly kind: 'refused'; readonly refusal: NotRead }
  | { readonly kind: 'parsed'; readonly done: number; readonly all: number }
  | { readonly kind: 'found'; readonly sheets: readonly (Omit<ImportSheet, 'rows'> & { readonly rows: number })[] }
  | { readonly kind: 'rows'; readonly sheet: number; readonly rows: ImportSheet['rows'] };

export interface ReadingLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** 36,065 rows need about a second and 400 MB. */
const usual: ReadingLimits = { milliseconds: 60_000, megabytes: 1_024 };
/** Less text is read sooner than a thread starts. */
const smallText = 100_000;
/** Each may take the memory above. */
const pass = turnstile(2);

/** The cells of a file as text, read so that nobody else waits for it; what harms the reader ends it and not the server. */
export async function readSheets(
  order: WorkOrder,
  progress: Progress,
  limits: ReadingLimits = usual,
): Promise<readonly ImportSheet[] | NotRead> {
  if (order.kind === 'csv' && order.csv.length < smallText) {
    const rows = readCsv(order.csv);
    return isRefusal(rows) ? rows : [plainSheet(rows)];
  }
  return pass(() => inThread(order, progress, limits));
}

function inThread(
  order: WorkOrder,
  progress: Progress,
  { milliseconds, megabytes }: ReadingLimits,
): Promise<readonly ImportSheet[] | NotRead> {
  const tooMuch = refuse(order.kind === 'csv' ? 'too-large' : 'workbook-too-large');
  const thread = new Worker(new URL('read-table.worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 64 },
    // What the reader's libraries print is nobody's business.
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve, reject) => {
    const sheets: { -readonly [K in keyof ImportSheet]: ImportSheet[K] }[] = [];
    let [expected, received, parsed] = [0, 0, 0];
    const end = (result: readonly ImportSheet[] | NotRead): void => {
      clearTimeout(clock);
      resolve(result);
      void thread.terminate();
    };
    const clock = setTimeout(() => end(tooMuch), milliseconds);
    thread.on('message', (told: Told) => {
      if (told.kind === 'refused') return end(told.refusal);
      if (told.kind === 'parsed') {
        parsed = told.done;
        return progress.at('reading', told.done, told.all);
      }
      if (told.kind === 'found') {
        sheets.push(...told.sheets.map((sheet) => ({ ...sheet, rows: [] })));
        expected = told.sheets.reduce((sum, { rows }) => sum + rows, 0);
      } else {
        const sheet = sheets[told.sheet];
        if (sheet !== undefined) (sheet.rows as (readonly string[])[]).push(...told.rows);
        received += told.rows.length;
      }
      progress.at('reading', Math.max(received, Math.min(parsed, expected)), expected);
      if (received === expected) return end(sheets);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage('more');
    });
    thread.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(clock);
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch);
      else reject(error);
    });
  });
}
