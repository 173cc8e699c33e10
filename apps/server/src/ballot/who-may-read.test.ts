/** What each login of the database can reach of ballots, asked of the catalogue: a right too many is found before anybody uses it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { cloneDatabase, withClient, type TestDatabase } from '@muster/server/testing';

let database: TestDatabase;
before(async () => {
  database = await cloneDatabase();
});
after(() => database.drop());

async function ask(query: string): Promise<string[]> {
  const { rows } = await withClient(database.superuser(), (client) => client.query<{ name: string }>(query));
  return rows.map(({ name }) => name);
}

const tablesOf = (role: string) =>
  ask(`select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
      and (has_table_privilege('${role}', c.oid, 'select, insert, update, delete, truncate')
        or has_any_column_privilege('${role}', c.oid, 'select, insert, update'))
    order by 1`);
const functionsOf = (role: string) =>
  ask(`select p.proname as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege('${role}', p.oid, 'execute')
    order by 1`);

describe('the issuer', () => {
  test('reads and writes no table', async () => {
    assert.deepEqual(await tablesOf('muster_issuer'), []);
  });

  test('asks what it needs for a draw, for a share and for the number that it signs', async () => {
    assert.deepEqual(await functionsOf('muster_issuer'), [
      'ballot_drawing',
      'ballot_issue',
      'ballot_issued_all',
      'ballot_issuing',
      'ballot_share_of',
    ]);
  });
});

describe('the desk', () => {
  test('cannot read to whom anything was issued, nor can its worker', async () => {
    for (const role of ['muster_app', 'muster_worker'])
      assert.ok(!(await tablesOf(role)).includes('ballot_issued'), role);
    const asked = (await functionsOf('muster_app')).filter((name) => name.startsWith('ballot_'));
    assert.deepEqual(asked, [
      'ballot_issued_number',
      'ballot_polls_own',
      'ballot_running',
      'ballot_share_own',
      'ballot_voters',
    ]);
  });
});

test('of what was issued the day is kept, and no time, order or number', async () => {
  assert.deepEqual(
    await ask(`select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) as name from pg_attribute a
      where a.attrelid = 'ballot_issued'::regclass and a.attnum > 0 order by a.attnum`),
    ['region_id integer', 'poll_id uuid', 'person_id uuid', 'slip bytea', 'blinded bytea', 'issued_on date'],
  );
});

test('no table has a ballot, or the key of one', async () => {
  const columns =
    await ask(`select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and c.relname ~ '^(ballot|tally_poll)'
      and a.atttypid = 'bytea'::regtype order by 1`);
  assert.deepEqual(columns, [
    'ballot_issued.blinded',
    'ballot_issued.slip',
    'ballot_poll.hash',
    'ballot_roster.salt',
    'ballot_share.commitment',
    'ballot_share_brought.height',
    'ballot_slip.commitment',
    'tally_poll.head_signature',
    'tally_poll.issued_signature',
    'tally_poll.root',
    'tally_poll_opened.closing_secret',
  ]);
});
