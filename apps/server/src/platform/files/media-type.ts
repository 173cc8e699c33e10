import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';

const office = 'application/vnd.openxmlformats-officedocument';

/**
 * What is taken, with the endings that a name may keep. A list of what is let in, since nobody can list every kind of program;
 * the formats of Office without macros only, the old ones (doc, xls) not at all, as they cannot be told apart.
 */
const endings = {
  'text/csv': ['csv', 'txt'],
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  [`${office}.wordprocessingml.document`]: ['docx'],
  [`${office}.spreadsheetml.sheet`]: ['xlsx'],
  [`${office}.presentationml.presentation`]: ['pptx'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type MediaType = keyof typeof endings;

/** The first is the one that a name without a fitting ending gets. */
export function endingsOf(type: MediaType): readonly string[] {
  return endings[type];
}

/** What a file is by its bytes, whatever its name says; null for what is not taken. */
export async function mediaTypeOf(bytes: Uint8Array): Promise<MediaType | null> {
  // Text first: a table whose header begins with BM would else be taken for a picture.
  if (isUtf8(bytes) && !bytes.includes(0)) {
    const start = textStart(bytes);
    if (!start.startsWith('%PDF-')) return isMarkupOrScript(start) ? null : 'text/csv';
  }
  const type = (await fileTypeFromBuffer(bytes))?.mime;
  return type === undefined || !isTaken(type) || hasMacros(bytes) ? null : type;
}

function isTaken(type: string): type is MediaType {
  return Object.hasOwn(endings, type);
}

function textStart(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart();
}

/** HTML, SVG and XML all begin with `<`; scripts that a shell runs with `#!`. */
function isMarkupOrScript(start: string): boolean {
  return start.startsWith('<') || start.startsWith('#!');
}

/** A name inside a zip is not compressed; a document renamed to one without macros still carries them under this one. */
function hasMacros(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('vbaProject.bin');
}
