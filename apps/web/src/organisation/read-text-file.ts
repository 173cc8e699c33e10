export type TextFile = { readonly fileName: string; readonly csv: string };

/** A workbook is a zip; its first two letters say so whatever its name. */
const workbookMark = 'PK';

/** The text of a chosen file, as UTF-8 or else as the offices' older spreadsheets write it; null for a workbook. */
export async function readTextFile(file: File): Promise<TextFile | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (String.fromCodePoint(...bytes.slice(0, 2)) === workbookMark) return null;
  return { fileName: file.name, csv: decoded(bytes) };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
