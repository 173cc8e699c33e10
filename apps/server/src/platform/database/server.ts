import pg from 'pg';
import { withClient } from './client.ts';
import type { Cluster } from './cluster.ts';
import { fits, grantDatabase, prepareRoles, refuseStrongRoles, type Connection } from './grants.ts';
import { makeDataFolder } from './place.ts';
import { loginOf, readPasswords, type Role } from './roles.ts';
import { claimRoles, refuseOthersRoles } from './whose-roles.ts';

const OLDEST = 16;

/** A PostgreSQL that somebody else runs. The login of the address owns the database and may create roles; Muster works as its own roles. */
export async function openServer(
  folder: string,
  databaseUrl: string,
  takeOver: boolean,
  say: (line: string) => void,
): Promise<Cluster> {
  const passwords = readPasswords(makeDataFolder(folder));
  const connection: Connection = (role, database) => addressAs(databaseUrl, loginOf(role), passwords[role], database);
  await withClient({ connectionString: databaseUrl }, async (admin) => {
    await refuseOld(admin);
    await refuseOtherSigns(admin);
    await refusePlainLetters(admin, say);
    if (!takeOver) await refuseOthersRoles(admin, passwords, () => fits(connection('owner')));
    await mayMakeRoles(admin, () => prepareRoles(admin, passwords, connection));
    await claimRoles(admin, passwords, folder);
    await grantDatabase(admin);
    await refuseStrongRoles(admin);
    await refuseClosedSchema(admin);
  });
  return { kind: 'server', connection, started: false, own: null, stop: () => Promise.resolve() };
}

/** How one of the roles reaches the database of an instance that has been opened before: without the login of the address. */
export function serverAsRole(folder: string, databaseUrl: string, role: Role): pg.ClientConfig {
  return addressAs(databaseUrl, loginOf(role), readPasswords(folder)[role], undefined);
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

async function refuseOtherSigns(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string; signs: string }>(
    'select datname as name, pg_encoding_to_char(encoding) as signs from pg_database where datname = current_database()',
  );
  const { name = '', signs = '' } = rows[0] ?? {};
  if (signs !== 'UTF8')
    throw new Error(
      `DATABASE_URL: the database ${name} keeps its text as ${signs}; Muster needs UTF8. Make it anew: create database ${pg.escapeIdentifier(name)} encoding 'UTF8' template template0.`,
    );
}

/**
 * Where only ASCII has letters, pg_trgm finds none in a Chinese name, whatever the provider and the collation of a column: every search reads
 * every name. What is in use already goes on, and says so.
 */
async function refusePlainLetters(admin: pg.Client, say: (line: string) => void): Promise<void> {
  const { rows } = await admin.query<{ name: string; letters: string; in_use: boolean }>(
    "select datname as name, datctype as letters, to_regclass('public.migration') is not null as in_use from pg_database where datname = current_database()",
  );
  const { name = '', letters = '', in_use: inUse = false } = rows[0] ?? {};
  if (letters !== 'C' && letters !== 'POSIX') return;
  const sentence = `DATABASE_URL: the database ${name} has the locale ${letters} (LC_CTYPE), under which no index finds Chinese names, and searching for them reads every name.`;
  const statement = `create database ${pg.escapeIdentifier(name)} encoding 'UTF8' locale 'C.UTF-8' template template0`;
  if (!inUse) throw new Error(`${sentence} Make it anew: ${statement}.`);
  say(`${sentence} To mend it, dump the database, make it anew (${statement}) and restore it there.`);
}

async function mayMakeRoles(admin: pg.Client, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    if (!(fault instanceof pg.DatabaseError) || fault.code !== '42501') throw fault;
    throw new Error(
      `DATABASE_URL: ${admin.user ?? 'its login'} may not make or change the roles muster_…: it needs CREATEROLE ("alter role … createrole"), and where the roles are there already, also "grant muster_owner, muster_app, muster_worker, muster_issuer to … with admin option".`,
      { cause: fault },
    );
  }
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
