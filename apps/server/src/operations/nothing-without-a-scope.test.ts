/** A function of the owner is not bound by row security: each that the application's login may call has to ask for the scope by itself. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { openDatabase } from '../platform/database/db.ts';
import { withClient } from '../platform/database/client.ts';
import { foldAll } from '../rollup/index.ts';
import { cloneDatabase, type TestDatabase } from '../testing/database.ts';
import { buildTown } from './demo/build-town.ts';
import { openDemoHouse } from './demo/demo-house.ts';
import { added, beforeLoggingIn, calls, real, whoeverAsks } from './nothing-without-a-scope.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-scope-'));
let database: TestDatabase;
let found: ReadonlyMap<string, string>;
let callable: readonly string[];
before(async () => {
  database = await cloneDatabase();
  await withClient(database.connection('owner'), (owner) =>
    owner.query(
      `insert into instance (id, name, kind, building, time_zone, created_at) values (gen_random_uuid(), '', 'demo', true, 'Asia/Shanghai', now())`,
    ),
  );
  const db = openDatabase(database.connection('app'));
  const house = await openDemoHouse({ app: db, files: { folder, limitBytes: 1_000_000 } }, 'Asia/Shanghai', new Date());
  try {
    await buildTown(
      house,
      new Date(),
      () => undefined,
      () => Promise.resolve(),
    );
    const worker = openDatabase(database.connection('worker'));
    await foldAll(worker);
    await worker.close();
  } finally {
    await house.close();
    await db.close();
  }
  await withClient(database.superuser(), async (superuser) => {
    for (const insert of added) assert.ok(((await superuser.query(insert)).rowCount ?? 0) > 0, insert);
    await superuser.query('analyze');
    const there = new Map<string, string>();
    for (const [name, query] of Object.entries(real)) {
      const { rows } = await superuser.query<{ value: string | null }>(`select (${query})::text as value`);
      assert.ok(rows[0]?.value != null, `the town has no ${name}`);
      there.set(name, rows[0].value);
    }
    found = there;
    const { rows } = await superuser.query<{ name: string }>(
      `select proname as name from pg_proc
        where pronamespace = 'public'::regnamespace and prosecdef and prorettype <> 'trigger'::regtype
          and has_function_privilege('muster_app', oid, 'execute') order by 1`,
    );
    callable = rows.map(({ name }) => name);
  });
});
after(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** In a transaction of its own, as the application's login: whether there was an answer or a write. Refusing the right is neither. */
async function tells(name: string, scope: string): Promise<boolean> {
  const given = calls[name];
  assert.ok(given !== undefined, `${name}: say how it is called in nothing-without-a-scope.fixture.ts`);
  const call = given.replaceAll(/(?<![:\w]):(\w+)/g, (_, value: string) =>
    pg.escapeLiteral(found.get(value) ?? `:${value}`),
  );
  return withClient(database.connection('app'), async (app) => {
    await app.query('begin');
    await app.query(`set local statement_timeout = '20s'`);
    await app.query(scope);
    try {
      const { rows } = await app.query<{ answer: unknown }>(
        `select to_jsonb(answer) as answer from ${name}${call} answer`,
      );
      const written = await app.query<{ id: string | null }>('select pg_current_xact_id_if_assigned() as id');
      return !rows.every(({ answer }) => isEmpty(answer)) || written.rows[0]?.id !== null;
    } catch (error) {
      if ((error as { code?: string }).code === '42501') return false;
      throw new Error(`${name}${call}: ${(error as Error).message}`, { cause: error });
    } finally {
      await app.query('rollback');
    }
  });
}

function isEmpty(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.length === 0;
  if (typeof answer === 'object' && answer !== null) return Object.values(answer).every(isEmpty);
  return [null, '', 0, false].some((nothing) => nothing === answer);
}

/** What needs more than a scope to do its work. */
const writes =
  /^(access_|organisation_re|campaign_(begin|decide|replace)|gate_(decide|keep|open)|assessment_(confirm|end_pools)|roster_move|obligation_)/;

async function telling(scope: string): Promise<string[]> {
  const told: string[] = [];
  for (const name of callable) if (await tells(name, scope)) told.push(name);
  return told;
}

test('given nothing set, then no function answers or writes but those that stand before a session', async () => {
  assert.deepEqual(await telling('select'), Object.keys(whoeverAsks).toSorted());
});

test('given an empty scope, then none does but what logging in needs', async () => {
  assert.deepEqual(await telling(`select muster_scope('{}', null)`), Object.keys(beforeLoggingIn).toSorted());
});

test('given the whole town for a scope, then the same calls answer: they were asked about what is there', async () => {
  const roots = await withClient(database.superuser(), (superuser) =>
    superuser.query<{ paths: string }>(
      'select array_agg(path::text)::text as paths from organisation where parent_id is null',
    ),
  );
  const [paths, self] = [roots.rows[0]?.paths ?? '', found.get('coming') ?? ''].map((each) => pg.escapeLiteral(each));
  const silent: string[] = [];
  for (const name of callable.filter((each) => !writes.test(each)))
    if (!(await tells(name, `select muster_scope(${paths}, ${self})`))) silent.push(name);
  // No table has grown since it was counted, nobody is out of sight, and no team looks at its own.
  assert.deepEqual(silent, ['count_again', 'roster_namesakes_elsewhere', 'supervision_recusals']);
});
