import type pg from 'pg';
import type { Config } from '../config/config.ts';
import { withClient } from './client.ts';
import { startEmbedded } from './embedded.ts';
import { makingSteps } from './initdb.ts';
import { grantDatabase, prepareRoles, refuseStrongRoles, type Connection } from './grants.ts';
import { loginOf } from './roles.ts';
import { openServer } from './server.ts';

/** The PostgreSQL this instance uses: its own (embedded) or the one that DATABASE_URL names (server). */
export interface Cluster {
  readonly kind: 'embedded' | 'server';
  readonly connection: Connection;
  /** True when this call started the built-in server. The last process to leave stops it. */
  readonly started: boolean;
  /** Looking after the built-in one; null for a server that others start and stop. */
  readonly own: {
    /** Whether its process is there, whether it answers or not. */
    runs(): boolean;
    /** Where it was; when another process of this instance was faster, it is waited for. */
    start(): Promise<void>;
  } | null;
  stop(): Promise<void>;
}

const EMBEDDED_DATABASE = 'muster';

export interface Reaching {
  /** Also where another data folder gave the roles of a server their passwords. */
  readonly takeOver?: boolean;
  /** Told how many of `makingSteps.all` are done while the built-in database is made and started. */
  readonly made?: (steps: number) => void;
}

/** Reaches the database, starts the built-in one if need be, and leaves roles and rights as they must be. */
export function openCluster(
  config: Pick<Config, 'dataFolder' | 'databaseUrl'>,
  say: (line: string) => void,
  { takeOver = false, made = () => undefined }: Reaching = {},
): Promise<Cluster> {
  return config.databaseUrl === undefined
    ? openEmbedded(config.dataFolder, say, made)
    : openServer(config.dataFolder, config.databaseUrl, takeOver, say);
}

async function openEmbedded(
  dataFolder: string,
  say: (line: string) => void,
  made: (steps: number) => void,
): Promise<Cluster> {
  const embedded = await startEmbedded(dataFolder, say, {}, made);
  const connection: Connection = (role, database = EMBEDDED_DATABASE) => ({
    ...embedded.address(),
    user: loginOf(role),
    password: embedded.passwords[role],
    database,
  });
  try {
    await withClient(embedded.superuser('postgres'), async (admin) => {
      await prepareRoles(admin, embedded.passwords, connection);
      await admin.query('revoke connect, temporary on database postgres, template1 from public');
      await ensureDatabase(admin);
    });
    await withClient(embedded.superuser(EMBEDDED_DATABASE), async (admin) => {
      await grantDatabase(admin);
      await refuseStrongRoles(admin);
    });
  } catch (fault) {
    await embedded.stop();
    throw fault;
  }
  if (embedded.isNew) made(makingSteps.all);
  return {
    kind: 'embedded',
    connection,
    started: embedded.started,
    own: { runs: () => embedded.runs(), start: () => embedded.startAgain() },
    stop: () => embedded.stop(),
  };
}

async function ensureDatabase(admin: pg.Client): Promise<void> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [EMBEDDED_DATABASE]);
  if (rowCount === 0)
    await admin.query(`create database ${EMBEDDED_DATABASE} owner ${loginOf('owner')} template template0`);
}
