// Only as much of CSV as is needed to mend one cell of a file that the server reads; records are numbered from 1, as there.

type Span = { readonly from: number; readonly to: number };

/** The cells of a record as spans of the text, quotes included; empty when there is no such record. */
function cellSpans(csv: string, record: number): readonly Span[] {
  let spans: Span[] = [];
  let number = 1;
  let from = csv.startsWith('\uFEFF') ? 1 : 0;
  let quoted = false;
  for (let place = from; place <= csv.length; place += 1) {
    const sign = csv[place];
    if (sign === '"') quoted = !quoted;
    if (quoted && sign !== undefined) continue;
    const ends = sign === undefined || sign === '\n' || sign === '\r';
    if (!ends && sign !== ',') continue;
    spans.push({ from, to: place });
    from = place + 1;
    if (!ends) continue;
    if (number === record) return spans;
    if (sign === '\r' && csv[place + 1] === '\n') place += 1;
    from = place + 1;
    number += 1;
    spans = [];
  }
  return [];
}

/** The same file with other words in one cell; unchanged when there is no such cell. */
export function mendCell(csv: string, record: number, column: number, text: string): string {
  const span = cellSpans(csv, record)[column];
  return span === undefined ? csv : csv.slice(0, span.from) + quote(text) + csv.slice(span.to);
}

/** Cells copied from a spreadsheet come parted by tabs; what has none stays as it is. */
export function csvOfPasted(text: string): string {
  const [head = ''] = text.split('\n', 1);
  if (!head.includes('\t')) return text;
  const lines = text.replace(/\r?\n$/u, '').split(/\r?\n/u);
  return lines.map((line) => line.split('\t').map(quote).join(',')).join('\r\n');
}

/** `B117` → 1 */
export function columnOfCell(cell: string): number {
  const letters = /^[A-Z]+/u.exec(cell)?.[0] ?? 'A';
  return Array.from(letters).reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 65) - 64, 0) - 1;
}

/** 1 → `B` */
export function columnLetters(column: number): string {
  const before = column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '';
  return before + String.fromCodePoint(65 + (column % 26));
}

function quote(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
