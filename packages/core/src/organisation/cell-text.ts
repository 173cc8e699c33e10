import { isCivilDate, type CivilDate } from '../kernel/index.ts';

/** A code, date, figure or listed word as it was meant: full-width characters narrowed, blanks gathered, nothing unprintable. */
export function plainText(cell: string): string {
  const text = printable(cell.replaceAll(/[\uff01-\uff5e]/g, narrow));
  return text.startsWith("'") ? text.replace(/^'(?=[0-9A-Za-z])/, '') : text;
}

/** A name keeps its own brackets and points; only full-width digits and letters, and blanks, are brought into one form. */
export function nameText(cell: string): string {
  return printable(cell.replaceAll(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, narrow));
}

function narrow(wide: string): string {
  return String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0);
}

/** The apostrophe keeps a spreadsheet from working out a cell like `=1+1` or `＝1+1`; it is no part of the text. */
function printable(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
    .trim()
    .replace(/^'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/, '');
}

/** Signs that turn what follows them around: a name with one reads otherwise than it is. */
const turning = /[\u202a-\u202e\u2066-\u2069]/u;

/** The first of them, as it is called; null in a cell that has none. */
export function turningSign(cell: string): string | null {
  const sign = turning.exec(cell)?.[0];
  return sign === undefined ? null : `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
}

/** What a spreadsheet writes where a formula has failed: `#REF!`, `#N/A`, `#DIV/0!`. */
export function isFormulaError(cell: string): boolean {
  return /^\s*#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)\s*$/i.test(
    cell,
  );
}

/** What a spreadsheet would work out instead of showing it; with the apostrophe that an export writes it is text. */
export function isFormula(cell: string): boolean {
  return /^\s*(?:=|[+\-@].*[|(!])/.test(cell);
}

/** The parts of a cell that lists several things: `、`, `;`, commas or blanks between them. */
export function listText(cell: string): readonly string[] {
  return plainText(cell)
    .split(/[、;, ]+/)
    .filter((part) => part !== '');
}

/** Characters of the longest code. */
export const mostOfACode = 64;

/** `无` or `none`: an empty cell says nothing, this one says that there is nothing. */
export function saysNone(text: string): boolean {
  return text === '无' || text.toLowerCase() === 'none';
}

/** A stroke says as much as an empty cell. */
export function isStroke(cell: string): boolean {
  return cell.length < 5 && /^\s*[-/\\—–\uff0d\uff0f\uff3c]+\s*$/.test(cell);
}

/** A long number as a spreadsheet shortens it in a text file: `5.11825E+17`. Most of its digits are lost. */
export function isShortened(text: string): boolean {
  return /^\d(?:\.\d+)?E\+\d+$/i.test(text);
}

/** `2005-03-01`, `2005/3/1`, `2005.3.1`, `20050301` or `2005年3月1日`, midnight behind it or not; null when it is no day of the calendar. */
export function readDate(text: string): CivilDate | null {
  const parts = /^((?:18|19|2\d)\d{2})(?:[-/.、年](\d{1,2})[-/.、月](\d{1,2})[日号.]?|(\d{2})(\d{2}))$/.exec(
    text.replace(/[T ]0?0:00(?::00(?:\.0+)?)?Z?$/, '').replaceAll(' ', ''),
  );
  if (parts === null) return null;
  const [, year = '', month = parts[4] ?? '', day = parts[5] ?? ''] = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number(month) <= 12 && Number(day) <= 31 && Number(month) > 0 && Number(day) > 0 && isCivilDate(date)
    ? date
    : null;
}

/** A whole number that is not negative: `36,065`, `220人`; null when it is none. */
export function readCount(text: string): number | null {
  const digits = /^(\d{1,3}(?:,\d{3})+|\d{1,9})[人名]?$/.exec(text.replaceAll(' ', ''))?.[1];
  return digits === undefined ? null : Number(digits.replaceAll(',', ''));
}
