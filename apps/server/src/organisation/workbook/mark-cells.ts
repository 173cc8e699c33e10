/**
 * What the reader passes over in silence is put into words before it reads: a formula without a result, one that ended in an error,
 * and digits that only a number format shows (`000123` is kept as 123).
 */
import type { CellDoubt, ImportSheet } from '@muster/core/organisation';
import { elements } from './unpack-workbook.ts';

export interface Marked {
  readonly xml: Uint8Array<ArrayBuffer>;
  readonly doubts: ImportSheet['doubts'];
}

/** Styles that fill a number up with zeros, by their place in the list of styles, with the number of digits. */
export function paddedStyles(styles: string): ReadonlyMap<string, number> {
  const digits = new Map(
    elements(styles, 'numFmt')
      .filter(({ formatCode }) => /^0{2,18}$/.test(formatCode ?? ''))
      .map(({ numFmtId, formatCode }) => [numFmtId, formatCode?.length ?? 0]),
  );
  if (digits.size === 0) return new Map();
  const formats = elements(/<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? '', 'xf');
  return new Map(
    formats.flatMap(({ numFmtId }, place) => {
      const many = digits.get(numFmtId);
      return many === undefined ? [] : [[String(place), many] as const];
    }),
  );
}

/** Most sheets have none of it and stay as they are. */
export function markCells(xml: Uint8Array<ArrayBuffer>, padded: ReadonlyMap<string, number>): Marked {
  const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  const isConcerned =
    padded.size > 0 || bytes.includes('t="e"') || /<\/(?:\w+:)?f><\/(?:\w+:)?c>/.test(tailless(bytes));
  if (!isConcerned) return { xml, doubts: [] };
  const doubts: { row: number; column: number; code: CellDoubt }[] = [];
  const text = bytes
    .toString('utf8')
    .replaceAll(
      /<((?:\w+:)?c)\s([^>]*[^/])>([\s\S]*?)<\/\1>/g,
      (whole, tag: string, attributes: string, inner: string) => {
        const value = /<(?:\w+:)?v>([^<]*)<\/(?:\w+:)?v>/.exec(inner)?.[1];
        const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n';
        const address = /\br="([A-Z]+\d+)"/.exec(attributes)?.[1];
        const written = (shown: string) =>
          `<${tag} ${attributes.replace(/\s?\bt="\w+"/, '')} t="str">${elementLike(tag, shown)}</${tag}>`;
        const doubt = (code: CellDoubt, shown: string) => {
          if (address !== undefined) doubts.push({ ...placeOfCell(address), code });
          return written(shown);
        };
        if (type === 'e') return doubt('formula-error', value ?? '#');
        if (value === undefined && type !== 'inlineStr' && /<(?:\w+:)?f[\s>/]/.test(inner)) {
          return doubt('formula-without-value', '=');
        }
        const digits = padded.get(/\bs="(\d+)"/.exec(attributes)?.[1] ?? '');
        const isWhole = type === 'n' && value !== undefined && /^\d{1,15}$/.test(value);
        return digits !== undefined && isWhole ? written(value.padStart(digits, '0')) : whole;
      },
    );
  return { xml: new TextEncoder().encode(text), doubts };
}

/** In one byte a character, which is enough to look for a mark. */
function tailless(bytes: Buffer): string {
  return bytes.includes('f></') ? bytes.toString('latin1') : '';
}

function elementLike(tag: string, value: string): string {
  const name = tag.includes(':') ? tag.replace(/c$/, 'v') : 'v';
  return `<${name}>${value}</${name}>`;
}

/** `B117` → row 116, column 1. */
export function placeOfCell(address: string): { readonly row: number; readonly column: number } {
  const [, letters = 'A', digits = '1'] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}
