import { isText } from '@muster/core/organisation';

/** A file on its way to the server: text, or a workbook in base 64. */
export type ChosenFile = { readonly fileName: string } & ({ readonly csv: string } | { readonly xlsx: string });

/** A workbook is a zip, and an old or an encrypted one another container; their first bytes say so whatever the name. */
const workbookMarks = new Set(['504b', 'd0cf']);
/** Pictures, pages for print and packed files, by how they begin; small ones may read like text. */
const otherMarks = ['89504e47', 'ffd8ff', '47494638', '25504446', '1f8b', '377abcaf', '52617221'];
/** What the server takes, less what base 64 adds. */
const mostBytes = 15_000_000;

/** Why a file is not even sent. */
export type Unsendable = 'too-large' | 'not-a-table';

/** The text of a chosen file, as UTF-8 or else as the offices' older spreadsheets write it, or the workbook; else why it is not sent. */
export async function readChosen(file: File): Promise<ChosenFile | Unsendable> {
  if (file.size > mostBytes) return 'too-large';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mark = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (otherMarks.some((other) => mark.startsWith(other))) return 'not-a-table';
  // What is called a workbook is sent as one, so that the server says that it cannot be read, and not what is lacking in it.
  const isCalledWorkbook = bytes.length > 0 && file.name.toLowerCase().endsWith('.xlsx');
  if (workbookMarks.has(mark.slice(0, 4)) || isCalledWorkbook)
    return { fileName: file.name, xlsx: await base64Of(file) };
  const csv = decoded(bytes);
  return isText(csv) ? { fileName: file.name, csv } : 'not-a-table';
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () =>
      resolve(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/u, '') : ''),
    );
    reader.addEventListener('error', () => reject(reader.error ?? new Error(file.name)));
    reader.readAsDataURL(file);
  });
}

/** “Unicode text” of a spreadsheet begins with its mark; other text in UTF-8, or as the offices' older spreadsheets write it. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
