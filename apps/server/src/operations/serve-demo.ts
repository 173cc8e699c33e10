import { rmSync } from 'node:fs';
import { buildTown, type Progress } from './demo/build-town.ts';
import { demoPassword, openDemoHouse } from './demo/demo-house.ts';
import type { Config } from '../platform/config/config.ts';
import { foldAll } from '../rollup/index.ts';
import { endBuilding, isBuilding, type Installation } from './installation.ts';
import { serve, type Running } from './serve.ts';

export interface DemoOptions {
  /** Throw an existing demo away and build it anew. */
  readonly fresh: boolean;
  readonly say: (line: string) => void;
  readonly progress: Progress;
  /** The desk's build, which goes on beside the building of the data. */
  readonly desk: Promise<void>;
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
export function demo(config: Config, { fresh, say, progress, desk }: DemoOptions): Promise<Running> {
  if (fresh) rmSync(config.dataFolder, { recursive: true, force: true });
  return serve(config, {
    kind: 'demo',
    say,
    prepare: (installation) => Promise.all([build(installation, config, progress), desk]),
  });
}

async function build(installation: Installation, config: Config, progress: Progress): Promise<void> {
  if (installation.kind !== 'demo')
    throw new Error(`${config.dataFolder} holds a real instance; give the demo a folder of its own.`);
  if (!(await isBuilding(installation.cluster))) return;
  const now = new Date();
  const house = await openDemoHouse(installation.app, config.timeZone, now);
  try {
    await buildTown(house, now, progress);
  } finally {
    await house.close();
  }
  await foldAll(installation.worker);
  await endBuilding(installation.cluster);
}
