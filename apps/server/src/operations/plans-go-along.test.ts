/** What a unit has planned, and what was merged into its branches, is with it where it goes. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import { mergeOrganisation, readOrganisation, readOrganisationRecord } from '@muster/contract/organisation';
import { listActivities, listPlans, planActivity, readActivity, readPlan, recordSheet } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { openDatabase, type Db } from '../platform/database/db.ts';
import { makeRegion } from './make-region.ts';
import { moveRegion } from './move-region.ts';

let house: TestHouse;
let worker: Db;
const timeZone = 'Asia/Shanghai';
const at = new Date('2026-03-20T09:00:00+08:00');
const as = (who: CastName) => house.as(who);
const node = (code: string) => ({ params: { organisationId: house.id(code) } });
const key = () => ({ key: crypto.randomUUID() });

before(async () => {
  house = await startTestHouse();
  worker = openDatabase({ ...house.database.connection('worker'), max: 1 });
  const place = { name: '相邻市', code: 'CITY-2' };
  const party = { name: '中共相邻市委', code: 'PARTY-2' };
  await makeRegion(worker, { region: 2, name: '相邻市', place, party, administrator: 'administrator' }, timeZone, at);
});
after(async () => {
  await worker.close();
  await house.close();
});

const move = (toRegion = 2, under = 'CITY-2', partyUnder = 'PARTY-2') =>
  moveRegion(worker, { code: 'SCHOOL', toRegion, under, partyUnder, reason: '区划调整' }, timeZone, at);

const asOwner = (query: string, values: unknown[]) =>
  withClient(house.database.superuser(), (client) => client.query(query, values));

async function plan(who: CastName, branch: string, day: string, topic: string, withBranches: readonly string[] = []) {
  const body = {
    kind: 'collective-study',
    topic,
    place: '三楼会议室',
    startsAt: `2026-03-${day}T14:00:00+08:00`,
    endsAt: `2026-03-${day}T16:00:00+08:00`,
    withBranches: withBranches.map((code) => house.id(code)),
  };
  return (await (await as(who)).call(planActivity, { params: { branchId: house.id(branch) }, body }, key())).id;
}

async function hold(who: CastName, planId: string, branch: string) {
  const params = { planId, branchId: house.id(branch) };
  return (await as(who)).call(recordSheet, { params, body: { absences: [] } }, key());
}

const comingRows = async (who: CastName, code: string) => (await (await as(who)).call(listPlans, node(code))).plans;
const coming = async (who: CastName, code: string) =>
  (await comingRows(who, code)).map((row) => [
    row.topic,
    row.place,
    row.startsAt,
    row.plannedBy,
    row.plannedAt,
    row.mayChange,
    row.branches.map(({ name, mayRecord }) => [name, mayRecord]),
  ]);

test('meetings of several branches go only together and once all have written their sheets; which ones is said', async () => {
  house.clock.set(new Date('2026-03-19T09:00:00+08:00'));
  const planId = await plan('clerk', 'SCHOOL-1', '19', '两个支部一起', ['SCHOOL-2']);
  house.clock.set(new Date('2026-03-19T16:30:00+08:00'));
  await hold('secretary', planId, 'SCHOOL-1');
  const refused = { name: 'OperationRefused', message: /中心小学第一党支部: 两个支部一起 \(2026-03-19\)/ };
  await assert.rejects(move(), refused);
  await hold('secretary2', planId, 'SCHOOL-2');

  const torn = await plan('secretary', 'SCHOOL-1', '26', '与社区一起');
  await asOwner(
    `insert into planned_branch select o.region_id, $1, o.id, u.id, u.path, o.path from organisation o, organisation u
      where o.id = $2 and u.id = $3`,
    [torn, house.id('COMMUNITY-1'), house.id('COMMUNITY')],
  );
  await assert.rejects(move(), { name: 'OperationRefused', message: /与社区一起 \(2026-03-26\)/ });
  await asOwner(`delete from planned_branch where planned_id = $1 and branch_id = $2`, [torn, house.id('COMMUNITY-1')]);
});

test('what comes along says when it was recorded, which is not now, on an instance that is not being built as well', async () => {
  // What these write is new with the move; everything else that a move copies was recorded once.
  const written = ['organisation_parent', 'membership', 'participation', 'study_credit'];
  const { rows } = await withClient(house.database.superuser(), (client) =>
    client.query<{ table: string }>(
      `select distinct m[1] as table
         from pg_proc p cross join lateral regexp_matches(p.prosrc, 'insert into (\\w+)', 'g') m
         join pg_trigger t on t.tgrelid = to_regclass(m[1]) and t.tgname = m[1] || '__recorded_now'
        where p.proname ~ '_move' and pg_get_triggerdef(t.oid) !~ 'organisation_comes_along' and m[1] <> all ($1)`,
      [written],
    ),
  );
  assert.deepEqual(rows, []);
});

test('what is planned is coming over there as it was, is held there, and is coming at the old place no more', async () => {
  await plan('clerk', 'SCHOOL-1', '25', '两个支部再一起', ['SCHOOL-2']);
  const everywhere = async () => [
    await coming('secretary', 'SCHOOL-1'),
    await coming('secretary2', 'SCHOOL-2'),
    await coming('clerk', 'SCHOOL'),
  ];
  const earlier = await everywhere();
  assert.deepEqual(
    earlier.map((rows) => rows.length),
    [2, 1, 2],
  );
  const [old] = await comingRows('secretary', 'SCHOOL-1');

  await move();

  assert.deepEqual(await everywhere(), earlier);
  const [next] = await comingRows('secretary', 'SCHOOL-1');
  assert.ok(old && next && old.id !== next.id);
  const read = (who: CastName, planId: string) => as(who).then((one) => one.call(readPlan, { params: { planId } }));
  assert.equal((await read('member', next.id)).plan.calledOff, null);
  assert.equal(await refusalOf(read('town', next.id)), 'not-found');
  house.clock.set(new Date('2026-03-25T16:30:00+08:00'));
  const { present } = await hold('secretary', next.id, 'SCHOOL-1');
  assert.equal(present, 15);
  await hold('secretary2', next.id, 'SCHOOL-2');
  assert.deepEqual(
    (await coming('clerk', 'SCHOOL')).map(([topic]) => topic),
    ['与社区一起'],
  );
  assert.deepEqual(await house.differences(), []);
});

test('the gate names the office that decides over there by its place', async () => {
  const { office, unit } = await (await as('head')).call(readGate, { params: { unitId: house.id('SCHOOL') } });
  assert.deepEqual([office, unit.above], ['相邻市', '相邻市']);
});

test('back again it is planned as before, and a branch that was merged meanwhile is read, with what it held, wherever the unit is', async () => {
  const earlier = await coming('clerk', 'SCHOOL');
  await move(0, 'TOWN', 'TOWN-COMMITTEE');
  assert.deepEqual(await coming('clerk', 'SCHOOL'), earlier);
  await (
    await as('office')
  ).call(mergeOrganisation, {
    ...node('SCHOOL-2'),
    body: { intoId: house.id('SCHOOL-1'), on: '2026-03-25', reason: '并入' },
  });
  const past = async (who: CastName) => {
    const one = await as(who);
    const { organisation } = await one.call(readOrganisation, node('SCHOOL-2'));
    const { activities } = await one.call(listActivities, { ...node('SCHOOL-2'), query: { limit: 50 } });
    const { mergedInto } = (await one.call(readOrganisationRecord, node('SCHOOL-2'))).closing ?? {};
    const first = activities[0];
    const sheet = first && (await one.call(readActivity, { params: { activityId: first.id }, query: {} })).sheet.length;
    return [organisation.name, mergedInto?.name, activities.map(({ topic }) => topic), sheet];
  };
  const read = await past('head');
  assert.deepEqual(read.slice(0, 3), ['中心小学第二党支部', '中心小学第一党支部', ['两个支部再一起', '两个支部一起']]);
  const clerk = await past('clerk');

  await move();
  assert.deepEqual(await past('head'), read);
  assert.deepEqual(await past('clerk'), clerk);
  assert.equal(await refusalOf((await as('town')).call(readOrganisation, node('SCHOOL-2'))), 'not-found');
  await move(0, 'TOWN', 'TOWN-COMMITTEE');
  assert.deepEqual(await past('head'), read);
  assert.deepEqual(await house.differences(), []);
});
