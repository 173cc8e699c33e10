import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { cloneDatabase, type TestDatabase } from '../../testing/database.ts';
import { inTransaction, openDatabase } from './db.ts';
import { makeNames } from './prepared.ts';
import { NOBODY } from './scope.ts';

let database: TestDatabase;
before(async () => {
  database = await cloneDatabase();
});
after(() => database.drop());

async function keptAfterAsking(keepsPlans: boolean): Promise<readonly [answers: unknown[], kept: number]> {
  const db = openDatabase({ ...database.connection('app'), max: 1, ...(keepsPlans && { keepsPlans: true }) });
  try {
    const answers: unknown[] = [];
    for (let number = 0; number < 9; number += 1)
      await inTransaction(db, NOBODY, async (tx) => {
        const { rows } = await sql<{ half: number }>`select 12 / (${number}::int - 7) as half`.execute(tx);
        answers.push(rows[0]?.half);
      }).catch((error: unknown) => answers.push(Reflect.get(Object(error), 'code')));
    const [row] = await db.ask<{ kept: number }>(
      sql`select count(*)::int as kept from pg_prepared_statements where statement like 'select 12%' and generic_plans + custom_plans > 4`,
    );
    return [answers, row?.kept ?? 0];
  } finally {
    await db.close();
  }
}

test('who writes a past keeps the plans of what comes again, and is answered as everybody, after a failure too', async () => {
  const answers = [-1, -2, -2, -3, -4, -6, -12, '22012', 12];
  assert.deepEqual(await keptAfterAsking(true), [answers, 1]);
  assert.deepEqual(await keptAfterAsking(false), [answers, 0]);
});

test('of those that say so the plans are kept on every connection', async () => {
  const db = openDatabase({ ...database.connection('app'), max: 1 });
  for (let number = 0; number < 5; number += 1)
    await inTransaction(db, NOBODY, (tx) => sql`select ${number}::int`.execute(tx));
  const names = await db.ask<{ statement: string }>(sql`select statement from pg_prepared_statements`);
  await db.close();
  assert.deepEqual(
    names.map(({ statement }) => statement.split('(')[0]),
    ['select muster_scope'],
  );
});

test('what comes once or twice gets no name, nor what is as long as its rows, and there are only so many', () => {
  const nameOf = makeNames();
  assert.deepEqual(
    [nameOf('a'), nameOf('a'), nameOf('a'), nameOf('b'), nameOf('a')],
    [undefined, undefined, 'kept_1', undefined, 'kept_1'],
  );
  const long = 'x'.repeat(20_000);
  assert.deepEqual([nameOf(long), nameOf(long), nameOf(long)], [undefined, undefined, undefined]);
  const names = new Set(Array.from({ length: 3000 }, (_, index) => nameOf(`${index % 1000}`)));
  assert.equal(names.size, 400, 'with the one that was there and the ones without');
});
