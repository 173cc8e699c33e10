import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase, withClient } from '@muster/server/testing';
import { differences } from './schema/differences.ts';
import { ruleFaults } from './schema/rules.ts';

async function faultsOf(...statements: string[]): Promise<string[]> {
  const database = await cloneDatabase('template0');
  try {
    await withClient(database.superuser(), (client) => client.query(statements.join(';')));
    return await ruleFaults(database);
  } finally {
    await database.drop();
  }
}

const secured = (name: string) => `alter table ${name} enable row level security`;
const place = 'create table place (region_id int not null, id uuid, primary key (region_id, id))';

test('a schema that keeps the rules has no faults', async () => {
  const faults = await faultsOf(
    place,
    secured('place'),
    'create policy app on place using (id = current_user::uuid)',
    `create table child (region_id int not null, id uuid, place_id uuid, primary key (region_id, id),
      constraint child__place foreign key (region_id, place_id) references place (region_id, id))`,
    secured('child'),
    'create table tally_total (id uuid primary key, all_count int)',
    secured('tally_total'),
    'create view seen with (security_invoker = true) as select * from place',
  );
  assert.deepEqual(faults, []);
});

test('each breach is one line', async () => {
  const faults = await faultsOf(
    place,
    `create table bad (id bigserial primary key, region_id int, member_count int, check (member_count > 0))`,
    'create unique index twice on bad (region_id, member_count)',
    'create table far (region_id int not null, id uuid, place_region int, constraint far__place foreign key (place_region, id) references place (region_id, id))',
    'create table flat (id int, region uuid, constraint flat__place foreign key (id, region) references place (region_id, id))',
    'create policy app on place using (exists (select from bad))',
    ['bad', 'far', 'flat'].map(secured).join(';'),
    'create view seen as select * from place',
  );
  assert.deepEqual(faults, [
    'bad.region_id must be not null',
    'bad_pkey must begin with region_id',
    'far far__place must begin with region_id on both sides',
    'flat flat__place points from a table without region_id to one with it',
    'bad bad_member_count_check must be named bad__rule',
    'bad twice is unique and must be named bad__rule',
    'bad.id counts by itself: ids are made by the application',
    'place has no row security',
    'place policy app contains a subquery',
    'seen must be a view with security_invoker',
    'bad.member_count holds a figure: only rollup_*, tally_* and *_claim may',
  ]);
});

test('differences name the lines of either side', () => {
  assert.deepEqual(differences('a\nb\nb\n', 'a\nb\nb\n'), []);
  assert.deepEqual(differences('a\nb\nb\n', 'a\nb\nc\n'), ['- b', '+ c']);
  assert.deepEqual(differences('a\nb\n', 'b\na\n'), ['the same lines in another order']);
});
