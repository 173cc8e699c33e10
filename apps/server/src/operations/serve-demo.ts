import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildCity, type FoundedCity, type Tending } from './city/build-city.ts';
import { buildTown, type Progress } from './demo/build-town.ts';
import { demoPassword, openDemoHouse, type DemoHouse } from './demo/demo-house.ts';
import { remind } from '../obligation/index.ts';
import type { Config } from '../platform/config/config.ts';
import { openCluster } from '../platform/database/cluster.ts';
import { openDatabase } from '../platform/database/db.ts';
import { holdInstance } from '../platform/database/hold-instance.ts';
import { foldAll } from '../rollup/index.ts';
import { isToBeCleared, markDemo, type DemoSize } from './demo-mark.ts';
import { analyze, endBuilding, isBuilding, type Installation } from './installation.ts';
import { serve, type Running } from './serve.ts';

export interface DemoOptions {
  readonly size: DemoSize;
  /** Throw an existing demo away and build it anew. */
  readonly fresh: boolean;
  readonly say: (line: string) => void;
  readonly progress: Progress;
  /** Told of the database as it is made, before anything is built in it. */
  readonly migrated: Progress;
  /** The desk's build, which goes on beside the building of the data. */
  readonly desk: Promise<unknown>;
}

export interface DemoAccount {
  readonly role: string;
  readonly login: string;
  readonly password: string;
}

/** A demo that is served; a city's past may still be being written. */
export interface RunningDemo extends Running {
  /** How many rows of how many there are; null once all is there. */
  readonly history: () => { readonly done: number; readonly all: number } | null;
  /** When the past is whole, or the writing of it was stopped. */
  readonly whole: Promise<void>;
}

const everywhere = [
  ['campaign office', 'office'],
  ['supervision team', 'team'],
  ['head of unit', 'head'],
  ['unit clerk', 'clerk'],
  ['branch secretary', 'secretary'],
  ['member', 'member'],
  ['leader', 'leader'],
  ['auditor', 'auditor'],
  ['administrator', 'admin'],
] as const;
const inTheCity = [
  ['county office', 'county'],
  ['township office', 'township'],
] as const;

/** One of each role, for whoever tries the demo. */
export function demoAccounts(size: DemoSize): readonly DemoAccount[] {
  return [...everywhere, ...(size === 'city' ? inTheCity : [])].map(([role, login]) => ({
    role,
    login,
    password: demoPassword,
  }));
}

/** Builds the demo where there is none (or one that was left half built), and serves it. */
export async function demo(
  config: Config,
  { size, fresh, say, progress, migrated, desk }: DemoOptions,
): Promise<RunningDemo> {
  if (config.databaseUrl !== undefined) throw new Error('The demo brings its own database: unset DATABASE_URL.');
  if (isToBeCleared(config.dataFolder, fresh, size)) await clearDemo(config, say);
  if (!existsSync(join(config.dataFolder, 'postgres'))) markDemo(config.dataFolder, 'building', size);
  let city: Founded | null = null;
  const running = await serve(config, {
    kind: 'demo',
    say,
    migrated,
    beingBuilt: () => city?.beingBuilt() ?? null,
    prepare: async (installation) => {
      const building = build(installation, config, size, progress);
      [city] = await Promise.all([building, desk]);
    },
  });
  return withHistory(running, config, city, new Date());
}

/** A city with its house still open for writing. */
interface Founded extends FoundedCity {
  readonly house: DemoHouse;
}

function withHistory(running: Running, config: Config, city: Founded | null, servedSince: Date): RunningDemo {
  if (city === null) return { ...running, history: () => null, whole: Promise.resolve() };
  const whole = writeHistory(running, config, city, servedSince);
  // Whoever awaits `whole` hears of a failure; until then it must not end the process by itself.
  whole.catch(() => undefined);
  return {
    ...running,
    history: () => city.beingBuilt(),
    whole,
    close: async () => {
      city.stop();
      await whole.catch(() => undefined);
      await running.close();
    },
  };
}

async function writeHistory(
  { installation }: Running,
  config: Config,
  { house, ...city }: Founded,
  servedSince: Date,
): Promise<void> {
  try {
    if (!(await city.writeHistory(tending(installation)))) return;
  } finally {
    await house.close();
  }
  await finish(installation, config, 'city', servedSince);
}

/** Not while it is served; a database that outlived its server is stopped before its files go. */
async function clearDemo(config: Config, say: (line: string) => void): Promise<void> {
  holdInstance(config.dataFolder).release();
  await (await openCluster(config, say)).stop();
  rmSync(config.dataFolder, { recursive: true, force: true });
}

/** The town is built whole; of a city what can be looked at, with the rest of its past to be written. */
async function build(
  installation: Installation,
  config: Config,
  size: DemoSize,
  progress: Progress,
): Promise<Founded | null> {
  if (installation.kind !== 'demo')
    throw new Error(`${config.dataFolder} holds a real instance; give the demo a folder of its own.`);
  if (!(await isBuilding(installation.cluster))) return null;
  const now = new Date();
  // A demo whose building was cut short is built anew, so that no single act of its past need wait for the disk.
  // Nobody waits for an answer of it: a busy machine makes it slow, and does not end it.
  const pen = openDatabase({
    ...installation.cluster.connection('app'),
    options: '-c synchronous_commit=off',
    keepsPlans: true,
    connectionTimeoutMillis: 60_000,
    statement_timeout: 120_000,
  });
  const opened = await openDemoHouse({ app: pen, files: installation.files }, config.timeZone, now);
  const house = { ...opened, close: () => opened.close().then(() => pen.close()) };
  try {
    if (size === 'city') return { ...(await buildCity(house, now, progress, tending(installation))), house };
    await buildTown(house, now, progress, tending(installation).settle);
  } catch (error) {
    await house.close();
    throw error;
  }
  await house.close();
  await finish(installation, config, size, now);
  return null;
}

const tending = ({ cluster, worker }: Installation): Tending => ({
  settle: () => analyze(cluster),
  fold: (but) => foldAll(worker, but),
});

/** As the job would have done: in a city this morning, in a town on every morning of the stage, of what is still to be done. */
async function remindLately({ worker }: Installation, { timeZone }: Config, size: DemoSize): Promise<void> {
  const now = new Date();
  for (let daysAgo = size === 'town' ? 40 : 0; daysAgo >= 0; daysAgo -= 1) {
    await remind(worker, new Date(now.getTime() - daysAgo * 86_400_000), timeZone);
  }
}

async function finish(installation: Installation, config: Config, size: DemoSize, servedSince: Date): Promise<void> {
  await foldAll(installation.worker);
  await remindLately(installation, config, size);
  await endBuilding(installation.cluster, servedSince);
  markDemo(config.dataFolder, 'built', size);
}
