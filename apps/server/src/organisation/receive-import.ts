import type { attachmentRefusals } from '@muster/contract';
import { importMegabytes } from '@muster/contract/organisation';
import { permit } from '@muster/core/access';
import { isRefusal, refuse, type Refusal } from '@muster/core/kernel';
import {
  isText,
  mendSheets,
  openFile,
  stepsToOpen,
  type FileRefusal,
  type ImportFile,
  type ImportTableKind,
  type ImportWish,
} from '@muster/core/organisation';
import type { Context } from '../platform/context.ts';
import type { CheckedFile } from '../platform/files/files.ts';
import { patiently } from '../platform/patiently.ts';
import { shares } from '../platform/progress.ts';
import { findNode } from './queries.ts';
import { placeOfCell } from './workbook/mark-cells.ts';
import { readSheets, type NotRead } from './workbook/read-sheets.ts';
import { judgeBytes } from './workbook/unpack-workbook.ts';

/** What was sent; the contract says that it is either text or a workbook. */
export interface SentFile extends ImportWish {
  readonly organisationId: string;
  readonly fileName: string;
  readonly csv?: string | undefined;
  readonly xlsx?: string | undefined;
  readonly mends: readonly { readonly sheet: string | null; readonly cell: string; readonly text: string }[];
}

/** A file that was read, and in which the table was found. */
export interface ReceivedImport<Key extends string, Code extends string> extends ImportWish {
  readonly organisationId: string;
  readonly file: ImportFile<Key, Code>;
  readonly source: CheckedFile;
  /** How many cells were mended after the file was chosen: it is kept as it was. */
  readonly mended: number;
}

type NotReceived =
  | NotRead
  | Refusal<
      | 'not-found'
      | 'not-permitted'
      | 'of-another-campaign'
      | 'not-a-table'
      | (typeof attachmentRefusals)[number]
      | FileRefusal
    >;

/** Before the transaction, which must not wait for a file; nothing is read for somebody who may not import it. */
export async function receiveImport<Key extends string, Code extends string>(
  { read, actor, platform, progress }: Context,
  verb: 'manage-organisations' | 'manage-roster',
  { organisationId, fileName, csv, xlsx, commit, exceptRefused, mends }: SentFile,
  kind: ImportTableKind<Key, Code>,
): Promise<ReceivedImport<Key, Code> | NotReceived> {
  const refused = await read(async (tx) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    const allowed = permit(actor.grants, verb, node.place);
    return isRefusal(allowed) ? allowed : null;
  });
  if (refused !== null) return refused;
  const bytes = csv === undefined ? Buffer.from(xlsx ?? '', 'base64') : Buffer.from(csv);
  if (bytes.length === 0) return refuse('file-empty');
  if (bytes.length > importMegabytes * 1_000_000) return refuse('file-too-large', { megabytes: importMegabytes });
  if (csv !== undefined && !isText(csv)) return refuse('not-a-table');
  const unfit = csv === undefined ? judgeBytes(bytes) : null;
  if (unfit !== null) return refuse(unfit);
  progress.at('reading', 0, 0);
  // What is read and what is opened of a row are half of it each.
  const told = (done: number, all: number): void => progress.at('reading', Math.floor(done / 2), all);
  const sheets = await readSheets(csv === undefined ? { kind: 'xlsx', bytes } : { kind: 'csv', csv }, told);
  if (isRefusal(sheets)) return sheets;
  const source = await platform.files.check({ name: fileName, bytes });
  if (isRefusal(source)) return source;
  const mended = mendSheets(
    sheets,
    mends.map(({ cell, ...mend }) => ({ ...mend, ...placeOfCell(cell) })),
  );
  const all = stepsToOpen(mended);
  const opened = shares(progress, 'reading', 2 * all, all / 2);
  const file = await patiently(openFile(mended, kind), (done) => opened(all + done));
  return isRefusal(file) ? file : { organisationId, commit, exceptRefused, file, source, mended: mends.length };
}
