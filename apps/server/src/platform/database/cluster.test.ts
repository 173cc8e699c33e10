import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { withClient } from './client.ts';
import { openCluster, type Cluster } from './cluster.ts';
import { startEmbedded, type Embedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { readPasswords, type Role } from './roles.ts';

const quiet = () => undefined;
const home = mkdtempSync(join(tmpdir(), 'muster-cluster-'));
chmodSync(home, 0o711);
const instance = join(home, 'instance');
// The same data folder at the lower door, where the superuser is, for arranging what a test needs.
let embedded: Embedded;
let databaseUrl: string;

before(async () => {
  embedded = await startEmbedded(instance, quiet, { fsync: 'off' });
  await asSuperuser(
    'postgres',
    "create role hosting login createrole password 'hosting'",
    'create database hosted owner hosting',
  );
  const { host, port } = embedded.address();
  const login = new URLSearchParams({ host, port: String(port), user: 'hosting', password: 'hosting' });
  databaseUrl = `postgres:///hosted?${login.toString()}`;
});

after(async () => {
  await embedded.stop();
  rmSync(home, { recursive: true, force: true });
});

async function asSuperuser(database: string, ...statements: string[]): Promise<void> {
  await withClient(embedded.superuser(database), async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

interface Rights {
  user: string;
  database: string;
  creates: boolean;
  makes_temporary: boolean;
}

const rights = (cluster: Cluster, role: Role) =>
  withClient(cluster.connection(role), async (client) => {
    const { rows } = await client.query<Rights>(`select current_user as user, current_database() as database,
      has_schema_privilege('public', 'create') as creates, has_database_privilege(current_database(), 'temporary') as makes_temporary`);
    return rows[0];
  });

const withCluster = async (url: string | undefined, folder: string, use: (cluster: Cluster) => Promise<void>) => {
  const cluster = await openCluster({ dataFolder: folder, databaseUrl: url }, quiet);
  try {
    await use(cluster);
  } finally {
    await cluster.stop();
  }
};

test('built in: only the owner role may create, and the extensions come with the migrations', async () => {
  await withCluster(undefined, instance, async (cluster) => {
    assert.equal(cluster.kind, 'embedded');
    assert.equal(cluster.started, false);
    assert.deepEqual(await rights(cluster, 'owner'), {
      user: 'muster_owner',
      database: 'muster',
      creates: true,
      makes_temporary: true,
    });
    for (const role of ['app', 'worker', 'issuer'] as const)
      assert.deepEqual(await rights(cluster, role), {
        user: `muster_${role}`,
        database: 'muster',
        creates: false,
        makes_temporary: false,
      });
    assert.notEqual((await migrate(cluster.connection('owner'), quiet)).length, 0);
  });
});

test('a server: a login that owns one database and may create roles is enough, extensions and all', async () => {
  await asSuperuser('postgres', 'drop database if exists muster with (force)');
  await asSuperuser('postgres', 'drop role if exists muster_owner, muster_app, muster_worker, muster_issuer');
  await withCluster(databaseUrl, join(home, 'guest'), async (cluster) => {
    assert.equal(cluster.kind, 'server');
    assert.deepEqual(await rights(cluster, 'app'), {
      user: 'muster_app',
      database: 'hosted',
      creates: false,
      makes_temporary: false,
    });
    assert.notEqual((await migrate(cluster.connection('owner'), quiet)).length, 0);
  });
});

test('a server: a password that no longer fits is set again, and nothing else changes', async () => {
  const folder = join(home, 'guest');
  const file = join(folder, 'roles.json');
  writeFileSync(file, JSON.stringify({ ...readPasswords(folder), app: 'another' }));
  await withCluster(databaseUrl, folder, async (cluster) => {
    assert.equal((await rights(cluster, 'app'))?.user, 'muster_app');
  });
  assert.match(readFileSync(file, 'utf8'), /"another"/);
});

test('a server: another data folder is refused before it locks the first one out, unless it takes over', async () => {
  const [folder, other, moved] = [join(home, 'guest'), join(home, 'other'), join(home, 'moved')];
  const first = () =>
    withCluster(databaseUrl, folder, async (cluster) => {
      assert.equal((await rights(cluster, 'app'))?.user, 'muster_app');
    });
  await first();
  await asSuperuser('postgres', 'create database second owner hosting');
  for (const url of [databaseUrl, databaseUrl.replace('/hosted?', '/second?')])
    await assert.rejects(
      openCluster({ dataFolder: other, databaseUrl: url }, quiet),
      /serves another Muster already \(.*guest on .*\).*muster migrate --take-over/s,
    );
  await first();

  // A folder that was moved is the same instance.
  mkdirSync(moved);
  writeFileSync(join(moved, 'roles.json'), readFileSync(join(folder, 'roles.json')));
  await withCluster(databaseUrl, moved, async (cluster) => {
    assert.equal((await rights(cluster, 'app'))?.user, 'muster_app');
  });

  // Roles from before there was a mark: the password of the owner role tells.
  await asSuperuser('postgres', 'comment on role muster_owner is null');
  await assert.rejects(openCluster({ dataFolder: other, databaseUrl }, quiet), /serves another Muster already: /);
  await first();

  await (await openCluster({ dataFolder: other, databaseUrl }, quiet, { takeOver: true })).stop();
  await assert.rejects(first(), /serves another Muster already \(.*other on /);
  await (await openCluster({ dataFolder: folder, databaseUrl }, quiet, { takeOver: true })).stop();
  await first();
});

test('a server: a login that may not make roles, or a database of other signs, is refused with what is needed', async () => {
  const folder = join(home, 'guest');
  await asSuperuser(
    'postgres',
    "create role weak login password 'weak'",
    'create database weakly owner weak',
    "create database ascii owner hosting encoding 'SQL_ASCII' locale 'C' template template0",
    "alter role muster_app password 'forgotten'",
  );
  const asWeak = databaseUrl.replace('/hosted?', '/weakly?').replaceAll('=hosting', '=weak');
  await assert.rejects(
    openCluster({ dataFolder: folder, databaseUrl: asWeak }, quiet),
    /weak may not make .*CREATEROLE/,
  );
  const asAscii = databaseUrl.replace('/hosted?', '/ascii?');
  await assert.rejects(
    openCluster({ dataFolder: folder, databaseUrl: asAscii }, quiet),
    /ascii keeps its text as SQL_ASCII; Muster needs UTF8/,
  );
  await withCluster(databaseUrl, folder, () => Promise.resolve());
});

test('a server: a database that knows no Chinese letters is refused before it is filled; one in use goes on and says so', async () => {
  const folder = join(home, 'guest');
  for (const [name, locale] of [
    ['plain', "locale_provider libc locale 'C'"],
    ['posix', "locale_provider libc locale 'POSIX'"],
    ['half', "locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C'"],
  ] as const) {
    await asSuperuser('postgres', `create database ${name} owner hosting encoding 'UTF8' ${locale} template template0`);
    const url = databaseUrl.replace('/hosted?', `/${name}?`);
    await assert.rejects(
      openCluster({ dataFolder: folder, databaseUrl: url }, quiet),
      new RegExp(`${name} has the locale C .*Make it anew: create database "${name}" encoding 'UTF8' locale 'C.UTF-8'`),
    );
  }
  await asSuperuser('plain', 'create table migration (number int)', 'alter table migration owner to hosting');
  const said: string[] = [];
  const inUse = { dataFolder: folder, databaseUrl: databaseUrl.replace('/hosted?', '/plain?') };
  await (await openCluster(inUse, (line) => said.push(line))).stop();
  assert.deepEqual([said.length, /plain has the locale C .*restore it there\.$/.test(said[0] ?? '')], [1, true]);
  await withCluster(databaseUrl, folder, () => Promise.resolve());
});

test('an application role that row security would not bind is refused, with the reason', async () => {
  for (const [make, undo, reason] of [
    ['alter role muster_app superuser', 'alter role muster_app nosuperuser', /muster_app is a superuser/],
    ['alter role muster_worker bypassrls', 'alter role muster_worker nobypassrls', /muster_worker has BYPASSRLS/],
    ['create table mine (); alter table mine owner to muster_app', 'drop table mine', /muster_app owns tables/],
    [
      'grant muster_owner to muster_app',
      'revoke muster_owner from muster_app',
      /muster_app is a member of muster_owner/,
    ],
  ] as const) {
    await asSuperuser('hosted', make);
    await assert.rejects(openCluster({ dataFolder: join(home, 'guest'), databaseUrl }, quiet), reason);
    await asSuperuser('hosted', undo);
  }
});

test('a damaged file of passwords is named, not replaced', async () => {
  const folder = join(home, 'guest');
  writeFileSync(join(folder, 'roles.json'), '{"app":');
  await assert.rejects(openCluster({ dataFolder: folder, databaseUrl }, quiet), /roles\.json is damaged/);
});
