import { join } from 'node:path';
import { v7 } from 'uuid';
import { openCluster, type Cluster } from '../platform/database/cluster.ts';
import type { Config } from '../platform/config/config.ts';
import { withClient } from '../platform/database/client.ts';
import { openDatabase, type Db } from '../platform/database/db.ts';
import { makingSteps } from '../platform/database/initdb.ts';
import { migrate, readMigrations } from '../platform/database/migrate.ts';
import { hasPasswords } from '../platform/database/roles.ts';
import type { FilesPlace } from '../platform/files/files.ts';

export interface Installation {
  readonly cluster: Cluster;
  /** As the application: bound by row security. */
  readonly app: Db;
  /** As the worker, who may say "everywhere". */
  readonly worker: Db;
  readonly files: FilesPlace;
  readonly kind: 'real' | 'demo';
  /** Migrations that this opening applied. */
  readonly applied: readonly string[];
  close(): Promise<void>;
}

export interface Wishes {
  /** Give the roles of a server the passwords of this folder, though another folder gave them theirs. */
  readonly takeOver?: boolean;
  /** Told of the steps of making the database, and of the migrations as they are applied. */
  readonly migrated?: (done: number, all: number) => void;
  /** Begins nothing more, lets the database go, and rejects with the reason. */
  readonly stopping?: AbortSignal;
}

/** For serving: where there is no instance, one is made. `kind` counts for a new one only. */
export function openInstallation(
  config: Config,
  kind: 'real' | 'demo',
  say: (line: string) => void,
  wishes: Wishes = {},
): Promise<Installation> {
  return reach(config, kind, say, wishes);
}

/** For what works on records that are there: a folder that was mistyped is not filled with an empty instance. */
export async function findInstallation(config: Config, say: (line: string) => void): Promise<Installation> {
  // A folder without passwords is no instance's; to reach a shared database from it would give the roles there new ones.
  if (!hasPasswords(config.dataFolder)) throw noInstance(config);
  return reach(config, null, say);
}

const noInstance = ({ dataFolder }: Config): Error =>
  new Error(`There is no instance in ${dataFolder}: check --data (or MUSTER_DATA). "muster serve" makes one there.`);

/** Of a database with all its migrations, where there is none. */
export const stepsToMake = (): number => makingSteps.all + readMigrations().length;

/** Reaches the database, brings its schema up to date, and makes sure there is an instance: a new one of kind `make`, if need be. */
async function reach(
  config: Config,
  make: 'real' | 'demo' | null,
  say: (line: string) => void,
  { takeOver = false, migrated = () => undefined, stopping }: Wishes = {},
): Promise<Installation> {
  const all = stepsToMake();
  const cluster = await openCluster(config, say, { takeOver, made: (steps) => migrated(steps, all) }).catch(
    (error: unknown) => {
      // A Ctrl-C that comes while a program of the database begins ends that one, too: its failure is the stopping.
      stopping?.throwIfAborted();
      throw error;
    },
  );
  try {
    stopping?.throwIfAborted();
    if (make === null && !(await hasInstance(cluster))) throw noInstance(config);
    const applied = await migrate(
      cluster.connection('owner'),
      () => undefined,
      undefined,
      (done) => {
        stopping?.throwIfAborted();
        migrated(makingSteps.all + done, all);
      },
    );
    if (applied.length > 0) say(`The database is now at version ${applied.at(-1)} (${applied.length} applied).`);
    const kind = await ensureInstance(cluster, make ?? 'real', config.timeZone);
    const app = openDatabase({ ...cluster.connection('app'), max: config.poolSize });
    const worker = openDatabase({ ...cluster.connection('worker'), max: 4, statement_timeout: 600_000 });
    const { fillReadings } = await import('./fill-readings.ts');
    await fillReadings(worker, say);
    const close = async () => {
      await app.close();
      await worker.close();
      await cluster.stop();
    };
    const files = { folder: join(config.dataFolder, 'files'), limitBytes: config.uploadMegabytes * 1_000_000 };
    return { cluster, app, worker, files, kind, applied, close };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function hasInstance(cluster: Cluster): Promise<boolean> {
  return withClient(cluster.connection('owner'), async (owner) => {
    const { rows } = await owner.query<{ there: boolean }>(
      "select to_regclass('public.instance') is not null as there",
    );
    if (rows[0]?.there !== true) return false;
    const { rowCount } = await owner.query('select from instance');
    return rowCount === 1;
  });
}

async function ensureInstance(cluster: Cluster, kind: 'real' | 'demo', timeZone: string): Promise<'real' | 'demo'> {
  return withClient(cluster.connection('owner'), async (owner) => {
    await owner.query(
      `insert into instance (id, name, kind, building, time_zone, created_at) values ($1, '', $2, $3, $4, now()) on conflict do nothing`,
      [v7(), kind, kind === 'demo', timeZone],
    );
    const { rows } = await owner.query<{ kind: 'real' | 'demo' }>('select kind from instance');
    return rows[0]?.kind ?? kind;
  });
}

/** True until a demo has been built to its end: only so long may it write its own past. */
export async function isBuilding(cluster: Cluster): Promise<boolean> {
  return withClient(cluster.connection('owner'), async (owner) => {
    const { rows } = await owner.query<{ building: boolean }>('select building from instance');
    return rows[0]?.building === true;
  });
}

/** From here on real time runs, nobody can open the past again, and those who built it are logged out; who came in since stays. */
export async function endBuilding(cluster: Cluster, servedSince: Date): Promise<void> {
  await withClient(cluster.connection('owner'), async (owner) => {
    await owner.query('update session set ended_at = now() where ended_at is null and created_at < $1', [servedSince]);
    await owner.query('update instance set building = false');
  });
}

/** Lets PostgreSQL count those tables again that have grown by a fifth, where they grew faster than its own counting comes round. */
export async function analyze(cluster: Cluster): Promise<void> {
  await withClient(cluster.connection('owner'), async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and pg_get_userbyid(c.relowner) = current_user
          and pg_relation_size(c.oid) > 1.2 * c.relpages * current_setting('block_size')::int`,
    );
    if (rows.length > 0) await owner.query(`analyze ${rows.map(({ name }) => name).join(', ')}`);
  });
}
