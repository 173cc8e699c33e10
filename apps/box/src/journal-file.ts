import { open, rename, type FileHandle } from 'node:fs/promises';

/** A file of so many bytes from its first moment on: its size never tells how much is in it. */
export async function openJournalFile(path: string, bytes: number): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const fresh = await open(`${path}.new`, 'w', 0o600);
  try {
    await fresh.writeFile(Buffer.alloc(bytes));
    await fresh.datasync();
  } finally {
    await fresh.close();
  }
  await rename(`${path}.new`, path);
  return open(path, 'r+');
}
