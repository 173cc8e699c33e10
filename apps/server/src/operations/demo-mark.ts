import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from '../platform/database/place.ts';

const fileOf = (folder: string): string => join(folder, 'demo');

/** Whether a demo is to be thrown away: to begin anew, or because it was left half built. Throws where the folder holds no demo. */
export function isToBeCleared(folder: string, fresh: boolean): boolean {
  if (!existsSync(join(folder, 'postgres'))) return false;
  if (!existsSync(fileOf(folder)))
    throw new Error(`${folder} holds an instance that is no demo; give the demo a folder of its own.`);
  return fresh || readFileSync(fileOf(folder), 'utf8').trim() === 'building';
}

export function markDemo(folder: string, state: 'building' | 'built'): void {
  makeDataFolder(folder);
  writeFileSync(fileOf(folder), `${state}\n`);
}
