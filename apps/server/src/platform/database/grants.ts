import pg from 'pg';
import { withClient } from './client.ts';
import { loginOf, ROLES, scramVerifier, type Passwords, type Role } from './roles.ts';

/** How to reach a database of the cluster as one of our roles. */
export type Connection = (role: Role, database?: string) => pg.ClientConfig;

const DAILY = ROLES.filter((role) => role !== 'owner').map(loginOf);

/** Makes the missing logins. One that exists keeps its rights; its password is set again only where ours no longer fits. */
export async function prepareRoles(admin: pg.Client, passwords: Passwords, connection: Connection): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    ROLES.map(loginOf),
  ]);
  const present = new Set(rows.map((row) => row.rolname));
  for (const role of ROLES) {
    const login = loginOf(role);
    const password = () => pg.escapeLiteral(scramVerifier(passwords[role]));
    if (!present.has(login))
      await admin.query(
        `create role ${login} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ${password()}`,
      );
    else if (!(await fits(connection(role)))) await admin.query(`alter role ${login} login password ${password()}`);
  }
}

/** The rights on one database: the owner role may create in it, the others may only enter, everyone else nothing. */
export async function grantDatabase(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>('select current_database() as name');
  await grantEntry(admin, rows[0]?.name ?? '');
  await admin.query('revoke all on schema public from public');
  await admin.query(`grant usage, create on schema public to ${loginOf('owner')} with grant option`);
  await admin.query(`grant usage on schema public to ${DAILY.join(', ')}`);
}

/** Who may connect; a copy of a database does not inherit it. */
export async function grantEntry(admin: pg.Client, name: string): Promise<void> {
  const database = pg.escapeIdentifier(name);
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(`grant connect, create, temporary on database ${database} to ${loginOf('owner')}`);
  await admin.query(`grant connect on database ${database} to ${DAILY.join(', ')}`);
}

/** Row security binds neither superusers nor owners, so a Muster whose daily roles are either must not start. */
export async function refuseStrongRoles(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ login: string; fault: string }>(
    `select r.rolname as login, f.fault
       from pg_roles r
      cross join lateral (values
        (r.rolsuper, 'is a superuser'),
        (r.rolbypassrls, 'has BYPASSRLS'),
        (r.rolcreaterole, 'may create roles'),
        (exists (select from pg_roles o where o.rolname = $2 and pg_has_role(r.oid, o.oid, 'member')), 'is a member of ' || $2),
        (exists (select from pg_class c where c.relowner = r.oid), 'owns tables')
      ) f (holds, fault)
      where r.rolname = any($1) and f.holds
      order by 1, 2`,
    [DAILY, loginOf('owner')],
  );
  if (rows.length === 0) return;
  const faults = rows.map((row) => `${row.login} ${row.fault}`).join('; ');
  throw new Error(`Muster does not start, because row security would not bind it: ${faults}.`);
}

/** Whether a login is let in with that password. */
export async function fits(config: pg.ClientConfig): Promise<boolean> {
  try {
    return await withClient(config, () => Promise.resolve(true));
  } catch (fault) {
    // 28P01 wrong password, 28000 may not log in. 42501 and 3D000 come after the password: not yet granted, not yet there.
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
    if (code === '42501' || code === '3D000') return true;
    if (code === '28P01' || code === '28000') return false;
    throw fault;
  }
}
