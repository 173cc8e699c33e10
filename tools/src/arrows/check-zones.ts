import { posix } from 'node:path';
import type { Fault } from '../house/fault.ts';
import type { Import } from './read-imports.ts';
import { type Zone, zoneOf } from './zones.ts';

/** A fixture is what several tests share, and may what they may. */
export function isTest(path: string): boolean {
  return /\.(test|fixture)\.tsx?$/.test(path) || /^apps\/server\/src\/testing(\.ts$|\/)/.test(path);
}

/** The faults of one file's imports against the arrows between workspaces. */
export function checkZones(path: string, imports: readonly Import[]): Fault[] {
  const zone = zoneOf(path);
  if (zone === undefined) return [{ path, message: 'this folder has no arrows: name it in tools/src/arrows/zones.ts' }];
  return imports.flatMap(({ specifier, line }) => {
    const message = specifier.startsWith('.')
      ? (strayPath(zone, posix.join(posix.dirname(path), specifier)) ?? fixtureOutside(path, specifier))
      : forbiddenName(zone, specifier, isTest(path));
    return message === undefined ? [] : [{ path, line, message }];
  });
}

function strayPath(zone: Zone, target: string): string | undefined {
  return target.startsWith(`${zone.folder}/`)
    ? undefined
    : `${target} is in another workspace: import its door by name`;
}

function fixtureOutside(path: string, specifier: string): string | undefined {
  return /\.fixture\.tsx?$/.test(specifier) && !isTest(path) ? `${specifier} is for tests alone` : undefined;
}

function forbiddenName(zone: Zone, specifier: string, test: boolean): string | undefined {
  if (specifier.startsWith('@muster/')) {
    const ours = [zone.name, ...zone.ours, ...(test ? (zone.tests?.ours ?? []) : [])];
    const allowed = ours.some((door) => within(specifier, door));
    return allowed ? undefined : `${zone.name} may not import ${specifier}`;
  }
  if (zone.outside === 'any') return undefined;
  const outside = [...zone.outside, ...(test ? (zone.tests?.outside ?? []) : [])];
  const allowed = outside.some((start) => within(specifier, start));
  return allowed ? undefined : `${zone.name} may not import ${specifier}`;
}

/** `node:` and `@noble/` are beginnings; any other name is a package with its sub-paths. */
function within(specifier: string, start: string): boolean {
  return /[:/]$/.test(start) ? specifier.startsWith(start) : specifier === start || specifier.startsWith(`${start}/`);
}
