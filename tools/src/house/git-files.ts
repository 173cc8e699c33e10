import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Every file of the house: what git follows and what it would follow if added; what is ignored or deleted is left out. */
export function gitFiles(root: string): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const paths = new Set(list.split('\0').filter((path) => path !== '' && existsSync(join(root, path))));
  return [...paths].toSorted();
}
