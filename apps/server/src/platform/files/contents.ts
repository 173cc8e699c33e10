/** Bytes under their own hash: `ab/cdef…`. What stands there is whole, for a name is given to finished files only. */
import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoredContent {
  /** Hexadecimal; null for a temporary file that nobody finished. */
  readonly sha256: string | null;
  readonly path: string;
}

/** Written to a temporary name, forced to the disk, renamed; content that is there already is only marked as used now. */
export async function writeContent(folder: string, sha256: string, bytes: Uint8Array): Promise<void> {
  const path = pathOf(folder, sha256);
  if (await isThere(path, bytes.length)) {
    const now = new Date();
    return utimes(path, now, now);
  }
  const shelf = join(folder, sha256.slice(0, 2));
  await mkdir(shelf, { recursive: true, mode: 0o700 });
  const draft = join(shelf, `${randomUUID()}.part`);
  try {
    await withFile(draft, 'wx', async (file) => {
      await file.writeFile(bytes);
      await file.sync();
    });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  // A name is on the disk when its folder is.
  for (const each of [shelf, folder]) await withFile(each, 'r', (opened) => opened.sync());
}

/** The caller closes it, or the stream made of it does. */
export function openContent(folder: string, sha256: string): Promise<FileHandle> {
  return open(pathOf(folder, sha256), 'r');
}

/** What was neither written nor used again since then. */
export async function contentsBefore(folder: string, before: Date): Promise<readonly StoredContent[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(noneWithoutFolder);
  const contents: StoredContent[] = [];
  for (const { name, parentPath } of names.filter((each) => each.isFile())) {
    const path = join(parentPath, name);
    if (!(await isOlder(path, before))) continue;
    const sha256 = `${parentPath.slice(-2)}${name}`;
    contents.push({ path, sha256: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null });
  }
  return contents;
}

/** False when it was used again meanwhile. */
export async function removeContent({ path }: StoredContent, before: Date): Promise<boolean> {
  if (!(await isOlder(path, before))) return false;
  await rm(path);
  return true;
}

function pathOf(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256.slice(2));
}

async function isThere(path: string, length: number): Promise<boolean> {
  return (await found(path))?.size === length;
}

/** False also when it is gone: a temporary file may have got its name meanwhile. */
async function isOlder(path: string, before: Date): Promise<boolean> {
  const stats = await found(path);
  return stats !== null && stats.mtime < before;
}

async function found(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function withFile(path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

function noneWithoutFolder(error: unknown): [] {
  if (isMissing(error)) return [];
  throw error;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
