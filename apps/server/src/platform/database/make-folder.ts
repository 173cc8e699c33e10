import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'nothing can be written there',
  ENOENT: 'nothing can be made there',
  ENOTDIR: 'something on the way to it is a file',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links go round in a ring',
};

/** Makes a folder with those above it that are missing; throws a sentence. Node's own `recursive` never ends under /proc. */
export function makeFolder(folder: string, mode: number): void {
  try {
    make(folder, mode);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new Error(`The folder ${folder} cannot be made: ${reasons[code] ?? String(cause)}. Give another folder.`, {
      cause,
    });
  }
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is no folder. Give a folder for the instance.`);
}

function make(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) make(above, mode);
  try {
    mkdirSync(folder);
    // Whatever the mask of this process says.
    chmodSync(folder, mode);
  } catch (fault) {
    // Another process may have made it meanwhile.
    if (!existsSync(folder)) throw fault;
  }
}
