/**
 * The arrows of the house, read from the resolved imports of every TypeScript file: which workspace may use which, which
 * door of a slice is open, that slices form no ring, and that a slice writes only its own tables.
 */
import { checkCycles } from './arrows/check-cycles.ts';
import { checkDoors } from './arrows/check-doors.ts';
import { checkOwners } from './arrows/check-owners.ts';
import { checkWrites } from './arrows/check-writes.ts';
import { checkZones } from './arrows/check-zones.ts';
import { readImports, type Import } from './arrows/read-imports.ts';
import { readWrites } from './arrows/read-writes.ts';
import type { Fault } from './house/fault.ts';
import { gitFiles } from './house/git-files.ts';
import { parseSource } from './house/parse-source.ts';
import { report } from './house/report.ts';
import { root } from './house/root.ts';
import { tableOwners } from './table-owners.ts';

export type Arrows = { readonly faults: readonly Fault[]; readonly files: number; readonly imports: number };

export function checkArrows(house: string, owners: Readonly<Record<string, string>>): Arrows {
  const read = new Map<string, readonly Import[]>();
  const faults: Fault[] = [];
  for (const path of gitFiles(house).filter((file) => /\.(ts|tsx|mjs)$/.test(file))) {
    const source = parseSource(house, path);
    const imports = readImports(source);
    read.set(path, imports);
    faults.push(...checkZones(path, imports), ...checkDoors(path, imports));
    if (path.startsWith('apps/server/src/')) faults.push(...checkWrites(path, readWrites(source), owners));
  }
  faults.push(...checkCycles(read), ...checkOwners(house, owners));
  return { faults, files: read.size, imports: [...read.values()].flat().length };
}

if (import.meta.main) {
  const { faults, files, imports } = checkArrows(root, tableOwners);
  report('arrows', faults, `${imports} imports in ${files} files`);
}
