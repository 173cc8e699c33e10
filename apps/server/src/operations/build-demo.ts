import { buildCity, type FoundedCity, type Tending } from './city/build-city.ts';
import { buildTown, type Progress } from './demo/build-town.ts';
import { openDemoHouse, type DemoHouse } from './demo/demo-house.ts';
import { remind } from '../obligation/index.ts';
import type { Config } from '../platform/config/config.ts';
import { withClient } from '../platform/database/client.ts';
import { openDatabase } from '../platform/database/db.ts';
import { foldAll } from '../rollup/index.ts';
import { markDemo, type DemoSize } from './demo-mark.ts';
import { analyze, endBuilding, isBuilding, type Installation } from './installation.ts';

/** A city that can be looked at while the rest of its past is written. */
export interface ServedCity extends Pick<FoundedCity, 'beingBuilt' | 'stop'> {
  /** Until all is there, or the writing was stopped. */
  readonly writePast: (servedSince: Date) => Promise<void>;
}

const penName = 'muster-demo';

/** What the pen is writing is thrown away with all that it wrote: a whole roster need not be written to its end for that. */
async function endStatements({ cluster }: Installation): Promise<void> {
  await withClient(cluster.connection('app'), (client) =>
    client.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [penName]),
  ).catch(() => undefined);
}

/** Who hears of the building, and who ends it early. */
export interface Building {
  readonly progress: Progress;
  readonly stopping?: AbortSignal;
}

/** The town is built whole; of a city what can be looked at, with the rest of its past to be written. */
export async function buildDemo(
  installation: Installation,
  config: Config,
  size: DemoSize,
  { progress, stopping }: Building,
): Promise<ServedCity | null> {
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
    application_name: penName,
  });
  stopping?.addEventListener('abort', () => void endStatements(installation), { once: true });
  const opened = await openDemoHouse({ app: pen, files: installation.files }, config.timeZone, now, stopping);
  const house = { ...opened, close: () => opened.close().then(() => pen.close()) };
  try {
    if (size === 'city') {
      const city = await buildCity(house, now, progress, tending(installation));
      return { ...city, writePast: (servedSince) => writePast({ installation, config, house, city }, servedSince) };
    }
    await buildTown(house, now, progress, tending(installation).settle);
  } catch (error) {
    await house.close();
    // Whatever failed first, it failed because of that.
    stopping?.throwIfAborted();
    throw error;
  }
  await house.close();
  stopping?.throwIfAborted();
  await finish(installation, config, size, now);
  progress(99, 100);
  return null;
}

interface Founding {
  readonly installation: Installation;
  readonly config: Config;
  readonly house: DemoHouse;
  readonly city: FoundedCity;
}

async function writePast({ installation, config, house, city }: Founding, servedSince: Date): Promise<void> {
  try {
    if (!(await city.writeHistory(tending(installation)))) return;
  } finally {
    await house.close();
  }
  await finish(installation, config, 'city', servedSince);
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
  await Promise.all([foldAll(installation.worker), remindLately(installation, config, size)]);
  await endBuilding(installation.cluster, servedSince);
  markDemo(config.dataFolder, 'built', size);
}
