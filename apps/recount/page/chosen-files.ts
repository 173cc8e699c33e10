import type { Found } from './recount-files.ts';

/** Larger than any board: whoever chooses the wrong folder is not to wait until all of it is read. */
const longest = 512 * 2 ** 20;
const wanted = /(?:^|\/)(?:campaign\.json|manifest\.json|ballots\.bin|close\.json)$/;

/** Files that an input gave, with their paths where it was a folder. */
export function ofInput(list: FileList): Promise<Found[]> {
  return read(Array.from(list, (file) => ({ file, path: file.webkitRelativePath || file.name })));
}

/** What was dragged here: files, and folders with all that is in them. */
export async function ofDrag(items: DataTransferItemList): Promise<Found[]> {
  // Asked for before anything is waited for: afterwards the list is empty.
  const entries = Array.from(items, (item) => item.webkitGetAsEntry());
  const files = await Promise.all(entries.flatMap((entry) => (entry === null ? [] : [within(entry)])));
  return read(files.flat());
}

interface Chosen {
  readonly file: File;
  readonly path: string;
}

async function read(files: readonly Chosen[]): Promise<Found[]> {
  const ours = files.filter(({ file, path }) => wanted.test(path) && file.size <= longest);
  return Promise.all(ours.map(async ({ file, path }) => ({ path, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

async function within(entry: FileSystemEntry): Promise<Chosen[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, path }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Chosen[] = [];
  // A reader gives a hundred at a time, and none when there are no more.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return found;
    found.push(...(await Promise.all(part.map(within))).flat());
  }
}
