import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '../platform/database/client.ts';
import { startEmbedded, type Embedded } from '../platform/database/embedded.ts';
import { prepareRoles, type Connection } from '../platform/database/grants.ts';
import { readPostmaster } from '../platform/database/postmaster.ts';
import { loginOf } from '../platform/database/roles.ts';

// A run of many test files shares one cluster: the run's wrapper starts it and passes its folder on in the environment.
// A test file run by itself starts its own. Either takes it down at exit, and the next one sweeps up after a killed one.

const VARIABLE = 'MUSTER_TEST_CLUSTER';
const PREFIX = 'muster-test-';
/** Nothing in a test is worth a flush to the disk. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '300',
};
const ROLES_LOCK = 4_870_101;

let running: Promise<Embedded> | undefined;

/** Starts a cluster for a whole run and names its folder in the environment that test files inherit. */
export async function startTestCluster(): Promise<void> {
  const folder = makeFolder();
  process.env[VARIABLE] = folder;
  running = open(folder);
  await running;
}

/** Ends the run's cluster at once and removes it. */
export function stopTestCluster(): void {
  const folder = process.env[VARIABLE];
  if (folder !== undefined) remove(folder);
  delete process.env[VARIABLE];
  running = undefined;
}

/** The run's cluster, or this process's own. */
export function testCluster(): Promise<Embedded> {
  running ??= open(process.env[VARIABLE] ?? makeFolder());
  return running;
}

/** The logins of the test cluster; without a database named, they reach `name`. */
export function connectionsTo(embedded: Embedded, name: string): Connection {
  return (role, database = name) => ({
    ...embedded.address(),
    user: loginOf(role),
    password: embedded.passwords[role],
    database,
  });
}

async function open(folder: string): Promise<Embedded> {
  const embedded = await startEmbedded(folder, () => undefined, SETTINGS);
  await withClient(embedded.superuser('postgres'), async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [ROLES_LOCK]);
    await prepareRoles(admin, embedded.passwords, connectionsTo(embedded, 'postgres'));
  });
  return embedded;
}

function makeFolder(): string {
  for (const name of readdirSync(tmpdir())) if (isAbandoned(name)) remove(join(tmpdir(), name));
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // PostgreSQL of a root's run works as another user, who must reach what is inside.
  chmodSync(folder, 0o711);
  process.on('exit', () => remove(folder));
  return folder;
}

function isAbandoned(name: string): boolean {
  const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
  if (owner === undefined) return false;
  try {
    process.kill(Number(owner), 0);
    return false;
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'ESRCH';
  }
}

// Runs while the process exits, so it must not await: SIGQUIT is PostgreSQL's immediate shutdown, milliseconds away.
function remove(folder: string): void {
  const postgres = join(folder, 'postgres');
  const postmaster = readPostmaster(postgres);
  if (postmaster) {
    process.kill(postmaster.pid, 'SIGQUIT');
    const deadline = Date.now() + 5_000;
    while (existsSync(join(postgres, 'postmaster.pid')) && Date.now() < deadline)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    rmSync(postmaster.host, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
