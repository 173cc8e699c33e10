import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from '../platform/database/place.ts';

export type DemoSize = 'city' | 'town';

const fileOf = (folder: string): string => join(folder, 'demo');

/**
 * Whether a demo is to be thrown away: to begin anew, or because it was left half built. Throws where the folder holds no demo, or one
 * of another size.
 */
export function isToBeCleared(folder: string, fresh: boolean, size: DemoSize): boolean {
  if (!existsSync(join(folder, 'postgres'))) return false;
  if (!existsSync(fileOf(folder)))
    throw new Error(`${folder} holds an instance that is no demo; give the demo a folder of its own.`);
  // Demos that were built before there was a city do not say that they are towns.
  const [state, built = 'town'] = readFileSync(fileOf(folder), 'utf8').trim().split(' ');
  if (fresh || state === 'building') return true;
  if (built !== size)
    throw new Error(
      `${folder} holds the demo ${built}${built === 'city' ? ', which --city serves' : ''}: --fresh builds the ${size} in its place, --data names another folder.`,
    );
  return false;
}

export function markDemo(folder: string, state: 'building' | 'built', size: DemoSize): void {
  makeDataFolder(folder);
  writeFileSync(fileOf(folder), `${state} ${size}\n`);
}
