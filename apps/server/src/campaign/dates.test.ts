import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import {
  askForDates,
  decideDateRequest,
  extendStage,
  listBatches,
  listCampaigns,
  listDateRequests,
  planStages,
  previewExtension,
  readUnitDates,
} from '@muster/contract/campaign';
import { readGate } from '@muster/contract/gate';
import { listObligations } from '@muster/contract/obligation';
import { readOverview } from '@muster/contract/rollup';
import { Refused } from '@muster/client';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

// The day is 20 March: the study stage runs from 10 February to 25 March, analysis to 10 May, rectification to 30 June, each of thirty
// days at least, so that study could end from 11 March on.

type Wish = { code: string; startsOn: string; endsOn: string };
const wish = (study: string, analysis = ['2026-03-26', '2026-05-10'], rest = ['2026-05-11', '2026-06-30']): Wish[] => [
  { code: 'study', startsOn: '2026-02-10', endsOn: study },
  { code: 'analysis', startsOn: analysis[0]!, endsOn: analysis[1]! },
  { code: 'rectification', startsOn: rest[0]!, endsOn: rest[1]! },
];

const own = async (house: TestHouse, unit = 'SCHOOL', who: CastName = 'office') =>
  (await house.as(who)).call(readUnitDates, { params: { unitId: house.id(unit) } });
const plan = async (house: TestHouse, stages: Wish[], who: CastName = 'clerk', unit = 'SCHOOL') =>
  (await house.as(who)).call(planStages, { params: { unitId: house.id(unit) }, body: { stages } });
const ask = async (house: TestHouse, stages: Wish[], who: CastName = 'clerk', unit = 'SCHOOL') =>
  (await house.as(who)).call(askForDates, { params: { unitId: house.id(unit) }, body: { stages, reason: '农忙' } });
const decide = async (
  house: TestHouse,
  requestId: string,
  outcome: 'approved' | 'refused' = 'approved',
  note: string | null = null,
  who: CastName = 'town',
) => (await house.as(who)).call(decideDateRequest, { params: { requestId }, body: { outcome, note } });
const datesOf = (answer: Awaited<ReturnType<typeof own>>) =>
  answer.stages.map(({ startsOn, earliestOn, endsOn }) => [startsOn, earliestOn, endsOn]);

test('a unit sets its own dates inside its windows; what is due follows them', async (t) => {
  const house = await open(t);
  await plan(house, wish('2026-03-22', ['2026-03-26', '2026-04-30'], ['2026-05-12', '2026-06-20']));
  assert.deepEqual(datesOf(await own(house)), [
    ['2026-02-10', '2026-03-11', '2026-03-22'],
    ['2026-03-26', '2026-04-24', '2026-04-30'],
    ['2026-05-12', '2026-06-10', '2026-06-20'],
  ]);
  assert.deepEqual(await due(house, 'SCHOOL'), ['2026-03-19', '2026-03-22']);
  assert.deepEqual(await due(house, 'COMMUNITY'), ['2026-03-22', '2026-03-22']);
});

test('a refusal says the limit and the field; nothing has moved', async (t) => {
  const house = await open(t);
  const problem = async (stages: Wish[]) => {
    const { code, params, field } = await problemOf(plan(house, stages));
    return [code, params, field];
  };
  assert.deepEqual(await problem(wish('2026-03-26', ['2026-03-27', '2026-05-10'])), [
    'stage-outside-window',
    { stage: 'study', from: '2026-02-10', to: '2026-03-25' },
    'stages.0.endsOn',
  ]);
  assert.deepEqual(await problem(wish('2026-03-25', ['2026-03-26', '2026-04-20'])), [
    'stage-shorter-than-allowed',
    { stage: 'analysis', days: 30, earliestOn: '2026-04-24' },
    'stages.1.endsOn',
  ]);
  assert.equal((await problem(wish('2026-03-19')))[0], 'day-in-past');
  assert.equal((await problem(wish('2026-03-25', ['2026-03-25', '2026-05-10'])))[0], 'dates-not-in-order');
  assert.equal(await refusalOf(plan(house, wish('2026-03-22'), 'secretary')), 'not-permitted');
  assert.equal(await refusalOf(plan(house, wish('2026-03-22'), 'office')), 'not-permitted');
  assert.equal(await refusalOf(plan(house, wish('2026-03-22'), 'communityClerk')), 'not-found');
  assert.deepEqual(datesOf(await own(house))[0], ['2026-02-10', '2026-03-11', '2026-03-25']);
});

test('dates outside the window are asked for with a reason and decided by somebody else', async (t) => {
  const house = await open(t);
  const late = wish('2026-04-05', ['2026-04-06', '2026-05-10']);
  assert.equal(await refusalOf(ask(house, wish('2026-03-22'))), 'request-not-needed');
  const { id } = await ask(house, late);
  assert.equal(await refusalOf(ask(house, late, 'head')), 'request-open-already');
  const { requests } = await (await house.as('town')).call(listDateRequests, {});
  assert.deepEqual(
    requests.map(({ unit, reason, isOutside, may }) => [unit.name, reason, isOutside, may.decide]),
    [['白鹭镇中心小学', '农忙', true, true]],
  );
  assert.deepEqual((await (await house.as('otherTown')).call(listDateRequests, {})).requests, []);
  assert.equal(await refusalOf(decide(house, id, 'refused')), 'reason-missing');
  assert.equal(await refusalOf(decide(house, id, 'approved', null, 'head')), 'not-permitted');
  assert.equal(await refusalOf(decide(house, id, 'approved', null, 'otherTown')), 'not-found');
  await decide(house, id, 'approved', '同意');
  assert.equal(await refusalOf(decide(house, id)), 'request-decided-already');
  const extended = await own(house);
  assert.deepEqual(datesOf(extended).slice(0, 2), [
    ['2026-02-10', '2026-03-11', '2026-04-05'],
    ['2026-04-06', '2026-05-05', '2026-05-10'],
  ]);
  // The window is wider for this unit, as decided, and it may plan inside it from now on.
  assert.deepEqual([extended.stages[0]?.windowTo, extended.stages[0]?.firstEndsOn], ['2026-04-05', '2026-03-25']);
  assert.deepEqual(
    extended.requests.map(({ decision }) => [decision?.outcome, decision?.note, decision?.decidedBy]),
    [['approved', '同意', '沈知秋']],
  );
  await plan(house, wish('2026-04-02', ['2026-04-06', '2026-05-10']));
  assert.equal((await own(house, 'COMMUNITY')).stages[0]?.windowTo, '2026-03-25');
});

test('a refused request moves nothing, and the note stays', async (t) => {
  const house = await open(t);
  const unmoved = datesOf(await own(house));
  const { id } = await ask(house, wish('2026-04-05', ['2026-04-06', '2026-05-10']));
  await decide(house, id, 'refused', '全县统一');
  const now = await own(house);
  assert.deepEqual(datesOf(now), unmoved);
  assert.equal(now.requests[0]?.decision?.note, '全县统一');
  await ask(house, wish('2026-04-04', ['2026-04-06', '2026-05-10']));
});

test('shorter is approved only where hours and quality are met at that moment, and lowers the days of that stage alone', async (t) => {
  const house = await open(t);
  house.clock.set(new Date('2026-02-25T09:00:00+08:00'));
  const clerk = await house.signedIn('clerk');
  const town = await house.signedIn('town');
  const params = { unitId: house.id('SCHOOL') };
  const shorter = wish('2026-03-01', ['2026-03-26', '2026-05-10']);
  const answer = async () => (await town.call(readUnitDates, { params })).stages.map(({ earliestOn }) => earliestOn);
  const ahead = wish('2026-03-20', ['2026-03-26', '2026-04-10']);
  assert.equal(
    await refusalOf(clerk.call(askForDates, { params, body: { stages: ahead, reason: '试' } })),
    'shorter-only-when-open',
  );
  const { id } = await clerk.call(askForDates, { params, body: { stages: shorter, reason: '提前完成' } });
  const approve = () =>
    town.call(decideDateRequest, { params: { requestId: id }, body: { outcome: 'approved', note: null } });
  const open0 = await problemOf(approve());
  assert.deepEqual([open0.code, open0.params], ['hours-and-quality-open', { open: 2 }]);
  assert.equal((await answer())[0], '2026-03-11');
  // Nothing shows that whoever holds the application's login could not do either.
  await assert.rejects(
    asApp(
      house,
      `select campaign_decide_request(0, '${id}', 'approved', '${await person(house, '沈知秋')}', '', null, now())`,
    ),
    { constraint: 'stage_request_decision__hard_conditions' },
  );
  await asOwner(house, `update stage_condition set is_hard = false where stage_code = 'study'`);
  assert.equal(await refusalOf(approve()), 'hours-and-quality-open');
  await asOwner(
    house,
    `update stage_condition set applies = grain = 'member', threshold_num = 0 where stage_code = 'study'`,
  );
  await approve();
  assert.deepEqual(await answer(), ['2026-03-01', '2026-04-24', '2026-06-09']);
});

test('time given from above comes down: windows, ends, what lies ahead and due dates move, and nobody has to stay longer', async (t) => {
  const house = await open(t);
  await plan(house, wish('2026-03-23'));
  const county = await house.as('county');
  const batchId = await batchOf(house);
  const body = {
    organisationId: house.id('COUNTY'),
    stage: 'study',
    days: 10,
    reason: '上级要求',
    basis: '县委常委会纪要〔2026〕3号',
    decidedOn: '2026-03-19',
  };
  const preview = await county.call(previewExtension, {
    params: { batchId, organisationId: body.organisationId },
    query: { stage: 'study' },
  });
  const [hanging] = await asOwner(
    house,
    `select count(*)::int as dates from obligation where stage_code = 'study' and anchor = 'end'`,
  );
  assert.deepEqual(preview, { units: 4, closed: 0, dueDates: hanging?.['dates'], requests: 0, left: 44 });
  const office = await house.as('office');
  const { units } = await office.call(extendStage, { params: { batchId }, body });
  assert.equal(units, 4);
  const extended = await own(house);
  assert.deepEqual(datesOf(extended), [
    ['2026-02-10', '2026-03-11', '2026-04-02'],
    ['2026-04-05', '2026-05-04', '2026-05-20'],
    ['2026-05-21', '2026-06-19', '2026-07-10'],
  ]);
  assert.deepEqual(
    extended.stages.map(({ firstEndsOn, windowFrom, windowTo }) => [firstEndsOn, windowFrom, windowTo]),
    [
      ['2026-03-25', '2026-02-10', '2026-04-04'],
      ['2026-05-10', '2026-03-26', '2026-05-20'],
      ['2026-06-30', '2026-05-11', '2026-07-10'],
    ],
  );
  assert.deepEqual(
    extended.extensions.map(({ days, endsBefore, endsAfter, basis, decidedOn }) => [
      days,
      endsBefore,
      endsAfter,
      basis,
      decidedOn,
    ]),
    [[10, '2026-03-23', '2026-04-02', body.basis, '2026-03-19']],
  );
  assert.deepEqual(await due(house, 'SCHOOL'), ['2026-03-30', '2026-03-22']);
  assert.deepEqual(await due(house, 'COMMUNITY'), ['2026-04-01', '2026-03-22']);
  // Who is ready may go on as before.
  const gate = await county.call(readGate, { params: { unitId: house.id('SCHOOL') } });
  assert.deepEqual([gate.stages[0]?.earliestOn, gate.stages[0]?.endsOn], ['2026-03-11', '2026-04-02']);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('an extension for the whole campaign moves the windows of the batch; one beneath a node is named with it', async (t) => {
  const house = await open(t);
  const office = await house.as('office');
  const batchId = await batchOf(house);
  const { nodes } = {
    nodes: await asOwner(house, `select id from organisation where parent_id is null and tree = 'place'`),
  };
  const extend = (organisationId: string, days: number, over: object = {}) =>
    office.call(extendStage, {
      params: { batchId },
      body: {
        organisationId,
        stage: 'study',
        days,
        reason: '上级要求',
        basis: '纪要',
        decidedOn: '2026-03-19',
        ...over,
      },
    });
  await extend(String(nodes[0]?.['id']), 10);
  await extend(house.id('TOWN'), 3);
  const { campaigns } = await office.call(listCampaigns, {});
  const { batches } = await office.call(listBatches, { params: { campaignId: campaigns[0]!.id } });
  assert.deepEqual(
    batches[0]?.stages.map(({ endsOn, firstEndsOn }) => [endsOn, firstEndsOn]),
    [
      ['2026-04-04', '2026-03-25'],
      ['2026-05-20', '2026-05-10'],
      ['2026-07-10', '2026-06-30'],
    ],
  );
  assert.deepEqual(
    batches[0]?.extensions.map(({ node, days, units }) => [node, days, units]),
    [
      ['眉山市', 10, 4],
      ['白鹭镇', 3, 2],
    ],
  );
  assert.equal((await own(house, 'SCHOOL')).stages[0]?.endsOn, '2026-04-07');
  assert.equal((await own(house, 'CLINIC')).stages[0]?.endsOn, '2026-04-04');
  const { stages } = await office.call(readOverview, { params: { organisationId: house.id('TOWN') } });
  assert.equal(stages[0]?.toOn, '2026-04-04');
  assert.equal(await refusalOf(extend(house.id('TOWN'), 3, { stage: 'no-such' })), 'invalid-input');
  assert.equal(await refusalOf(extend(house.id('TOWN'), 3, { decidedOn: '2026-03-21' })), 'day-in-future');
  await asOwner(house, `update participation_stage set closed_at = now() where stage_code = 'study'`);
  assert.equal(await refusalOf(extend(house.id('TOWN'), 3)), 'extension-reaches-nobody');
});

test('a request that no longer fits the dates of now is not approved as it is', async (t) => {
  const house = await open(t);
  const { id } = await ask(house, wish('2026-03-25', ['2026-03-26', '2026-05-10'], ['2026-05-11', '2026-07-15']));
  house.clock.set(new Date('2026-03-26T09:00:00+08:00'));
  const town = await house.signedIn('town');
  const approve = town.call(decideDateRequest, {
    params: { requestId: id },
    body: { outcome: 'approved', note: null },
  });
  assert.equal(await refusalOf(approve), 'request-stale');
});

test('asked for before time was given from above, a request is not approved as it is: it would take that time back', async (t) => {
  const house = await open(t);
  const { id } = await ask(house, wish('2026-03-25', ['2026-03-26', '2026-05-10'], ['2026-05-11', '2026-07-20']));
  const body = { stage: 'study', days: 1, reason: '上级要求', basis: '纪要', decidedOn: '2026-03-19' };
  const office = await house.as('office');
  const params = { batchId: await batchOf(house) };
  await office.call(extendStage, { params, body: { ...body, organisationId: house.id('SCHOOL') } });
  assert.equal(await refusalOf(decide(house, id)), 'request-stale');
  await decide(house, id, 'refused', '请按新的日期再提');
});

let shared: TestHouse;
before(async () => {
  shared = await startTestHouse();
});
after(() => shared.close());

test('no statement of the application’s login takes away a day that must be stayed', async () => {
  const stage = `where stage_code = 'study'`;
  for (const [statement, refused] of [
    [`update participation_stage set minimum_days = 5 ${stage}`, { constraint: 'participation_stage__not_shorter' }],
    [
      `update participation_stage set earliest_on = starts_on ${stage}`,
      { constraint: 'participation_stage__minimum_days' },
    ],
    [
      `update participation_stage set starts_on = starts_on - 20, earliest_on = earliest_on - 20 ${stage}`,
      { constraint: 'participation_stage__begun' },
    ],
    [`update participation_stage set opened_at = null ${stage}`, { code: '42501' }],
    [
      `insert into stage_request_decision select region_id, id, 'approved', null, asked_by, '', now(), path, linked from stage_request`,
      { code: '42501' },
    ],
    [`update stage_request set shorter_days = 1`, { code: '42501' }],
    [`delete from participation_stage`, { code: '42501' }],
    [`update batch set opened_at = null`, { constraint: 'batch__opened_for_good' }],
  ] as const) {
    await assert.rejects(asApp(shared, statement), refused, statement);
  }
  await asOwner(shared, `update participation set minimum_total_days = 90`);
  await assert.rejects(asApp(shared, `update participation set minimum_total_days = 0`), {
    code: '42501',
  });
  await assert.rejects(
    asApp(
      shared,
      `update participation_stage set starts_on = '2026-04-01', earliest_on = '2026-04-30' where stage_code = 'rectification'`,
    ),
    { constraint: 'participation_stage__total' },
  );
});

test('whoever asked does not decide, in the database too', async () => {
  const { id } = await ask(shared, wish('2026-04-05', ['2026-04-06', '2026-05-10']), 'communityClerk', 'COMMUNITY');
  const decided = (by: string) =>
    asApp(shared, `select campaign_decide_request(0, '${id}', 'approved', '${by}', '', null, now())`);
  await assert.rejects(decided(await person(shared, '祝清和')), { constraint: 'stage_request_decision__by_right' });
  await asOwner(
    shared,
    `update access_grant set verb = 'manage-campaign' where verb = 'tell-assessment' and person_id = '${await person(shared, '祝清和')}'`,
  );
  await assert.rejects(decided(await person(shared, '祝清和')), {
    constraint: 'stage_request_decision__somebody_else',
  });
});

async function open(t: TestContext): Promise<TestHouse> {
  const house = await startTestHouse();
  t.after(() => house.close());
  return house;
}

async function batchOf(house: TestHouse): Promise<string> {
  const { campaigns } = await (await house.as('office')).call(listCampaigns, {});
  return campaigns[0]!.batches[0]!.id;
}

/** When the unit's plan is due, and was first. */
async function due(house: TestHouse, unit: string): Promise<string[]> {
  const office = await house.as('office');
  const { obligations } = await office.call(listObligations, { params: { organisationId: house.id(unit) } });
  return obligations.filter(({ code }) => code === 'plan').flatMap(({ dueOn, firstDueOn }) => [dueOn, firstDueOn]);
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
