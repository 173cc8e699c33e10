import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildTown, type Progress } from './demo/build-town.ts';
import { demoPassword, openDemoHouse } from './demo/demo-house.ts';
import type { Config } from '../platform/config/config.ts';
import { openCluster } from '../platform/database/cluster.ts';
import { holdInstance } from '../platform/database/hold-instance.ts';
import { foldAll } from '../rollup/index.ts';
import { isToBeCleared, markDemo } from './demo-mark.ts';
import { endBuilding, isBuilding, type Installation } from './installation.ts';
import { serve, type Running } from './serve.ts';

export interface DemoOptions {
  /** Throw an existing demo away and build it anew. */
  readonly fresh: boolean;
  readonly say: (line: string) => void;
  readonly progress: Progress;
  /** The desk's build, which goes on beside the building of the data. */
  readonly desk: Promise<unknown>;
}

export interface DemoAccount {
  readonly role: string;
  readonly login: string;
  readonly password: string;
}

/** One of each role, for whoever tries the demo. */
export const demoAccounts: readonly DemoAccount[] = [
  ['campaign office', 'office'],
  ['supervision team', 'team'],
  ['head of unit', 'head'],
  ['unit clerk', 'clerk'],
  ['branch secretary', 'secretary'],
  ['member', 'member'],
  ['leader', 'leader'],
  ['auditor', 'auditor'],
  ['administrator', 'admin'],
].map(([role = '', login = '']) => ({ role, login, password: demoPassword }));

/** Builds the demo where there is none (or one that was left half built), and serves it. */
export async function demo(config: Config, { fresh, say, progress, desk }: DemoOptions): Promise<Running> {
  if (config.databaseUrl !== undefined) throw new Error('The demo brings its own database: unset DATABASE_URL.');
  if (isToBeCleared(config.dataFolder, fresh)) await clearDemo(config, say);
  if (!existsSync(join(config.dataFolder, 'postgres'))) markDemo(config.dataFolder, 'building');
  return serve(config, {
    kind: 'demo',
    say,
    prepare: (installation) => Promise.all([build(installation, config, progress), desk]),
  });
}

/** Not while it is served; a database that outlived its server is stopped before its files go. */
async function clearDemo(config: Config, say: (line: string) => void): Promise<void> {
  holdInstance(config.dataFolder).release();
  await (await openCluster(config, say)).stop();
  rmSync(config.dataFolder, { recursive: true, force: true });
}

async function build(installation: Installation, config: Config, progress: Progress): Promise<void> {
  if (installation.kind !== 'demo')
    throw new Error(`${config.dataFolder} holds a real instance; give the demo a folder of its own.`);
  if (!(await isBuilding(installation.cluster))) return;
  const now = new Date();
  const house = await openDemoHouse(installation, config.timeZone, now);
  try {
    await buildTown(house, now, progress);
  } finally {
    await house.close();
  }
  await foldAll(installation.worker);
  await endBuilding(installation.cluster);
  markDemo(config.dataFolder, 'built');
}
