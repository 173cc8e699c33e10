/** The count that checks the figures finds whatever is wrong with them, and shares nothing with what makes them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { catalogue } from '@muster/core/campaign';
import { exemptObligation } from '@muster/contract/obligation';
import { changeStanding } from '@muster/contract/roster';
import { recordActivity } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const query = <Row extends object>(text: string, values: unknown[] = []) =>
  withClient(house.database.superuser(), async (client) => (await client.query<Row>(text, values)).rows);

interface Counter {
  readonly region_id: number;
  readonly path: string;
  readonly campaign_id: string;
  readonly stage_code: string;
  readonly measure: string;
  readonly amount: number;
}

const columns = 'region_id, path::text, campaign_id, stage_code, measure, amount::int';
const put = ({ region_id, path, campaign_id, stage_code, measure, amount }: Counter) =>
  query(
    `insert into rollup_counter (region_id, path, campaign_id, stage_code, measure, amount, as_of) values ($1, $2, $3, $4, $5, $6, now())
     on conflict (region_id, path, campaign_id, stage_code, measure) do update set amount = excluded.amount`,
    [region_id, path, campaign_id, stage_code, measure, amount],
  );
const drop = ({ region_id, path, campaign_id, stage_code, measure }: Counter) =>
  query(
    `delete from rollup_counter where (region_id, path, campaign_id, stage_code, measure) = ($1, $2::ltree, $3, $4, $5)`,
    [region_id, path, campaign_id, stage_code, measure],
  );

test('a counter of every kind is found where it is wrong, where it is missing and where it is one too many', async () => {
  await (
    await house.as('secretary')
  ).call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind: 'collective-study',
      topic: '学习',
      startsAt: '2026-03-16T14:00:00+08:00',
      endsAt: '2026-03-16T16:00:00+08:00',
      absences: [{ personId: house.id('SCHOOL-1-05'), reason: 'sick' }],
      lateReason: '补记',
    },
  });
  const county = await house.as('county');
  const [owed] = await query<{ id: string }>(`select id from obligation order by id`);
  await county.call(exemptObligation, { params: { obligationId: owed?.id ?? '' }, body: { reason: '停课' } });
  const applicant = { standing: 'applicant', on: '2026-03-19', note: '更正' } as const;
  await county.call(changeStanding, { params: { personId: house.id('SCHOOL-1-06') }, body: applicant });
  await house.fold();
  assert.deepEqual(await house.differences(), []);

  const kinds = await query<Counter>(
    `select distinct on (split_part(measure, ':', 1)) ${columns} from rollup_counter where amount > 0
     order by split_part(measure, ':', 1), path, stage_code, measure`,
  );
  const named = kinds.map(({ measure }) => measure.split(':')[0]);
  for (const kind of 'absences activities asked attendances branches condition exempt members owed stage units'.split(
    ' ',
  ))
    assert.ok(named.includes(kind), `${kind} of ${named.join(' ')}`);
  const found = async () =>
    (await house.differences()).map(({ path, measure, stored, counted }) => [path, measure, stored, counted]);
  for (const counter of kinds) {
    const { path, measure, amount } = counter;
    await put({ ...counter, amount: amount + 1 });
    assert.deepEqual(await found(), [[path, measure, amount + 1, amount]]);
    await drop(counter);
    assert.deepEqual(await found(), [[path, measure, 0, amount]]);
    await put(counter);
    const nowhere = { ...counter, path: `${path}.nowhere`, amount: 1 };
    await put(nowhere);
    assert.deepEqual(await found(), [[nowhere.path, measure, 1, 0]]);
    await drop(nowhere);
    const unknown = { ...counter, measure: `${measure}:unknown`, amount: 2 };
    await put(unknown);
    assert.deepEqual(await found(), [[path, unknown.measure, 2, 0]]);
    await drop(unknown);
  }
  assert.deepEqual(await found(), []);
});

interface Standing {
  readonly region_id: number;
  readonly participation_id: string;
  readonly stage_code: string;
  readonly item: string;
  readonly value: string;
  readonly num: number | null;
}

test('where a unit stands is found where it is wrong, where it is missing and where it is one too many', async () => {
  await house.fold();
  const wholeTable = () => query(`select *, path::text, linked::text from rollup_standing order by 1, 2, 3, 4`);
  const right = await wholeTable();
  const kinds = await query<Standing & { name: string; path: string }>(
    `select distinct on (split_part(s.item, ':', 1), s.value) s.region_id, s.participation_id, s.stage_code, s.item, s.value, s.num::int, u.name, s.path::text
     from rollup_standing s join organisation u on u.id = s.unit_id order by split_part(s.item, ':', 1), s.value, s.path, s.stage_code`,
  );
  for (const kind of 'asked condition exempt hours opened owed stage'.split(' '))
    assert.ok(
      kinds.some(({ item }) => item.split(':')[0] === kind),
      kind,
    );
  const found = async () =>
    (await house.differences()).map(({ of, path, name, stageCode, measure, stored, counted }) => [
      of,
      path,
      name,
      stageCode,
      measure,
      stored?.toString().split(' ')[0],
      counted?.toString().split(' ')[0],
    ]);
  const key = ({ region_id, participation_id, stage_code, item }: Standing) => [
    region_id,
    participation_id,
    stage_code,
    item,
  ];
  const at = `where (region_id, participation_id, stage_code, item) = ($1, $2, $3, $4)`;
  for (const standing of kinds) {
    const { value, stage_code, item, name, path } = standing;
    const differs = (stored?: string, counted?: string, what = item) => [
      ['standing', path, name, stage_code, what, stored, counted],
    ];
    await query(`update rollup_standing set value = 'planted' ${at}`, key(standing));
    assert.deepEqual(await found(), differs('planted', value));
    await query(`update rollup_standing set value = $5, num = coalesce(num, 0) + 1 ${at}`, [...key(standing), value]);
    assert.deepEqual(await found(), differs(value, value));
    await query(`update rollup_standing set num = $5, linked = linked || path ${at}`, [...key(standing), standing.num]);
    assert.deepEqual(await found(), differs(value, value));
    await query(
      `update rollup_standing set linked = linked[:cardinality(linked) - 1], item = item || ':unknown' ${at}`,
      key(standing),
    );
    assert.deepEqual(await found(), [...differs(undefined, value), ...differs(value, undefined, `${item}:unknown`)]);
    await query(
      `update rollup_standing set item = $4 where (region_id, participation_id, stage_code, item) = ($1, $2, $3, $4 || ':unknown')`,
      key(standing),
    );
    assert.deepEqual(await found(), []);
  }
  assert.deepEqual(await wholeTable(), right);
});

test('counting anew mends all of it, and leaves alone what is right', async () => {
  const all = () =>
    query<Counter>(`select ${columns}, as_of from rollup_counter where amount <> 0 order by 1, 2, 3, 4, 5`);
  const lists = () => query(`select *, path::text, linked::text from rollup_standing order by 1, 2, 3, 4`);
  const [counters, standings] = [await all(), await lists()];
  await house.recount();
  assert.deepEqual(await all(), counters);
  assert.deepEqual(await lists(), standings);
  const right = counters.map(({ path, measure, amount }) => [path, measure, amount]);
  await query(`update rollup_counter set amount = amount + 1 where measure = 'members'`);
  await query(`delete from rollup_counter where measure like 'condition:%'`);
  await query(`update rollup_standing set value = 'met' where item like 'condition:%'`);
  await query(`delete from rollup_standing where item = 'stage'`);
  await put({ ...counters[0]!, path: 'nowhere' });
  await house.recount();
  assert.deepEqual(
    (await all()).map(({ path, measure, amount }) => [path, measure, amount]),
    right,
  );
  const timeless = (rows: readonly object[]) => rows.map((row) => ({ ...row, as_of: null }));
  assert.deepEqual(timeless(await lists()), timeless(standings));
});

test('it calls no function of ours, and has an answer for every measure of the catalogue', async () => {
  const files = readdirSync(import.meta.dirname).filter(
    (file) => file.startsWith('counted-') || file === 'differences.ts',
  );
  assert.ok(files.length > 4);
  const text = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n');
  const ours = await query<{ name: string }>(
    `select distinct p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'
     where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  );
  assert.ok(ours.length > 50);
  assert.deepEqual(
    ours.filter(({ name }) => new RegExp(`\\b${name}\\s*\\(`).test(text)),
    [],
  );
  assert.deepEqual(
    catalogue.filter(({ code }) => !text.includes(`'${code}'`)),
    [],
  );
});
