import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHouse, idsOf } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { openCluster, type Cluster } from '../platform/database/cluster.ts';
import { migrate } from '../platform/database/migrate.ts';
import { openTestServer, type TestServer } from './server.ts';
import { killDatabase } from './server-process.ts';

/** A data folder with a database of its own, which flushes to the disk as in real use. */
export interface OwnInstance {
  readonly home: string;
  readonly dataFolder: string;
  readonly open: () => Promise<Cluster>;
  /** Whatever still runs of the database is ended, and everything removed. */
  readonly remove: () => void;
}

export function ownInstance(): OwnInstance {
  const home = mkdtempSync(join(tmpdir(), 'muster-own-'));
  // PostgreSQL of a root's run works as another user, who must reach what is inside.
  chmodSync(home, 0o711);
  const dataFolder = join(home, 'instance');
  return {
    home,
    dataFolder,
    open: () => openCluster({ dataFolder, databaseUrl: undefined }, () => undefined),
    remove: () => {
      killDatabase(join(dataFolder, 'postgres'));
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export interface Settling {
  readonly cluster: Cluster;
  readonly server: TestServer;
  readonly id: (code: string) => string;
}

/** The small organisation, made through the routes; from then on real time runs. `last` is done while that server is still there. */
export async function settle<T>(instance: OwnInstance, last: (settling: Settling) => Promise<T>): Promise<T> {
  const cluster = await instance.open();
  try {
    const owner = cluster.connection('owner');
    await migrate(owner, () => undefined);
    const server = await openTestServer(cluster.connection, new Date());
    try {
      await buildHouse(server, owner);
      await withClient(owner, (client) => client.query('update instance set building = false'));
      server.clock.set(new Date());
      return await last({ cluster, server, id: await idsOf(owner) });
    } finally {
      await server.close();
    }
  } finally {
    await cluster.stop();
  }
}
