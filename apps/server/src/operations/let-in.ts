import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { makeApp } from '../app.ts';
import { makeVoting, startTelling } from '../ballot/index.ts';
import { systemChance } from '../platform/chance.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config/config.ts';
import { keepRunning } from '../platform/database/keep-running.ts';
import { startJobs } from '../platform/jobs.ts';
import { makeLog, type Log } from '../platform/log.ts';
import { startFolding } from '../rollup/index.ts';
import { nightly } from './nightly.ts';
import { deskFolder, hasDesk } from './desk-folder.ts';
import type { Installation } from './installation.ts';
import type { Running, ServeOptions } from './serve.ts';
import { startVoting, type Voting } from './voting.ts';

/** Listens, and begins what goes on beside the requests. */
export async function letIn(
  config: Config,
  installation: Installation,
  beingBuilt: ServeOptions['beingBuilt'],
): Promise<Omit<Running, 'installation' | 'letGo'>> {
  const log = makeLog(config.logLevel);
  const voting = await startVoting(config, installation.cluster.connection('issuer'), (message) => log.error(message));
  try {
    return await listen(config, installation, { beingBuilt, log, voting });
  } catch (error) {
    await voting.close();
    throw error;
  }
}

interface Beside {
  readonly beingBuilt: ServeOptions['beingBuilt'];
  readonly log: Log;
  readonly voting: Voting;
}

async function listen(
  config: Config,
  installation: Installation,
  { beingBuilt, log, voting }: Beside,
): Promise<Omit<Running, 'installation' | 'letGo'>> {
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
    voting: voting.places,
    ...(beingBuilt !== undefined && { beingBuilt }),
  });
  await app.listen({ host: config.host, port: config.port });
  const telling = startTelling(installation.worker, makeVoting(voting.places), log);
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
    address: config.publicUrl ?? `${scheme}://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    voting: voting.places.addresses(),
    lost: kept.lost,
    close: async () => {
      await kept.stop();
      await app.close();
      await telling.stop();
      await voting.close();
      await jobs.stop();
      await folding.stop();
    },
  };
}
