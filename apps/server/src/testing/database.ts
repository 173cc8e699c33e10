import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { withClient } from '../platform/database/client.ts';
import { grantDatabase, grantEntry, type Connection } from '../platform/database/grants.ts';
import { migrate, readMigrations } from '../platform/database/migrate.ts';
import { loginOf } from '../platform/database/roles.ts';
import { connectionsTo, testCluster } from './cluster.ts';

const TEMPLATE_LOCK = 4_870_102;

/** A database of one test's own. */
export interface TestDatabase {
  readonly name: string;
  readonly connection: Connection;
  /** Row security does not bind this login: for checking what is stored, never for what is shown. */
  superuser(): pg.ClientConfig;
  drop(): Promise<void>;
}

/** A copy (about 20 ms) of a template; by default of a freshly migrated, empty database. */
export async function cloneDatabase(template?: string): Promise<TestDatabase> {
  const source = template ?? (await migratedTemplate());
  const embedded = await testCluster();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(embedded.superuser('postgres'), (admin) => copy(admin, name, source));
  return {
    name,
    connection: connectionsTo(embedded, name),
    superuser: () => embedded.superuser(name),
    drop: () =>
      withClient(
        embedded.superuser('postgres'),
        async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`)),
      ),
  };
}

/**
 * Makes a template on top of the migrated database once a run, whichever test file comes first, and returns its name.
 * `key` says what is in it and must change with what `build` writes.
 */
export function ensureTemplate(key: string, build: (connection: Connection) => Promise<void>): Promise<string> {
  return once(`${key}|${migrationsKey()}`, async (admin, name) => {
    await copy(admin, name, await migratedTemplate());
    await build(connectionsTo(await testCluster(), name));
  });
}

function migratedTemplate(): Promise<string> {
  return once(migrationsKey(), async (admin, name) => {
    const embedded = await testCluster();
    await admin.query(`create database ${name} owner ${loginOf('owner')} template template0`);
    await withClient(embedded.superuser(name), grantDatabase);
    await migrate(connectionsTo(embedded, name)('owner'), () => undefined);
  });
}

const migrationsKey = () =>
  readMigrations()
    .map((migration) => migration.sha256)
    .join();

/** Builds under a draft name, so that a template that failed half-way is never used. One builder at a time over all processes. */
async function once(key: string, build: (admin: pg.Client, name: string) => Promise<void>): Promise<string> {
  const name = `template_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  const lock = Number.parseInt(name.slice(-7), 16);
  const embedded = await testCluster();
  await withClient(embedded.superuser('postgres'), async (admin) => {
    await admin.query('select pg_advisory_lock($1, $2)', [TEMPLATE_LOCK, lock]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    const draft = `${name}_draft`;
    await admin.query(`drop database if exists ${draft} with (force)`);
    await build(admin, draft);
    await admin.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

async function copy(admin: pg.Client, name: string, source: string): Promise<void> {
  await admin.query(`create database ${name} owner ${loginOf('owner')} template ${pg.escapeIdentifier(source)}`);
  await grantEntry(admin, name);
}
