/**
 * The one door for files. The row first, then the bytes under their own hash, then `stored_at`: whatever is interrupted leaves a
 * row or bytes that the sweep recognises, never a row that promises bytes which are not there. A file is seen with the node it was
 * kept for and from above in the same tree, not through the other tree: a branch would else read its whole unit's roster.
 */
import { createHash } from 'node:crypto';
import type { ReadStream } from 'node:fs';
import type { Place } from '@muster/core/access';
import { isRefusal, refuse, type Refusal } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Chance } from '../chance.ts';
import type { Clock } from '../clock.ts';
import { inReadTransaction, inTransaction, type Db, type Tx } from '../database/db.ts';
import type { Scope } from '../database/scope.ts';
import { openContent, writeContent } from './contents.ts';
import { cleanName } from './file-name.ts';
import { mediaTypeOf, type MediaType } from './media-type.ts';

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An upload that may be kept. */
export interface CheckedFile extends Upload {
  /** Hexadecimal. */
  readonly sha256: string;
  readonly mediaType: MediaType;
}

/** For which node a file is kept. */
export interface KeptFor {
  readonly regionId: number;
  readonly place: Place;
}

export interface KeptFile {
  readonly name: string;
  readonly mediaType: string;
  readonly length: number;
  readonly stream: ReadStream;
}

type NotTaken = Refusal<'file-too-large' | 'file-empty' | 'file-type-refused'>;

export interface Files {
  readonly limitBytes: number;
  /** Whether it may be kept, and what it is; keeps nothing. */
  check(upload: Upload): Promise<CheckedFile | NotTaken>;
  /** A file by itself, in transactions of its own. The person of the scope owns it. */
  keep(
    scope: Scope & { readonly self: string },
    upload: Upload & KeptFor,
  ): Promise<{ readonly id: string; readonly sha256: string } | NotTaken>;
  /**
   * In the transaction of the command that speaks of it, and at that command's time: both are kept or neither. The bytes are on the disk
   * before it commits.
   */
  keepWith(tx: Tx, ownerId: string, file: CheckedFile & KeptFor, at: Date): Promise<void>;
  /** The latest of that content that is kept for a node within the scope; null when there is none. */
  read(scope: Scope, sha256: string): Promise<KeptFile | null>;
}

export interface FilesPlace {
  /** Made when the first file is kept. */
  readonly folder: string;
  readonly limitBytes: number;
}

export interface FilesParts extends FilesPlace {
  readonly db: Db;
  readonly clock: Clock;
  readonly chance: Chance;
}

/** What keepers share and the sweep holds alone, so that it never takes away bytes that are being kept again. */
export const filesLock = sql`hashtext('muster files')`;

export function makeFiles({ db, clock, chance, folder, limitBytes }: FilesParts): Files {
  const check = async ({ name, bytes }: Upload): Promise<CheckedFile | NotTaken> => {
    if (bytes.length === 0) return refuse('file-empty');
    if (bytes.length > limitBytes) return refuse('file-too-large', { megabytes: limitBytes / 1_000_000 });
    const mediaType = await mediaTypeOf(bytes);
    if (mediaType === null) return refuse('file-type-refused');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { name: cleanName(name, mediaType), bytes, sha256, mediaType };
  };
  const store = async (tx: Tx, { regionId, id, sha256, bytes }: CheckedFile & { regionId: number; id: string }) => {
    await sql`select pg_advisory_xact_lock_shared(${filesLock})`.execute(tx);
    await writeContent(folder, sha256, bytes);
    const { numUpdatedRows } = await tx
      .updateTable('file')
      .set({ stored_at: clock.now() })
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new Error('The row of a file was swept before its bytes were stored.');
  };
  return {
    limitBytes,
    check,
    keep: async (scope, upload) => {
      const file = await check(upload);
      if (isRefusal(file)) return file;
      const { regionId, place } = upload;
      const id = chance.newId();
      await inTransaction(db, scope, (tx) =>
        insertRow(tx, { ...file, id, regionId, place, ownerId: scope.self, at: clock.now() }),
      );
      await inTransaction(db, scope, (tx) => store(tx, { ...file, id, regionId }));
      return { id, sha256: file.sha256 };
    },
    keepWith: async (tx, ownerId, file, at) => {
      const id = chance.newId();
      await insertRow(tx, { ...file, id, ownerId, at });
      await store(tx, { ...file, id });
    },
    read: async (scope, sha256) => {
      const row = await inReadTransaction(db, scope, (tx) =>
        tx
          .selectFrom('file')
          .select(['name', 'media_type', 'bytes'])
          .where('sha256', '=', Buffer.from(sha256, 'hex'))
          .where('stored_at', 'is not', null)
          // Row security also shows what one once kept for a node that is no longer one's own.
          .where(sql<boolean>`path <@ any (${scope.paths}::ltree[])`)
          .orderBy('recorded_at', 'desc')
          .limit(1)
          .executeTakeFirst(),
      );
      if (row === undefined) return null;
      const handle = await openContent(folder, sha256);
      return { name: row.name, mediaType: row.media_type, length: row.bytes, stream: handle.createReadStream() };
    },
  };
}

interface NewRow extends CheckedFile, KeptFor {
  readonly id: string;
  readonly ownerId: string;
  readonly at: Date;
}

async function insertRow(tx: Tx, { regionId, id, sha256, bytes, mediaType, name, ownerId, place, at }: NewRow) {
  await tx
    .insertInto('file')
    .values({
      region_id: regionId,
      id,
      sha256: Buffer.from(sha256, 'hex'),
      bytes: bytes.length,
      media_type: mediaType,
      name,
      stored_at: null,
      owner_id: ownerId,
      path: place.path,
      recorded_at: at,
    })
    .execute();
}
