import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import pg from 'pg';
import { loginOf, type Passwords } from './roles.ts';

const owner = loginOf('owner');
const spelled = /^Muster ([0-9a-f]{16}) (.+)$/s;

/** Told by the passwords themselves, so that a data folder that is moved or restored is still the same. */
const markOf = ({ owner: password }: Passwords): string =>
  createHash('sha256').update(`muster roles ${password}`).digest('hex').slice(0, 16);

/**
 * The roles are the server's and not a database's: whoever gave them passwords must not lose them to another instance. Theirs is what
 * the role's comment says; without one, what the password of the owner role says.
 */
export async function refuseOthersRoles(
  admin: pg.Client,
  passwords: Passwords,
  ownerFits: () => Promise<boolean>,
): Promise<void> {
  const { rows } = await admin.query<{ said: string | null }>(
    "select shobj_description(oid, 'pg_authid') as said from pg_roles where rolname = $1",
    [owner],
  );
  const [found] = rows;
  if (found === undefined) return;
  const [, mark, where] = spelled.exec(found.said ?? '') ?? [];
  if (mark === undefined ? await ownerFits() : mark === markOf(passwords)) return;
  throw new Error(
    `DATABASE_URL: this PostgreSQL server serves another Muster already${where === undefined ? '' : ` (${where})`}: its roles ${owner} and so on are for one instance a server. ` +
      'Run from that data folder, or give this instance a server of its own. If that instance is gone, or its roles.json lost, "muster migrate --take-over" gives the roles the passwords of this folder.',
  );
}

/** Remembers whose the roles are. A login that may not say so does without. */
export async function claimRoles(admin: pg.Client, passwords: Passwords, folder: string): Promise<void> {
  const said = pg.escapeLiteral(`Muster ${markOf(passwords)} ${folder} on ${hostname()}`);
  await admin.query(`comment on role ${owner} is ${said}`).catch((fault: unknown) => {
    if (!(fault instanceof pg.DatabaseError) || fault.code !== '42501') throw fault;
  });
}
