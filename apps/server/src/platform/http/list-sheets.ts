/**
 * A list as a workbook: the same route, asked for with another `Accept`. Its own handler is asked page after page, so who may see what,
 * and what a filter means, is said once. All pages are read from one picture of the database.
 */
import type { Route, RouteAnswer, RouteInput } from '@muster/contract';
import { workbookType, type RefusalCode } from '@muster/contract';
import { isRefusal, refuse, type Refusal } from '@muster/core/kernel';
import type { FastifyRequest } from 'fastify';
import type { Asking, Context } from '../context.ts';
import { inReadSnapshot, type ReadTx } from '../database/db.ts';
import { scopeOf } from '../identity.ts';

export type Language = 'zh' | 'en';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What things are called in the language asked for, as on the pages. */
export interface SheetWords {
  readonly language: Language;
  readonly of: (said: Bilingual) => string;
  /** A word that the place has for what every page speaks of, as a header. */
  readonly term: (code: string) => string;
  /** What a code stands for; a code that nobody knows stands for itself. */
  readonly title: (what: string, code: string, among?: string | null) => string;
  /** A point in time by the clocks of the place. */
  readonly moment: (instant: string) => string;
  /** Minutes in the hours that the place counts, down to a tenth: a rounded-up hour would show somebody as done who is not. */
  readonly hours: (minutes: number) => number;
}

/** What only slices know of the place that a request names. */
export interface PlaceWords {
  /** What it is called; null where the request names none. */
  readonly place: string | null;
  /** What else the workbook is to say of it. */
  readonly facts: readonly (readonly [head: Bilingual, fact: Bilingual])[];
  readonly term: (code: string) => Bilingual;
  readonly title: (what: string, code: string, among?: string | null) => Bilingual | null;
  /** How many minutes its hours have. */
  readonly hourMinutes: number;
}

type Cell = string | number | null;

export type SheetColumn<Row> = readonly [head: Said, cell: (row: Row, words: SheetWords) => Cell];

/** One sheet of the workbook: what it takes of each page. */
export interface ListTable<Answer> {
  readonly name: (words: SheetWords) => string;
  readonly heads: (words: SheetWords) => readonly string[];
  readonly lines: (answer: Answer, words: SheetWords) => readonly (readonly Cell[])[];
}

export interface ListSheets<Answer, Query = unknown> {
  readonly name: Said;
  /** What they have as columns may depend on what was asked for. */
  readonly tables: readonly ListTable<Answer>[] | ((query: Query) => readonly ListTable<Answer>[]);
  /** What the list was narrowed to, in words. */
  readonly narrowed?: (query: Query, words: SheetWords) => readonly string[];
}

export type SheetsOf<R extends Route> = ListSheets<RouteAnswer<R>, RouteInput<R>['query']>;

/** As it always stands, or by the words of the place. */
type Said = Bilingual | ((words: SheetWords) => string);

const inWords = (text: Said, words: SheetWords): string => (typeof text === 'function' ? text(words) : words.of(text));

export function table<Answer, Row>(
  name: Said,
  rows: (answer: Answer) => readonly Row[],
  columns: readonly SheetColumn<Row>[],
): ListTable<Answer> {
  return {
    name: (words) => inWords(name, words),
    heads: (words) => columns.map(([head]) => inWords(head, words)),
    lines: (answer, words) => rows(answer).map((row) => columns.map(([, cell]) => cell(row, words))),
  };
}

/** A workbook as whoever writes it takes it. Rows and columns count from 0, the first row is the header. */
interface Book {
  readonly sheets: readonly {
    readonly name: string;
    readonly rows: readonly (readonly string[])[];
    readonly figures?: readonly number[];
    readonly isProse?: boolean;
  }[];
}

/** What the composition root plugs in. */
export interface SheetParts {
  readonly write: (book: Book) => Promise<Uint8Array>;
  readonly wordsAt: (tx: ReadTx, params: Readonly<Record<string, string>>, asking: Asking) => Promise<PlaceWords>;
}

export interface Workbook {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Rows of a page, of which the list on the screen takes fewer. */
const page = 1000;
/** Longer ones are narrowed first: nobody reads them, and everybody else would wait. */
export const mostRows = 100_000;

const about = {
  sheet: { zh: '说明', en: 'About' },
  list: { zh: '表', en: 'List' },
  place: { zh: '范围', en: 'At and beneath' },
  narrowed: { zh: '筛选', en: 'Only' },
  rows: { zh: '行数', en: 'Rows' },
  asOf: { zh: '截至', en: 'As of' },
  by: { zh: '取表人', en: 'Taken by' },
} as const;

export function asksForWorkbook({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes(workbookType) ?? false;
}

/** Of two languages the one named first. */
export function languageOf({ headers }: FastifyRequest): Language {
  return /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh';
}

type Handle<R extends Route> = (
  input: RouteInput<R>,
  context: Context,
) => Promise<RouteAnswer<R> | Refusal<RefusalCode>>;

interface Asked<R extends Route> {
  readonly input: RouteInput<R>;
  readonly context: Context;
  readonly language: Language;
  readonly sheets: SheetsOf<R>;
  readonly handle: Handle<R>;
}

export async function workbookOf<R extends Route>(
  { write, wordsAt }: SheetParts,
  asked: Asked<R>,
): Promise<Workbook | Refusal<RefusalCode>> {
  const { context, language, sheets } = asked;
  const { platform, actor, at } = context;
  const read = await inReadSnapshot(platform.db, scopeOf(actor), async (tx) => {
    const place = await wordsAt(tx, asked.input.params ?? {}, context);
    const words = wordsIn(language, place, platform.timeZone);
    const lines = await allLines(asked, words, { ...context, read: (query) => query(tx) });
    return isRefusal(lines) ? lines : { place, words, lines };
  });
  if (isRefusal(read)) return read;
  const { place, words, lines } = read;
  const narrowed = sheets.narrowed?.(asked.input.query, words) ?? [];
  const facts: (readonly [Bilingual, string | null])[] = [
    [about.list, inWords(sheets.name, words)],
    [about.place, place.place],
    ...place.facts.map(([head, fact]) => [head, words.of(fact)] as const),
    [about.narrowed, narrowed.length === 0 ? null : narrowed.join(language === 'zh' ? '　' : ', ')],
    [about.rows, String(lines.reduce((sum, rows) => sum + rows.length, 0))],
    [about.asOf, words.moment(at.toISOString())],
    [about.by, actor.personName],
  ];
  const bytes = await write({
    sheets: [
      ...tablesOf(asked).map(({ name, heads }, index) => sheetOf(name(words), heads(words), lines[index] ?? [])),
      {
        name: words.of(about.sheet),
        rows: facts.flatMap(([head, fact]) => (fact === null ? [] : [[capital(words.of(head)), fact]])),
        isProse: true,
      },
    ],
  });
  const named = [inWords(sheets.name, words), place.place, words.moment(at.toISOString()).slice(0, 10)];
  return { name: `${named.filter((part) => part !== null).join('-')}.xlsx`, bytes };
}

function tablesOf<R extends Route>({
  input,
  sheets,
}: Pick<Asked<R>, 'input' | 'sheets'>): readonly ListTable<RouteAnswer<R>>[] {
  return typeof sheets.tables === 'function' ? sheets.tables(input.query) : sheets.tables;
}

type Lines = (readonly Cell[])[];

/** The lines of each sheet, of all pages. */
export async function allLines<R extends Route>(
  { input, sheets, handle }: Pick<Asked<R>, 'input' | 'sheets' | 'handle'>,
  words: SheetWords,
  context: Context,
): Promise<Lines[] | Refusal<RefusalCode>> {
  const tables = tablesOf({ input, sheets });
  const lines: Lines[] = tables.map(() => []);
  let after: string | null = null;
  do {
    const query = { ...(input.query as object), limit: page, after: after ?? undefined };
    // oxlint-disable-next-line no-await-in-loop -- each page begins after the one before
    const answer = await handle({ ...input, query } as RouteInput<R>, context);
    if (isRefusal(answer)) return answer;
    const { next = null, all = 0 } = answer as { readonly next?: string | null; readonly all?: number };
    for (const [index, { lines: linesOf }] of tables.entries())
      for (const line of linesOf(answer, words)) lines[index]?.push(line);
    const most = Math.max(all, ...lines.map((rows) => rows.length));
    if (most > mostRows) return refuse('list-too-long', { rows: mostRows });
    context.progress.at('reading', most === 0 ? 0 : (lines[0]?.length ?? 0), most);
    after = next;
  } while (after !== null);
  return lines;
}

/** A spreadsheet takes names of 31 characters and none of these in them; the words of a playbook are anybody's. */
const nameOfSheet = (name: string): string =>
  name
    .replaceAll(/[[\]/\\:*?]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 31);

function sheetOf(name: string, heads: readonly string[], lines: Lines): Book['sheets'][number] {
  const isFigure = (column: number) =>
    lines.every((line) => typeof line[column] !== 'string') && lines.some((line) => typeof line[column] === 'number');
  return {
    name: nameOfSheet(name),
    rows: [heads, ...lines.map((line) => line.map((cell) => (cell === null ? '' : String(cell))))],
    figures: heads.flatMap((_, column) => (isFigure(column) ? [column] : [])),
  };
}

function wordsIn(language: Language, said: PlaceWords, timeZone: string): SheetWords {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return {
    language,
    of: (both) => both[language],
    term: (code) => capital(said.term(code)[language]),
    title: (what, code, among) => said.title(what, code, among)?.[language] ?? code,
    moment: (instant) => clock.format(new Date(instant)),
    hours: (minutes) => Math.floor((minutes * 10) / said.hourMinutes) / 10,
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
