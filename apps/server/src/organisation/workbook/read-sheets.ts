import { fork } from 'node:child_process';
import { isRefusal, refuse, type Refusal } from '@muster/core/kernel';
import { plainSheet, type ImportSheet } from '@muster/core/organisation';
import { readCsv } from '../csv.ts';
import { turnstile } from './turnstile.ts';
import type { NotAWorkbook } from './unpack-workbook.ts';

export type WorkOrder =
  | { readonly kind: 'csv'; readonly csv: string }
  | { readonly kind: 'xlsx'; readonly bytes: Uint8Array };

export type NotRead = Refusal<NotAWorkbook | 'quote-never-closed' | 'not-a-table' | 'too-large'>;

/** What the process says, in this order: why not; or how far it is, which sheets there are, and then their rows. */
export type Told =
  | { readonly kind: 'refused'; readonly refusal: NotRead }
  | { readonly kind: 'parsed'; readonly done: number; readonly all: number }
  | { readonly kind: 'found'; readonly sheets: readonly (Omit<ImportSheet, 'rows'> & { readonly rows: number })[] }
  | { readonly kind: 'rows'; readonly sheet: number; readonly rows: ImportSheet['rows'] };

/** A row is parsed there and handed over: each is half of it. */
type RowsTold = (done: number, all: number) => void;

export interface ReadingLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** 36,065 rows need about a second and 400 MB. */
const usual: ReadingLimits = { milliseconds: 60_000, megabytes: 1_024 };
/** Less text is read sooner than a process starts. */
const smallText = 100_000;
/** Each may take the memory above. */
const pass = turnstile(2);

/** The cells of a file as text, read so that nobody else waits for it; what harms the reader ends it and not the server. */
export async function readSheets(
  order: WorkOrder,
  told: RowsTold,
  limits: ReadingLimits = usual,
): Promise<readonly ImportSheet[] | NotRead> {
  if (order.kind === 'csv' && order.csv.length < smallText) {
    const rows = readCsv(order.csv);
    return isRefusal(rows) ? rows : [plainSheet(rows)];
  }
  return pass(() => inProcess(order, told, limits));
}

/** A thread would not do: where one allocation asks for more than is left, the engine ends the whole process it is in. */
function inProcess(
  order: WorkOrder,
  rowsTold: RowsTold,
  { milliseconds, megabytes }: ReadingLimits,
): Promise<readonly ImportSheet[] | NotRead> {
  const tooMuch = refuse(order.kind === 'csv' ? 'too-large' : 'workbook-too-large');
  const reader = fork(new URL('read-table.process.ts', import.meta.url), {
    execArgv: [`--max-old-space-size=${megabytes}`],
    // It needs none of the settings, and gets none: it reads what strangers made.
    env: {},
    serialization: 'advanced',
    // What the reader's libraries print is nobody's business.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const sheets: { -readonly [K in keyof ImportSheet]: ImportSheet[K] }[] = [];
    let [expected, received] = [0, 0];
    const end = (result: readonly ImportSheet[] | NotRead): void => {
      clearTimeout(clock);
      resolve(result);
      reader.kill('SIGKILL');
    };
    // What cannot be sent has no reader any more, whose end says why.
    const say = (said: WorkOrder | 'more'): void => void reader.send(said, () => undefined);
    const clock = setTimeout(() => end(tooMuch), milliseconds);
    reader.on('message', (told: Told) => {
      if (told.kind === 'refused') return end(told.refusal);
      if (told.kind === 'parsed') return rowsTold(Math.floor(told.done / 2), told.all);
      if (told.kind === 'found') {
        sheets.push(...told.sheets.map((sheet) => ({ ...sheet, rows: [] })));
        expected = told.sheets.reduce((sum, { rows }) => sum + rows, 0);
      } else {
        const sheet = sheets[told.sheet];
        if (sheet !== undefined) (sheet.rows as (readonly string[])[]).push(...told.rows);
        received += told.rows.length;
      }
      rowsTold(Math.floor((expected + received) / 2), expected);
      return received === expected ? end(sheets) : say('more');
    });
    reader.on('error', (error) => {
      clearTimeout(clock);
      reject(error);
    });
    reader.on('exit', (code, signal) => {
      clearTimeout(clock);
      // Whoever has no memory left, or takes everybody's, is ended by a signal.
      if (signal === null) reject(new Error(`the reader of a table ended with ${code}`));
      else resolve(tooMuch);
    });
    say(order);
  });
}
