import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../platform/config/config.ts';
import { openCluster } from '../platform/database/cluster.ts';
import { holdInstance } from '../platform/database/hold-instance.ts';
import type { ServedCity } from './build-demo.ts';
import type { Progress } from './demo/build-town.ts';
import { demoPassword } from './demo/demo-password.ts';
import { isToBeCleared, markDemo, type DemoSize } from './demo-mark.ts';
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
  /** Asks it to begin nothing more, as of `serve`. */
  readonly stopping: AbortSignal;
  /** Told where a city's electronic vote that waits for its reader is led from. */
  readonly voteWaits: (address: string) => void;
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
  /** When nothing more is done in the electronic votes of a city by simulated people. */
  readonly votes: Promise<void>;
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
  { size, fresh, say, progress, migrated, desk, stopping, voteWaits }: DemoOptions,
): Promise<RunningDemo> {
  if (config.databaseUrl !== undefined) throw new Error('The demo brings its own database: unset DATABASE_URL.');
  if (isToBeCleared(config.dataFolder, fresh, size)) await clearDemo(config, say);
  if (!existsSync(join(config.dataFolder, 'postgres'))) markDemo(config.dataFolder, 'building', size);
  stopping.throwIfAborted();
  let city: ServedCity | null = null;
  const running = await serve(config, {
    kind: 'demo',
    say,
    migrated,
    stopping,
    beingBuilt: () => city?.beingBuilt() ?? null,
    prepare: async (installation) => {
      const { buildDemo } = await import('./build-demo.ts');
      city = await buildDemo(installation, config, size, { progress, stopping: unless(desk, stopping) });
      await desk;
    },
  });
  return withPast(running, city, async (ending) => {
    if (size === 'town') return;
    const { voteInDemo } = await import('./votes/vote-in-demo.ts');
    await voteInDemo(running, { folder: config.dataFolder, stopping: ending, waits: voteWaits });
  });
}

/** Stopping, too, where what goes on beside it has failed. */
function unless(beside: Promise<unknown>, stopping: AbortSignal): AbortSignal {
  const failed = new AbortController();
  beside.catch((error: unknown) => failed.abort(error));
  return AbortSignal.any([stopping, failed.signal]);
}

/** A city's past, and once it is whole the electronic votes; whoever awaits either hears of a failure, which does not end the process by itself. */
function withPast(
  running: Running,
  city: ServedCity | null,
  vote: (stopping: AbortSignal) => Promise<void>,
): RunningDemo {
  const ending = new AbortController();
  const history = () => city?.beingBuilt() ?? null;
  const whole = city?.writePast(new Date()) ?? Promise.resolve();
  const votes = whole
    .then(() => (history() === null ? vote(ending.signal) : undefined))
    .catch((error: unknown) => {
      if (!ending.signal.aborted) throw error;
    });
  votes.catch(() => undefined);
  return {
    ...running,
    history,
    whole,
    votes,
    close: async () => {
      city?.stop();
      ending.abort();
      await votes.catch(() => undefined);
      await running.close();
    },
  };
}

/** Not while it is served; a database that outlived its server is stopped before its files go. */
async function clearDemo(config: Config, say: (line: string) => void): Promise<void> {
  holdInstance(config.dataFolder).release();
  await (await openCluster(config, say)).stop();
  rmSync(config.dataFolder, { recursive: true, force: true });
}
