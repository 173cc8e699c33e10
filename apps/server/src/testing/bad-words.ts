/** What generated requests are made wrong with: one word a blank. */
export const nil = '00000000-0000-0000-0000-000000000000';

const list = (text: string): readonly string[] => text.trim().split(/\s+/);
const long = (unit: string, times: number): string => unit.repeat(times);
const atNoon = '2026-02-28T00:00:00.000Z';

const cursors = list(`
  x %20 %00 null %F0%A0%AE%B7 '%20or%201=1-- %ED%A0%80 2026_${nil} 0_${nil} _${nil} ${nil}_${nil} ${nil}%00 ${atNoon} ${atNoon}_${nil}_${nil}
  2026-13-45T00:00:00.000Z_${nil} 2026-02-31T00:00:00.000Z_${nil} 2026-02-28T99:99:99.000Z_${nil} 2026-99-99_${nil}
  +275760-09-13T00:00:00.000Z_${nil} ${atNoon}_${long('-', 36)} ${long('-', 36)} ${long('g', 36)} ${long('a', 200)}`);

export const words = {
  odd: [...list(`../../etc/passwd <script> ％ 𠮷👩‍👩‍👧 ١٢٣ NaN - *`), "'; drop table person; --", '\u202e'],
  ids: list(
    `x 1 null {} {${nil}} ${nil}0 ${nil.slice(1)} ${nil.replaceAll('-', '')} ${long('g', 36)} ${long('-', 36)}`,
  ),
  dates: list('2026-02-31 2026-13-01 2026-00-00 0000-01-01 2026-1-1 20260101 2026-02-29 today +12026-01-01 9999-12-31'),
  instants: list('2026-02-31T00:00:00Z 2026-03-19T25:00:00Z 2026-03-19T14:00 2026-03-19T14:00:00+99:00 now 1767225600'),
  limits: ['', ...list('0 -1 201 2147483648 1e400 abc 1.5 %D9%A3 0x null 50;')],
  cursors: ['', ...cursors],
  json: list(`{ {"a": {"a":1,} {a:1} {"a":1}{"b":2} [1,2 [} ${long('{"a":', 2000)} ${long('[', 5000)}`),
  notObjects: ['null', '[]', '"text"', '1e999', '\0', '\ufeff{}x', "{'a':1}"],
  types: [
    ...list('application/xml application/x-www-form-urlencoded text/html text/plain image/png ;'),
    'multipart/form-data; boundary=x',
  ],
  paths: list(`%00 %01 % %zz %E0%A4%A ..%2f..%2f %20 x %F0%A0%AE%B7 ${nil}%00 ${long('a', 190)} ${long('a', 300)}`),
  cookies: list(
    `muster_session= muster_session=% muster_session =;=;= muster_session=${long('a', 43)} muster_session=${long('a', 6000)}`,
  ),
  origins: ['', ...list('https://evil.example null http://127.0.0.1:1 x http://[')],
  places: ['', ...list('/ .. %2e%2e/ nothing __proto__ organisations// ; %00 %c0%af')],
} as const;
