import { join } from 'node:path';
import { cloneDatabase } from '@muster/server/testing';
import { root } from '../house/root.ts';
import { rowTypes } from './row-types.ts';
import { ruleFaults } from './rules.ts';
import { snapshot } from './snapshot.ts';

export const TYPES_FILE = join(root, 'apps/server/src/platform/database/schema.gen.ts');
export const SNAPSHOT_FILE = join(root, 'apps/server/migrations/schema.snapshot.txt');

export interface FreshSchema {
  readonly types: string;
  readonly snapshot: string;
  readonly faults: readonly string[];
}

/** Migrates an empty database in a scratch cluster, which goes with this process, and reads back what it became. */
export async function freshSchema(): Promise<FreshSchema> {
  const database = await cloneDatabase();
  const { host, port, user, password } = database.superuser();
  if (user === undefined || typeof password !== 'string') throw new Error('The test cluster gave no login.');
  const login = new URLSearchParams({ host: String(host), port: String(port), user, password });
  return {
    types: await rowTypes(`postgres:///${database.name}?${login.toString()}`),
    snapshot: await snapshot(database),
    faults: await ruleFaults(database),
  };
}
