import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { extendStage } from '@muster/contract/campaign';
import {
  askExtension,
  checkDeliverable,
  decideExtension,
  exemptObligation,
  listExtensions,
  listObligations,
  listOwed,
  readOwed,
  submitDeliverable,
  takeBackExemption,
} from '@muster/contract/obligation';
import { readOverview } from '@muster/contract/rollup';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { oweMakeUp } from './make-up.fixture.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const rows = async <Row extends object>(query: string): Promise<Row[]> =>
  withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);

/** The stage ends on 25 March, today is the 20th. */
const owes = (member: string, branch: string, dueOn = '2026-03-21') => oweMakeUp(house, { member, branch, dueOn });

const ask = async (who: CastName, obligationId: string, untilOn = '2026-03-24', reason = '住院') =>
  (await house.as(who)).call(askExtension, { params: { obligationId }, body: { untilOn, reason } });
const decide = async (who: CastName, extensionId: string, outcome: 'granted' | 'refused', note: string | null = null) =>
  (await house.as(who)).call(decideExtension, { params: { extensionId }, body: { outcome, note } });
const letOff = async (who: CastName, obligationId: string, reason = '长期卧床') =>
  (await house.as(who)).call(exemptObligation, { params: { obligationId }, body: { reason } });
const read = async (who: CastName, obligationId: string) =>
  (await house.as(who)).call(readOwed, { params: { obligationId } });
const plan = async () => {
  const { obligations } = await (
    await house.as('clerk')
  ).call(listObligations, { params: { organisationId: house.id('SCHOOL') } });
  return obligations[0]?.id ?? '';
};

test('given a member without any office, when more time is asked for and given, then the first day stays beside the new one', async () => {
  const id = await owes('SCHOOL-1-04', 'SCHOOL-1');
  assert.deepEqual((await read('member', id)).may, { ask: true, decide: false, exempt: false, takeBack: false });
  const { id: request } = await ask('member', id);
  const asked = await read('member', id);
  assert.deepEqual([asked.owed.asksForTime, asked.owed.dueOn, asked.may.ask], [true, '2026-03-21', false]);
  assert.equal(await refusalOf(ask('member', id)), 'extension-asked-already');
  const town = await house.as('town');
  const { extensions } = await town.call(listExtensions, {});
  assert.deepEqual(
    extensions.map((each) => [each.obligationId, each.whose, each.fromOn, each.untilOn, each.askedBy]),
    [[id, '唐晓棠', '2026-03-21', '2026-03-24', '唐晓棠']],
  );
  assert.deepEqual((await (await house.as('otherTown')).call(listExtensions, {})).extensions, []);
  await decide('town', request, 'granted');
  const { owed, extensions: said } = await read('member', id);
  assert.deepEqual([owed.dueOn, owed.firstDueOn, owed.asksForTime], ['2026-03-24', '2026-03-21', false]);
  assert.deepEqual([said[0]?.decision?.outcome, said[0]?.decision?.by], ['granted', '沈知秋']);
  assert.deepEqual((await town.call(listExtensions, {})).extensions, []);
  assert.equal(await refusalOf(decide('town', request, 'refused', '不必')), 'extension-decided-already');
});

test('given a request is refused, then it says why, the day stays, and more time can be asked for again', async () => {
  const id = await owes('SCHOOL-1-05', 'SCHOOL-1');
  const { id: request } = await ask('secretary', id);
  assert.equal(await refusalOf(decide('town', request, 'refused')), 'reason-missing');
  await decide('town', request, 'refused', '时间够用');
  const { owed, extensions } = await read('secretary', id);
  assert.deepEqual([owed.dueOn, extensions[0]?.decision?.note], ['2026-03-21', '时间够用']);
  await ask('head', id, '2026-03-22');
});

test('given who may not, then asking, giving and letting off are refused', async () => {
  const id = await owes('SCHOOL-1-06', 'SCHOOL-1');
  assert.equal(await refusalOf(ask('member', id)), 'not-found');
  assert.equal(await refusalOf(ask('secretary2', id)), 'not-found');
  assert.equal(await refusalOf(read('secretary2', id)), 'not-found');
  assert.equal(await refusalOf(ask('town', id)), 'not-permitted');
  const { id: request } = await ask('clerk', id);
  assert.equal(await refusalOf(decide('head', request, 'granted')), 'not-permitted');
  assert.equal(await refusalOf(decide('team', request, 'granted')), 'not-permitted');
  assert.equal(await refusalOf(letOff('team', id)), 'not-permitted');
  assert.equal(await refusalOf(letOff('secretary', id)), 'not-permitted');
  assert.equal(
    await refusalOf(ask('secretary', await owes('SCHOOL-1-06', 'SCHOOL-1'), '2026-03-26')),
    'extension-past-stage',
  );
});

test('given somebody of the office is of the unit, then somebody else decides, in the rules and in the database', async () => {
  const id = await owes('SCHOOL-1-07', 'SCHOOL-1');
  const { id: request } = await ask('secretary', id);
  await (
    await house.as('office')
  ).call(appoint, {
    params: { organisationId: house.id('TOWN') },
    body: { personId: house.id('SCHOOL-1-04'), role: 'office' },
  });
  assert.equal((await read('member', id)).may.decide, false);
  assert.equal(await refusalOf(decide('member', request, 'granted')), 'decider-is-of-the-unit');
  assert.equal(await refusalOf(letOff('member', id)), 'decider-is-of-the-unit');
  const own = house.id('SCHOOL-1-04');
  await assert.rejects(
    rows(`update obligation_extension set outcome = 'granted', decision_salt = 'x', decided_by = '${own}', decided_by_name = '唐',
      decided_at = recorded_at where id = '${request}'`),
    { constraint: 'obligation_extension__not_of_the_unit' },
  );
});

test('given somebody is let off, then it leaves what is asked, is counted beside it, and can be taken back', async () => {
  await house.fold();
  const office = await house.as('office');
  const params = { organisationId: house.id('TOWN') };
  const makeUps = async () => {
    await house.fold();
    const { owed } = await office.call(readOverview, { params });
    const { asked = 0, week = 0, exempt = 0 } = owed.find(({ kind }) => kind === 'make-up') ?? {};
    return { asked, week, exempt };
  };
  const id = await owes('SCHOOL-1-08', 'SCHOOL-1');
  const begun = await makeUps();
  await letOff('town', id);
  assert.equal(await refusalOf(letOff('town', id)), 'obligation-not-open');
  assert.equal(await refusalOf(ask('secretary', id)), 'obligation-not-open');
  const { owed, exemption, may } = await read('town', id);
  assert.deepEqual(
    [owed.standing, exemption?.reason, exemption?.by, may.takeBack],
    ['exempt', '长期卧床', '沈知秋', true],
  );
  assert.deepEqual(await makeUps(), { ...begun, week: begun.week - 1, exempt: begun.exempt + 1 });
  assert.deepEqual(await house.differences(), []);
  const list = await office.call(listOwed, { params, query: { state: 'exempt' } });
  assert.deepEqual(
    list.owed.map((each) => each.id),
    [id],
  );
  const town = await house.as('town');
  await town.call(takeBackExemption, { params: { obligationId: id } });
  assert.deepEqual(await makeUps(), begun);
  assert.deepEqual(await house.differences(), []);
  assert.equal(await refusalOf(town.call(takeBackExemption, { params: { obligationId: id } })), 'not-exempt');
});

test('given a deliverable handed in and a better one after it was not looked at, then what is returned is to be done again', async () => {
  const id = await plan();
  const clerk = await house.as('clerk');
  for (const text of ['一稿', '二稿'])
    await clerk.call(submitDeliverable, { params: { obligationId: id }, body: { text, file: null } });
  const [last] = await rows<{ id: string }>(
    `select id from deliverable where obligation_id = '${id}' order by version desc limit 1`,
  );
  await (
    await house.as('team')
  ).call(checkDeliverable, {
    params: { deliverableId: last?.id ?? '' },
    body: { outcome: 'returned', note: '日期不细' },
  });
  const [row] = await rows<{ open: boolean }>(
    `select obligation_outstanding(o) as open from obligation o where o.id = '${id}'`,
  );
  assert.equal(row?.open, true);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('given time was given, when the stage is extended, then those days come on top of the new day, and nothing is due after the stage', async () => {
  const id = await plan();
  const { owed } = await read('clerk', id);
  assert.ok(owed.dueOn < '2026-03-25');
  const { id: request } = await ask('clerk', id, '2026-03-25', '方案要改');
  await decide('town', request, 'granted');
  const office = await house.as('office');
  const [batch] = await rows<{ id: string }>('select id from batch');
  await office.call(extendStage, {
    params: { batchId: batch?.id ?? '' },
    body: {
      organisationId: house.id('TOWN'),
      stage: 'study',
      days: 5,
      reason: '上级要求',
      basis: '常委会',
      decidedOn: '2026-03-20',
    },
  });
  const moved = (await read('clerk', id)).owed;
  const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
  assert.equal(days(owed.dueOn, moved.dueOn), 5 + days(owed.dueOn, '2026-03-25'), moved.dueOn);
  assert.equal(moved.dueOn, '2026-03-30', 'the last day of the stage as it is now');
  assert.equal(moved.firstDueOn, owed.firstDueOn);
});
