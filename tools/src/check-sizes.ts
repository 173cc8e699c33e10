/** The shape of the house: lengths of files, their names, and the folders they may stand in (habits 9 and 11). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from './house/fault.ts';
import { gitFiles } from './house/git-files.ts';
import { report } from './house/report.ts';
import { root } from './house/root.ts';
import { checkFolders } from './shape/folders.ts';
import { checkLengths, type Sized, type Spread, spread } from './shape/lengths.ts';
import { checkNames } from './shape/names.ts';

export type Sizes = { readonly faults: readonly Fault[]; readonly files: number; readonly spread: Spread };

const code = /\.(ts|tsx|mts|js|mjs|css)$/;
const writtenByTools = /\.gen\.|\.snap$|-snapshots\//;

export function checkSizes(house: string): Sizes {
  const paths = gitFiles(house);
  const faults = checkFolders(paths);
  const sized: Sized[] = [];
  for (const path of paths.filter((file) => code.test(file) && !writtenByTools.test(file))) {
    const text = readFileSync(join(house, path), 'utf8');
    sized.push({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) });
    faults.push(...checkNames(path, text));
  }
  faults.push(...checkLengths(sized));
  return { faults, files: sized.length, spread: spread(sized) };
}

if (import.meta.main) {
  const { faults, files, spread: found } = checkSizes(root);
  const summary = `median ${found.median}, 95th percentile ${found.p95}, max ${found.max} (${found.longest}) in ${files} files`;
  report('sizes', faults, summary);
}
