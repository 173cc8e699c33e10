/** What the rules about dates do not give way to: who decides for whom, how much time is given, and what it takes to be shorter. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { appoint } from '@muster/contract/access';
import {
  askForDates,
  decideDateRequest,
  extendStage,
  listCampaigns,
  listDateRequests,
  planStages,
  readUnitDates,
} from '@muster/contract/campaign';
import { readGate } from '@muster/contract/gate';
import { Refused } from '@muster/client';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

// The day is 20 March of batch 1: study from 10 February to 25 March (44 days), analysis to 10 May, rectification to 30 June.

const late = [
  { code: 'study', startsOn: '2026-02-10', endsOn: '2026-04-05' },
  { code: 'analysis', startsOn: '2026-04-06', endsOn: '2026-05-10' },
  { code: 'rectification', startsOn: '2026-05-11', endsOn: '2026-06-30' },
];
const shorter = [
  { code: 'study', startsOn: '2026-02-10', endsOn: '2026-03-01' },
  { code: 'analysis', startsOn: '2026-03-26', endsOn: '2026-05-10' },
  late[2]!,
];
const time = { stage: 'study', days: 10, reason: '上级要求', basis: '纪要', decidedOn: '2026-03-19' };
const allMet = `update stage_condition set is_hard = false, grain = 'member', measure = 'study.minutes', member_needs = 1, subject = null,
  comparison = 'at-least', threshold_num = 0, threshold_den = 1`;

const extend = async (house: TestHouse, node: string, who: CastName = 'office', over: object = {}) => {
  const client = await house.as(who);
  const { campaigns } = await client.call(listCampaigns, {});
  const body = { ...time, organisationId: house.id(node), ...over };
  return client.call(extendStage, { params: { batchId: campaigns[0]!.batches[0]!.id }, body });
};
const ask = async (house: TestHouse, stages: typeof late, who: CastName = 'clerk', unit = 'SCHOOL') =>
  (await house.as(who)).call(askForDates, { params: { unitId: house.id(unit) }, body: { stages, reason: '农忙' } });
const approve = async (house: TestHouse, requestId: string, who: CastName = 'town') =>
  (await house.as(who)).call(decideDateRequest, { params: { requestId }, body: { outcome: 'approved', note: null } });
const stagesOf = async (house: TestHouse, unit = 'SCHOOL') =>
  (await (await house.as('county')).call(readUnitDates, { params: { unitId: house.id(unit) } })).stages;

test('whoever heads a unit and has an office above it decides nothing that the unit asks for, here and in the database', async (t) => {
  const house = await open(t);
  await makeOffice(house, '何静', 'TOWN');
  const { id } = await ask(house, late);
  const head = await house.as('head');
  assert.deepEqual((await head.call(listDateRequests, {})).requests, []);
  const { requests } = await head.call(listDateRequests, { query: { awaiting: 'others' } });
  assert.deepEqual(
    requests.map(({ may }) => may.decide),
    [false],
  );
  assert.equal(await refusalOf(approve(house, id, 'head')), 'decider-is-of-the-unit');
  await assert.rejects(
    asApp(
      house,
      `select campaign_decide_request(0, '${id}', 'approved', '${await person(house, '何静')}', '', null, now())`,
    ),
    { constraint: 'stage_request_decision__not_of_the_unit' },
  );
  // For another unit the same head decides as any office does.
  const other = await ask(house, late, 'communityClerk', 'COMMUNITY');
  await approve(house, other.id, 'head');
  await approve(house, id);
});

test('a member of the unit that asks, and an office of the unit itself, decide nothing either', async (t) => {
  const house = await open(t);
  await makeOffice(house, '唐晓棠', 'TOWN');
  await makeOffice(house, '沈知秋', 'COMMUNITY');
  const { id } = await ask(house, late);
  assert.equal(await refusalOf(approve(house, id, 'member')), 'decider-is-of-the-unit');
  const other = await ask(house, late, 'communityClerk', 'COMMUNITY');
  assert.equal(await refusalOf(approve(house, other.id, 'town')), 'decider-is-of-the-unit');
  await approve(house, other.id, 'county');
});

test('nobody gives time to the own unit alone, by whatever node it is named; with others it may be', async (t) => {
  const house = await open(t);
  await makeOffice(house, '何静', null);
  assert.equal(await refusalOf(extend(house, 'SCHOOL', 'head')), 'extension-of-own-unit');
  await asOwner(
    house,
    `update participation_stage s set closed_at = now() from participation p
     where p.id = s.participation_id and p.unit_id = '${house.id('COMMUNITY')}' and s.stage_code = 'study'`,
  );
  // The school is the only one that is left of the town.
  assert.equal(await refusalOf(extend(house, 'TOWN', 'head')), 'extension-of-own-unit');
  assert.equal((await extend(house, 'TOWN', 'office')).units, 1);
  assert.equal((await extend(house, 'TOWN', 'head', { stage: 'rectification' })).units, 2);
  // Nor does the application's login, for somebody of the unit.
  await assert.rejects(
    asApp(
      house,
      `with mine as (
         insert into stage_extension select gen_random_uuid(), campaign_id, batch_id, stage_code, organisation_id, organisation_name, node_path,
           days, reason, basis, decided_on, '${await person(house, '何静')}'::uuid, '', now() from stage_extension where stage_code = 'study' returning id)
       insert into participation_extension select x.region_id, x.participation_id, m.id, x.stage_code, x.ends_before, x.ends_after, x.path, x.linked
         from mine m, participation_extension x join participation p on p.id = x.participation_id
        where p.unit_id = '${house.id('SCHOOL')}' and x.stage_code = 'study'`,
    ),
    { constraint: 'participation_extension__not_own_alone' },
  );
});

test('time that is given has a measure and a day, and each limit is told at its field', async (t) => {
  const house = await open(t);
  const problem = async (over: object) => {
    const { code, params, field } = await problemOf(extend(house, 'COUNTY', 'office', over));
    return [code, params, field];
  };
  assert.deepEqual(await problem({ days: 45 }), ['extension-too-long', { left: 44, planned: 44, given: 0 }, 'days']);
  assert.deepEqual(await problem({ decidedOn: '2026-03-21' }), ['day-in-future', { today: '2026-03-20' }, 'decidedOn']);
  assert.deepEqual(await problem({ decidedOn: '2026-02-09' }), [
    'decided-before-batch',
    { beganOn: '2026-02-10' },
    'decidedOn',
  ]);
  assert.equal((await extend(house, 'COUNTY', 'office', { days: 44, decidedOn: '2026-02-10' })).units, 4);
  // What was planned is the measure, not what was given since; and all of it is given now.
  assert.deepEqual(await problem({ days: 1 }), ['extension-too-long', { left: 0, planned: 44, given: 44 }, 'days']);
  const office = await person(house, '周岚');
  const forged = (change: string) =>
    asApp(
      house,
      `insert into stage_extension select gen_random_uuid(), campaign_id, batch_id, stage_code, organisation_id, organisation_name, node_path,
         ${change}, recorded_by_name, now() from stage_extension`,
    );
  const rest = (days: number, on: string, by = office) => `${days}, reason, basis, '${on}'::date, '${by}'::uuid`;
  for (const [change, constraint] of [
    [rest(45, '2026-03-19'), 'stage_extension__days_at_most'],
    [rest(10, '2999-03-19'), 'stage_extension__not_in_future'],
    [rest(10, '2026-02-09'), 'stage_extension__since_it_began'],
    [rest(10, '2026-03-19', await person(house, '何静')), 'stage_extension__by_right'],
  ] as const) {
    await assert.rejects(forged(change), { constraint }, constraint);
  }
});

test('a stage is shorter only where something judges it and all of that is met, soft conditions too', async (t) => {
  const house = await open(t);
  house.clock.set(new Date('2026-02-25T09:00:00+08:00'));
  const clerk = await house.signedIn('clerk');
  const town = await house.signedIn('town');
  const params = { unitId: house.id('SCHOOL') };
  const body = { stages: shorter, reason: '提前完成' };
  const applies = (which: string) => asOwner(house, `update stage_condition set applies = ${which}`);
  await applies('false');
  const refused = await problemOf(clerk.call(askForDates, { params, body }));
  assert.deepEqual([refused.code, refused.field], ['shorter-without-conditions', 'stages.0.endsOn']);
  await applies('true');
  const { id } = await clerk.call(askForDates, { params, body });
  const decided = () =>
    refusalOf(town.call(decideDateRequest, { params: { requestId: id }, body: { outcome: 'approved', note: null } }));
  const inDatabase = async (constraint: string) =>
    assert.rejects(
      asApp(
        house,
        `select campaign_decide_request(0, '${id}', 'approved', '${await person(house, '沈知秋')}', '', null, now())`,
      ),
      { constraint },
    );
  await asOwner(house, 'update stage_condition set is_hard = false');
  assert.equal(await decided(), 'hours-and-quality-open');
  await inDatabase('stage_request_decision__hard_conditions');
  await applies('false');
  assert.equal(await decided(), 'shorter-without-conditions');
  await inDatabase('stage_request_decision__judged');
  await applies('true');
  await asOwner(house, allMet);
  // What is approved is what the dates say.
  await asOwner(house, 'update stage_request set shorter_days = 1');
  await inDatabase('stage_request_decision__same_as_asked');
  await asOwner(house, 'update stage_request set shorter_days = 20');
  await town.call(decideDateRequest, { params: { requestId: id }, body: { outcome: 'approved', note: null } });
  assert.equal((await town.call(readUnitDates, { params })).stages[0]?.earliestOn, '2026-03-01');
});

test('what is due stays inside a stage that becomes shorter, and the gate says so', async (t) => {
  const house = await open(t);
  await asOwner(house, `update obligation set offset_days = 60`);
  const clerk = await house.as('clerk');
  const params = { unitId: house.id('SCHOOL') };
  await clerk.call(planStages, {
    params,
    body: { stages: [{ ...late[0]!, endsOn: '2026-03-22' }, ...shorter.slice(1)] },
  });
  const due = await asOwner(
    house,
    `select distinct due_on::text as day from obligation where unit_id = '${house.id('SCHOOL')}' and stage_code = 'study'`,
  );
  assert.deepEqual(
    due.map(({ day }) => day),
    ['2026-02-10'],
  );
  await assert.rejects(asApp(house, `update obligation set due_on = '2026-02-09'`), {
    constraint: 'obligation__due_in_its_stage',
  });
  const { findings, stages } = await clerk.call(readGate, { params });
  for (const finding of findings) assert.ok(finding.due >= stages[0]!.startsOn && finding.due <= stages[0]!.endsOn);
});

test('a request of a unit that is closed, or of another track, is not approved; the list does not show what nobody can decide', async (t) => {
  const house = await open(t);
  const { id } = await ask(house, late);
  await asOwner(house, `update stage_request_stage set stage_code = 'elsewhere' where stage_code = 'rectification'`);
  assert.equal(await refusalOf(approve(house, id)), 'request-stale');
  await asOwner(
    house,
    `update participation set ended_at = now(), ended_on = '2026-03-20', end_reason = '撤销', ended_by = gen_random_uuid(), ended_by_name = ''
     where unit_id = '${house.id('SCHOOL')}'`,
  );
  for (const awaiting of ['me', 'others'] as const)
    assert.deepEqual((await (await house.as('town')).call(listDateRequests, { query: { awaiting } })).requests, []);
  assert.equal(await refusalOf(approve(house, id)), 'not-found');
});

test('two at once: each extension counts, and none is half', async (t) => {
  const house = await open(t);
  const given = [
    extend(house, 'COUNTY', 'office', { days: 3 }),
    extend(house, 'TOWN', 'office', { days: 5 }),
    extend(house, 'SCHOOL', 'office', { days: 7 }),
  ];
  await Promise.all(given);
  const [study, analysis, rectification] = await stagesOf(house);
  assert.deepEqual(
    [study?.endsOn, analysis?.startsOn, analysis?.endsOn, rectification?.endsOn],
    ['2026-04-09', '2026-04-10', '2026-05-25', '2026-07-15'],
  );
  const [kept] = await asOwner(
    house,
    `select count(*)::int as many, max(ends_after)::text as until from participation_extension x
     join participation p on p.id = x.participation_id where p.unit_id = '${house.id('SCHOOL')}'`,
  );
  assert.deepEqual(kept, { many: 3, until: '2026-04-09' });
});

async function open(t: TestContext): Promise<TestHouse> {
  const house = await startTestHouse();
  t.after(() => house.close());
  return house;
}

/** Gives somebody of the small organisation an office as well; without a node at the root of places. */
async function makeOffice(house: TestHouse, name: string, node: string | null): Promise<void> {
  const personId = await person(house, name);
  const administrator = await house.as('administrator');
  const [root] = await asOwner(house, `select id from organisation where parent_id is null and tree = 'place'`);
  const organisationId = node === null ? String(root?.['id']) : house.id(node);
  await administrator.call(appoint, { params: { organisationId }, body: { personId, role: 'office' } });
}

async function problemOf(call: Promise<unknown>): Promise<Refused['problem']> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
}

async function person(house: TestHouse, name: string): Promise<string> {
  return String((await asOwner(house, `select id from person where name = '${name}'`))[0]?.['id']);
}

function asOwner(house: TestHouse, text: string): Promise<Record<string, unknown>[]> {
  return withClient(
    house.database.superuser(),
    async (client) => (await client.query<Record<string, unknown>>(text)).rows,
  );
}

/** In a transaction of the application's role that sees everything and is rolled back. */
async function asApp(house: TestHouse, text: string): Promise<void> {
  const roots = await asOwner(house, 'select path::text from organisation where parent_id is null');
  await withClient(house.database.connection('app'), async (client) => {
    await client.query('begin');
    await client.query('select muster_scope($1, null)', [roots.map(({ path }) => path)]);
    await client.query(text);
    await client.query('rollback');
  });
}
