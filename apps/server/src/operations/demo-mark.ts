import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from '../platform/database/place.ts';

export type DemoSize = 'city' | 'town';

const fileOf = (folder: string): string => join(folder, 'demo');

/** Of a demo, if there is one: what was asked for in so many words comes first, then what stands there, then the city. */
export function sizeOfDemo(folder: string, asked: DemoSize | null): DemoSize {
  return asked ?? readMark(folder)?.size ?? 'city';
}

/**
 * Whether a demo is to be thrown away: to begin anew, or because it was left half built. Throws where the folder holds no demo, or one
 * of another size.
 */
export function isToBeCleared(folder: string, fresh: boolean, size: DemoSize): boolean {
  if (!existsSync(join(folder, 'postgres'))) return false;
  const mark = readMark(folder);
  if (mark === null) throw new Error(`${folder} holds an instance that is no demo; give the demo a folder of its own.`);
  if (fresh || mark.state === 'building') return true;
  if (mark.size !== size)
    throw new Error(
      `${folder} holds the demo ${mark.size}, which --${mark.size} serves: --fresh builds the ${size} in its place, --data names another folder.`,
    );
  return false;
}

/** Which demo is in the folder; or another instance, or nothing. */
export function demoThere(folder: string): DemoSize | 'real' | 'nothing' {
  if (!existsSync(join(folder, 'postgres'))) return 'nothing';
  return readMark(folder)?.size ?? 'real';
}

function readMark(folder: string): { readonly state: string; readonly size: DemoSize } | null {
  if (!existsSync(fileOf(folder))) return null;
  // Demos that were built before there was a city do not say that they are towns.
  const [state = '', size] = readFileSync(fileOf(folder), 'utf8').trim().split(' ');
  return { state, size: size === 'city' ? 'city' : 'town' };
}

export function markDemo(folder: string, state: 'building' | 'built', size: DemoSize): void {
  makeDataFolder(folder);
  writeFileSync(fileOf(folder), `${state} ${size}\n`);
}
