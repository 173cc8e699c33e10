import type pg from 'pg';
import { withClient } from './client.ts';
import type { Cluster } from './cluster.ts';
import { grantDatabase, prepareRoles, refuseStrongRoles, type Connection } from './grants.ts';
import { makeDataFolder } from './place.ts';
import { loginOf, readPasswords } from './roles.ts';

const OLDEST = 16;

/** A PostgreSQL that somebody else runs. The login of the address owns the database and may create roles; Muster works as its own roles. */
export async function openServer(folder: string, databaseUrl: string): Promise<Cluster> {
  const passwords = readPasswords(makeDataFolder(folder));
  const connection: Connection = (role, database) => addressAs(databaseUrl, loginOf(role), passwords[role], database);
  await withClient({ connectionString: databaseUrl }, async (admin) => {
    await refuseOld(admin);
    await prepareRoles(admin, passwords, connection);
    await grantDatabase(admin);
    await refuseStrongRoles(admin);
    await refuseClosedSchema(admin);
  });
  return { kind: 'server', connection, started: false, own: null, stop: () => Promise.resolve() };
}

/** The same address with another login; given as parameters, because an address without a host cannot carry a user. */
function addressAs(databaseUrl: string, user: string, password: string, database: string | undefined): pg.ClientConfig {
  const url = new URL(databaseUrl);
  url.username = '';
  url.password = '';
  url.searchParams.set('user', user);
  url.searchParams.set('password', password);
  if (database !== undefined) url.pathname = `/${encodeURIComponent(database)}`;
  return { connectionString: url.href };
}

async function refuseOld(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ number: string; version: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as version",
  );
  const found = rows[0];
  if (Number(found?.number) < OLDEST * 10_000)
    throw new Error(`DATABASE_URL names PostgreSQL ${found?.version}; Muster needs ${OLDEST} or newer.`);
}

async function refuseClosedSchema(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ open: boolean; login: string }>(
    "select current_user as login, has_schema_privilege($1, 'public', 'create') and has_database_privilege($1, current_database(), 'create') as open",
    [loginOf('owner')],
  );
  if (rows[0]?.open !== true)
    throw new Error(
      `DATABASE_URL: ${rows[0]?.login} must own the database, so that it can let ${loginOf('owner')} create tables in it.`,
    );
}
