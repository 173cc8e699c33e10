import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { makeApp } from '../app.ts';
import type { BeingBuilt } from '../platform/being-built.ts';
import { systemChance } from '../platform/chance.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config/config.ts';
import { holdInstance } from '../platform/database/hold-instance.ts';
import { keepRunning } from '../platform/database/keep-running.ts';
import { startJobs } from '../platform/jobs.ts';
import { makeLog } from '../platform/log.ts';
import { startFolding } from '../rollup/index.ts';
import { nightly } from './nightly.ts';
import { deskFolder, hasDesk } from './desk-folder.ts';
import { openInstallation, type Installation, type Wishes } from './installation.ts';

export interface Running {
  readonly address: string;
  readonly installation: Installation;
  /** The built-in database has gone and does not start again: nothing can be served any more. Never settles otherwise. */
  readonly lost: Promise<Error>;
  /** Finishes what was begun, then lets the database go. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly kind: 'real' | 'demo';
  readonly say: (line: string) => void;
  /** Runs once the database is there and before anybody is let in. */
  readonly prepare?: (installation: Installation) => Promise<unknown>;
  readonly beingBuilt?: () => BeingBuilt | null;
  readonly migrated?: Wishes['migrated'];
}

/** Serves an instance until closed: requests, the folding of figures, and what has to be done at night. */
export async function serve(
  config: Config,
  { kind, say, prepare, beingBuilt, migrated }: ServeOptions,
): Promise<Running> {
  const hold = holdInstance(config.dataFolder);
  const installation = await openInstallation(config, kind, say, migrated && { migrated });
  try {
    await prepare?.(installation);
    const log = makeLog(config.logLevel);
    const scheme = config.tls === undefined ? 'http' : 'https';
    const app = await makeApp({
      db: installation.app,
      files: installation.files,
      clock: systemClock,
      chance: systemChance,
      log,
      timeZone: config.timeZone,
      publicUrl: config.publicUrl ?? `${scheme}://${config.host}:${config.port}`,
      sessionHours: config.sessionHours,
      tls:
        config.tls === undefined
          ? null
          : { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) },
      trustProxy: config.trustProxy,
      requestsAMinute: 6000,
      deskFolder: hasDesk() ? deskFolder : null,
      ...(beingBuilt !== undefined && { beingBuilt }),
    });
    await app.listen({ host: config.host, port: config.port });
    const folding = startFolding(installation.worker, log, () => beingBuilt?.()?.paths ?? []);
    const jobs = await startJobs(
      installation.cluster.connection('worker'),
      nightly(installation, { timeZone: config.timeZone, isBeingBuilt: () => (beingBuilt?.() ?? null) !== null }, log),
      config.timeZone,
      log,
    );
    const kept = keepRunning(installation.cluster, log);
    const { port } = app.server.address() as AddressInfo;
    return {
      address:
        config.publicUrl ?? `${scheme}://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
      installation,
      lost: kept.lost,
      close: async () => {
        await kept.stop();
        await app.close();
        await jobs.stop();
        await folding.stop();
        await installation.close();
        hold.release();
      },
    };
  } catch (error) {
    await installation.close();
    hold.release();
    throw error;
  }
}
