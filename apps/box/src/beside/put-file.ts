import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file whole or not at all, on the disk when it returns, and readable by this user only unless said otherwise. */
export async function putFile(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const file = await open(`${path}.new`, 'w', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
}

export async function readFileIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes chance over a secret before it is removed. Discs and file systems may keep copies all the same: nothing more can be done here. */
export async function wipeFile(path: string): Promise<void> {
  const before = await readFileIfThere(path);
  if (before === null) return;
  const file = await open(path, 'r+');
  try {
    await file.write(randomBytes(before.length), 0, before.length, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await rm(path, { force: true });
  await syncFolder(dirname(path));
}

/** Some systems cannot. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
