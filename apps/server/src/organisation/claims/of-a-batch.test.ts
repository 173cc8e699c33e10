/** A figure that is stated of one batch is held against what takes part in it, and each count of it is as long as its list. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RouteAnswer, RouteCall } from '@muster/contract';
import { listCoverage } from '@muster/contract/campaign';
import {
  importOrganisations,
  listCounted,
  listDifferences,
  listRoots,
  readReconciliation,
  stateClaims,
} from '@muster/contract/organisation';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';

type Measured = RouteAnswer<typeof readReconciliation>['measures'][number];
type Measure = Measured['measure'];
type Stated = RouteCall<typeof stateClaims>['body'];

let house: TestHouse;
let first = '';
let second = '';
before(async () => {
  house = await startTestHouse();
  // The school is of another batch, and a third one is planned.
  await withClient(house.database.superuser(), (client) =>
    client.query(`
      -- They are there as if they had been opened in their time.
      set session_replication_role = replica;
      with another as (
        insert into batch (id, campaign_id, number, title_zh, title_en, from_on, to_on, opened_at, recorded_at)
        select gen_random_uuid(), campaign_id, number + more, v.title, 'Later', from_on, to_on,
          case more when 1 then opened_at end, now()
        from batch, (values (1, '第二批'), (2, '第三批')) as v (more, title)
        returning id, number)
      update participation set batch_id = (select id from another where number = 2)
      where unit_id = (select id from organisation where code = 'SCHOOL')`),
  );
  const { batches } = await reconciliation(house.id('COUNTY'));
  [first, second] = [batches[0]!.id, batches[1]!.id];
});
after(() => house.close());

async function reconciliation(organisationId: string) {
  return (await house.as('office')).call(readReconciliation, { params: { organisationId } });
}

async function statementOf(organisationId: string, measure: Measure, batchId: string | null, source = '报告') {
  const { measures } = await reconciliation(organisationId);
  const found = measures.find((each) => each.measure === measure);
  const statement = found?.statements.find((each) => each.batchId === batchId && each.source === source);
  assert.ok(found && statement, `${measure} of ${batchId}`);
  return statement;
}

async function state(organisationId: string, body: Partial<Stated> & Pick<Stated, 'measure'>) {
  const whole = { source: '报告', total: null, by: null, parts: [], ...body };
  return (await house.as('office')).call(stateClaims, { params: { organisationId }, body: whole });
}

async function lengthOf(organisationId: string, query: NonNullable<RouteCall<typeof listCounted>['query']>) {
  const asked = { params: { organisationId }, query: { ...query, limit: 200 } };
  const { rows, all } = await (await house.as('office')).call(listCounted, asked);
  assert.equal(rows.length, all);
  return all;
}

test('the opened batches at a node are offered, in the order of their numbers', async () => {
  const { batches } = await reconciliation(house.id('COUNTY'));
  assert.deepEqual(
    batches.map(({ number, title }) => [number, title?.zh]),
    [
      [1, undefined],
      [2, '第二批'],
    ],
  );
});

test('of the measures of both trees, the counts of both batches make those of all', async () => {
  const { nodes } = await (await house.as('office')).call(listRoots, {});
  const root = nodes.find(({ tree }) => tree === 'place')!.id;
  const places = ['COUNTY', 'TOWN', 'SCHOOL', 'COUNTY-COMMITTEE'].map((code) => house.id(code));
  for (const organisationId of [root, ...places]) {
    const { measures } = await reconciliation(organisationId);
    for (const { measure } of measures)
      for (const batchId of [null, first, second])
        await state(organisationId, { measure, source: '合计', total: 1, batchId });
    for (const { measure, counted, statements } of (await reconciliation(organisationId)).measures) {
      const [all = 0, one = 0, other = 0] = [null, first, second].map(
        (batchId) => statements.find((each) => each.batchId === batchId)?.counted,
      );
      assert.equal(all, counted);
      // A committee over units of both batches is of neither.
      if (measure === 'party-organisations')
        assert.ok(one > 0 && other > 0 && one + other < all, String([one, other, all]));
      else assert.equal(one + other, all, measure);
    }
  }
});

test('every counted figure of a batch, by class, by kind and by those beneath, is as long as its list', async () => {
  for (const [code, measure, by] of [
    ['COUNTY', 'units', 'class'],
    ['COUNTY', 'members', 'child'],
    ['COUNTY', 'branches', 'class'],
    ['COUNTY', 'floating', 'child'],
    ['COUNTY-COMMITTEE', 'party-organisations', 'kind'],
    ['COUNTY-COMMITTEE', 'members', 'child'],
    ['TOWN', 'units', 'child'],
  ] as const)
    for (const batch of [first, second]) {
      const organisationId = house.id(code);
      const own = (await reconciliation(organisationId)).nodes[0]!.id;
      const part = { class: 'school', kind: 'branch', child: own }[by];
      const stated = { measure, source: '分项', by, parts: [{ part, stated: 1 }] };
      await state(organisationId, { ...stated, batchId: batch });
      const { counted, breakdowns } = await statementOf(organisationId, measure, batch, '分项');
      assert.equal(await lengthOf(organisationId, { measure, batch }), counted, `${code} ${measure}`);
      const [parted] = breakdowns;
      assert.equal(parted!.by, by);
      for (const line of parted!.lines) {
        const of = line.of.map((each) => each ?? '').join(',') || ',';
        const query = { measure, by, of, batch };
        if (line.part !== null || by !== 'child') assert.equal(await lengthOf(organisationId, query), line.counted);
      }
    }
});

test('stands beside what the same source states of the whole roster, and neither supersedes the other', async () => {
  const school = house.id('SCHOOL');
  await state(school, { measure: 'members', total: 20 });
  await state(school, { measure: 'members', total: 19, batchId: second });
  await state(school, { measure: 'members', total: 3, batchId: first });
  assert.equal((await state(school, { measure: 'members', total: 19, batchId: second })).stated, 0);
  const stated = async (batchId: string | null) => {
    const { total, counted } = await statementOf(school, 'members', batchId);
    return [total!.stated, counted];
  };
  assert.deepEqual(
    [await stated(null), await stated(second), await stated(first)],
    [
      [20, 20],
      [19, 20],
      [3, 0],
    ],
  );
  const { differences } = await (
    await house.as('office')
  ).call(listDifferences, { params: { organisationId: school } });
  assert.deepEqual(
    differences
      .filter(({ source }) => source === '报告')
      .map(({ batch, stated: said, counted }) => [batch?.number, said, counted])
      .toSorted(([one = 0], [other = 0]) => one - other),
    [
      [1, 3, 0],
      [2, 19, 20],
    ],
  );
});

test('what the nodes beneath state of a batch are the parts of that batch alone', async () => {
  const clinic = house.id('CLINIC');
  await state(clinic, { measure: 'members', total: 7 });
  await state(clinic, { measure: 'members', total: 8, batchId: first });
  const { measures } = await reconciliation(house.id('OTHER-TOWN'));
  const { statements } = measures.find(({ measure }) => measure === 'members')!;
  assert.deepEqual(
    statements.map(({ source, batchId, breakdowns }) => [source, batchId, breakdowns[0]!.isOwn, breakdowns[0]!.sum]),
    [
      [null, null, true, 7],
      [null, first, true, 8],
    ],
  );
});

test('a batch that is not opened, or is of nowhere, is refused; a list of it is not found', async () => {
  const school = house.id('SCHOOL');
  const { rows } = await withClient(house.database.superuser(), (client) =>
    client.query<{ id: string }>('select id from batch where opened_at is null'),
  );
  for (const batchId of [rows[0]!.id, house.id('TOWN')])
    assert.equal(await refusalOf(state(school, { measure: 'members', total: 1, batchId })), 'batch-not-at-node');
  const list = lengthOf(school, { measure: 'members', batch: house.id('TOWN') });
  assert.equal(await refusalOf(list), 'not-found');
});

test('a unit that a batch was opened without is of it, unless a planned one is to take it', async () => {
  const town = house.id('OTHER-TOWN');
  await state(town, { measure: 'units', total: 9, batchId: first });
  const counted = async () => (await statementOf(town, 'units', first)).counted;
  const until = await counted();
  const body = { fileName: 'units.csv', csv: '名称,种类\n石桥镇商会,单位', commit: true };
  await (await house.as('office')).call(importOrganisations, { params: { organisationId: town }, body });
  assert.equal(await counted(), until);
  await withClient(house.database.superuser(), (client) =>
    client.query(`set session_replication_role = replica; update batch set opened_at = now() where opened_at is null`),
  );
  assert.equal(await counted(), until + 1);
  assert.equal(await lengthOf(town, { measure: 'units', batch: first }), until + 1);
  const campaignId = (await reconciliation(town)).batches[0]!.campaign.id;
  const coverage = await (
    await house.as('office')
  ).call(listCoverage, { params: { campaignId, organisationId: town }, query: { state: 'uncovered', limit: 50 } });
  assert.deepEqual(
    coverage.units.map(({ name, missedBy }) => [name, missedBy]),
    [['石桥镇商会', 1]],
  );
});
