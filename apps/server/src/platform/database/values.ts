import pg from 'pg';

// Type numbers of PostgreSQL, fixed since its beginnings; their array types follow in `ARRAYS`.
const INT8 = 20;
const NUMERIC = 1700;
const DATE = 1082;
const TEXT_ARRAY: number = 1009;
const ARRAYS = new Map([
  [1016, INT8],
  [1231, NUMERIC],
  [1182, DATE],
]);

/** How values arrive in one pool: counts and sums as numbers, civil dates as 'YYYY-MM-DD', instants as Date, paths as text. */
export interface Values extends pg.CustomTypesConfig {
  /** Extensions have no fixed type numbers: this asks the database once for that of ltree[]. */
  learn(client: pg.ClientBase): Promise<void>;
}

export function values(): Values {
  let textLike: ReadonlySet<number> | undefined;
  return {
    getTypeParser(type: number, format?: 'text' | 'binary') {
      if (format === 'binary') return pg.types.getTypeParser(type, 'binary');
      if (textLike?.has(type)) return texts;
      const element = ARRAYS.get(type);
      const parse = PARSERS.get(element ?? type);
      if (!parse) return pg.types.getTypeParser(type, 'text');
      return element === undefined
        ? parse
        : (text: string) => texts(text).map((item) => (item === null ? null : parse(item)));
    },
    async learn(client) {
      if (textLike) return;
      const { rows } = await client.query<{ number: string }>(
        "select typarray::int8::text as number from pg_type where typname = 'ltree'",
      );
      if (rows.length > 0) textLike = new Set(rows.map((row) => Number(row.number)));
    },
  };
}

const PARSERS = new Map<number, (text: string) => unknown>([
  [INT8, exactNumber],
  [NUMERIC, exactNumber],
  [DATE, (text) => text],
]);

/** Refuses what a number cannot hold, rather than rounding it. Fractions keep what a double keeps. */
function exactNumber(text: string): number {
  const value = Number(text);
  const whole = !text.includes('.');
  if (whole && !Number.isSafeInteger(value))
    throw new RangeError(`The database value ${text} does not fit a number; cast it to text in the query.`);
  return value;
}

function texts(text: string): (string | null)[] {
  const parse: (text: string) => (string | null)[] = pg.types.getTypeParser(TEXT_ARRAY, 'text');
  return parse(text);
}
