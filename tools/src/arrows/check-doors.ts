import { posix } from 'node:path';
import type { Fault } from '../house/fault.ts';
import { isTest } from './check-zones.ts';
import type { Import } from './read-imports.ts';

const server = 'apps/server/src/';

/** Folders that stand above the slices, beside app.ts: they may know it, and ask the slices through their doors. */
const above = new Set(['operations', 'testing']);

/** Inside the server: the platform knows no slice; a slice asks another through its index.ts; nobody below knows app.ts. */
export function checkDoors(path: string, imports: readonly Import[]): Fault[] {
  const from = placeInServer(path);
  if (from === undefined || from.folder === '') return [];
  return imports.flatMap(({ specifier, line }) => {
    if (!specifier.startsWith('.')) return [];
    const to = placeInServer(posix.join(posix.dirname(path), specifier));
    if (to === undefined || to.folder === from.folder) return [];
    const message = closedDoor(from.folder, to, isTest(path));
    return message === undefined ? [] : [{ path, line, message }];
  });
}

type Place = { readonly folder: string; readonly rest: string };

function placeInServer(path: string): Place | undefined {
  if (!path.startsWith(server)) return undefined;
  const inner = path.slice(server.length);
  const slash = inner.indexOf('/');
  return slash === -1 ? { folder: '', rest: inner } : { folder: inner.slice(0, slash), rest: inner.slice(slash + 1) };
}

function closedDoor(from: string, to: Place, test: boolean): string | undefined {
  if (to.folder === 'platform') return undefined;
  if (to.folder === '' || above.has(to.folder)) {
    return test || above.has(from) ? undefined : `${to.rest} puts the slices together; ${from} may not know it`;
  }
  if (from === 'platform') return `the platform may not know the slice ${to.folder}`;
  return to.rest === 'index.ts' ? undefined : `ask ${to.folder} through its door, ${to.folder}/index.ts`;
}
