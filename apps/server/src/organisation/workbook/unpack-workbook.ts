/**
 * A workbook is a zip of XML. It is unpacked here, within limits and without what no table needs, and handed to the reader repacked:
 * the reader has no limits of its own, reads hidden sheets, and passes over what a table must not lose in silence.
 */
import type { Refusal } from '@muster/core/kernel';
import { unzipSync, type Unzipped } from 'fflate';

export type NotAWorkbook =
  | 'workbook-encrypted'
  | 'workbook-of-old-excel'
  | 'workbook-has-macros'
  | 'workbook-unreadable'
  | 'workbook-too-large';

/** Thrown while unpacking and reading, which happens in a process of its own. */
export class WorkbookRefused extends Error {
  readonly refusal: Refusal<NotAWorkbook>;
  constructor(refused: NotAWorkbook) {
    super(refused);
    this.refusal = { refused, params: {} };
  }
}

export interface Unpacked {
  readonly files: Unzipped;
  /** Those that people see, in their order. */
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
}

/** A roster of 36,065 rows and 12 columns unpacks to about 25 MB. */
const mostBytes = 150_000_000;
const mostSheets = 200;

/** Old Excel and encrypted workbooks are files of another kind, which say inside which of the two they are. */
export function judgeBytes(bytes: Uint8Array): NotAWorkbook | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) {
    return buffer.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'workbook-encrypted' : 'workbook-of-old-excel';
  }
  return buffer.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004')) ? null : 'workbook-unreadable';
}

export function unpackWorkbook(bytes: Uint8Array): Unpacked {
  const refused = judgeBytes(bytes);
  if (refused !== null) throw new WorkbookRefused(refused);
  let unpacked = 0;
  // Sizes are those that the zip states: what states less than it holds is cut off there, and read as damaged.
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (/vbaProject\.bin$|^xl\/macrosheets\//i.test(name)) throw new WorkbookRefused('workbook-has-macros');
      if (!isNeeded(name)) return false;
      unpacked += originalSize;
      if (unpacked > mostBytes) throw new WorkbookRefused('workbook-too-large');
      return true;
    },
  });
  if (textOf(files, '[Content_Types].xml').includes('macroEnabled')) throw new WorkbookRefused('workbook-has-macros');
  return { files, sheets: visibleSheets(files) };
}

function isNeeded(name: string): boolean {
  return /\.(?:xml|rels)$/i.test(name) && !/^(?:docProps|xl\/(?:theme|media|drawings|charts|comments))/i.test(name);
}

function visibleSheets(files: Unzipped): Unpacked['sheets'] {
  const targets = new Map(
    elements(textOf(files, 'xl/_rels/workbook.xml.rels'), 'Relationship').map((each) => [each['Id'], each['Target']]),
  );
  const sheets = elements(textOf(files, 'xl/workbook.xml'), 'sheet').flatMap((each) => {
    const target = targets.get(each['id']);
    const path = target?.startsWith('/') === true ? target.slice(1) : `xl/${target}`;
    const isHidden = each['state'] === 'hidden' || each['state'] === 'veryHidden';
    return isHidden || files[path] === undefined ? [] : [{ name: each['name'] ?? '', path }];
  });
  if (sheets.length > mostSheets) throw new WorkbookRefused('workbook-too-large');
  return sheets;
}

export function textOf(files: Unzipped, path: string): string {
  return Buffer.from(files[path] ?? []).toString('utf8');
}

/** The attributes of every element of a name, without their prefixes; enough for parts that hold nothing but attributes. */
export function elements(xml: string, name: string): readonly Readonly<Record<string, string>>[] {
  const found = xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`, 'g'));
  return [...found].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/(?:\w+:)?(\w+)\s*=\s*"([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        unescape(value),
      ]),
    ),
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replaceAll(
    /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
