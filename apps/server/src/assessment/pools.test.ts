import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import {
  confirmAssessment,
  endPool,
  enterCount,
  formPool,
  listAssessments,
  listPools,
  openAssessment,
  readAssessment,
} from '@muster/contract/assessment';
import { readGate } from '@muster/contract/gate';
import { listUnitsIn, readOverview } from '@muster/contract/rollup';
import { answerOrder, listOwnOrders, recordFinding, verifyOrder } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

// The clinic and the station have become too small to vote alone, and vote together.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  at('18');
  await shrink('CLINIC', 3, 2);
  await shrink('STATION', 6, 0);
  await house.account(house.id('CLINIC-02'), 'clinic-clerk');
  const office = await house.as('office');
  const body = { personId: house.id('CLINIC-02'), role: 'clerk' } as const;
  await office.call(appoint, { params: { organisationId: house.id('CLINIC') }, body });
});
after(() => house.close());

const sql = (text: string) => withClient(house.database.superuser(), (client) => client.query(text));
const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const as = (who: CastName) => house.as(who);
const at = (day: string) => house.clock.set(new Date(`2026-03-${day}T09:00:00+08:00`));

async function shrink(unit: string, members: number, representatives: number): Promise<void> {
  await sql(`update membership set to_on = '2026-03-01', end_reason = 'left'
    where unit_id = '${house.id(unit)}' and standing <> 'applicant' and person_id not in (
      select m.person_id from membership m join person p on p.id = m.person_id
      where m.unit_id = '${house.id(unit)}' and m.standing <> 'applicant' order by p.code limit ${members})`);
  await sql(`update appointment set to_on = '2026-03-01' where role = 'representative' and organisation_id = '${house.id(unit)}'
    and id not in (select id from appointment where role = 'representative' and organisation_id = '${house.id(unit)}' order by id limit ${representatives})`);
}

const form = async (who: CastName, units: readonly string[], node = 'COUNTY') =>
  (await as(who)).call(formPool, {
    params: { organisationId: house.id(node) },
    body: { unitIds: units.map((code) => house.id(code)) },
  });
const pools = async (who: CastName, node: string) =>
  (await as(who)).call(listPools, { params: { organisationId: house.id(node) } });
const open = async (who: CastName, unit: string, heldOn: string) =>
  (await as(who)).call(openAssessment, { params: { unitId: house.id(unit) }, body: { heldOn } });
const vote = async (unit: string) =>
  (await (await as('office')).call(readGate, { params: { unitId: house.id(unit) } })).findings.find(
    ({ measure }) => measure === 'assessment.dissatisfied',
  );

test('the gate of a unit that is too small says so, and has the office above pool it instead of opening a vote', async () => {
  const seenBy = async (who: CastName, unit: string) => {
    const { findings } = await (await as(who)).call(readGate, { params: { unitId: house.id(unit) } });
    const found = findings.find(({ measure }) => measure === 'assessment.dissatisfied');
    return [found?.tooFew, found?.act, found?.whose.map(({ role }) => role)];
  };
  const act = (mayDo: boolean) => ({ kind: 'form-pool', targetId: house.id('OTHER-TOWN'), mayDo });
  assert.deepEqual(await seenBy('county', 'CLINIC'), [{ voters: 5, least: 10 }, act(true), ['office']]);
  assert.deepEqual(await seenBy('jointSecretary', 'CLINIC'), [{ voters: 5, least: 10 }, act(false), ['office']]);
  const [enough, school] = await seenBy('clerk', 'SCHOOL');
  assert.deepEqual([enough, school], [null, { kind: 'open-assessment', targetId: house.id('SCHOOL'), mayDo: true }]);
});

test('given units that are too small, then those who answer for all of them see them, and form a pool of as many as it takes', async () => {
  at('18');
  const seen = await pools('otherTown', 'OTHER-TOWN');
  assert.deepEqual(
    [seen.small, seen.mayForm, seen.units.map(({ name, voters, fewestVoters }) => [name, voters, fewestVoters])],
    [
      2,
      true,
      [
        ['石桥镇卫生院', 5, 10],
        ['石桥镇农技站', 6, 10],
      ],
    ],
  );
  assert.equal(await refusalOf(form('jointSecretary', ['CLINIC', 'STATION'])), 'not-permitted');
  assert.equal(await refusalOf(form('otherTown', ['CLINIC', 'SCHOOL'], 'OTHER-TOWN')), 'not-found');
  assert.equal(await refusalOf(form('county', ['CLINIC', 'SCHOOL'], 'OTHER-TOWN')), 'pool-unit-elsewhere');
  assert.equal(await refusalOf(form('county', ['CLINIC', 'STATION', 'SCHOOL'])), 'pool-unit-suffices');
  const { id } = await form('county', ['CLINIC', 'STATION']);
  assert.equal(await refusalOf(form('county', ['STATION', 'SCHOOL'])), 'unit-pooled-already');
  const listed = await pools('jointSecretary', 'CLINIC');
  assert.deepEqual(
    listed.pools.map((pool) => [pool.id, pool.units.map(({ name }) => name), pool.hasVoted, pool.mayEnd]),
    [[id, ['石桥镇卫生院', '石桥镇农技站'], false, false]],
  );
  assert.deepEqual((await pools('head', 'SCHOOL')).pools, [], 'nobody else is told');
});

test('a pool that has not voted is ended with a reason, and another one is formed', async () => {
  const [pool] = (await pools('county', 'COUNTY')).pools;
  const end = async (who: CastName) =>
    (await as(who)).call(endPool, { params: { poolId: pool?.id ?? '' }, body: { reason: '名单有误' } });
  assert.equal(await refusalOf(end('jointSecretary')), 'not-permitted');
  await end('county');
  assert.equal(await refusalOf(end('county')), 'not-found');
  assert.equal(await refusalOf(open('county', 'CLINIC', '2026-03-18')), 'too-few-voters');
  const { ended } = await pools('jointSecretary', 'CLINIC');
  assert.deepEqual(
    ended.map(({ id, reason, units }) => [id, reason, units.length]),
    [[pool?.id, '名单有误', 2]],
  );
  const opening = async (who: CastName) => {
    const params = { organisationId: house.id('CLINIC') };
    const { mayOpen, tooFew } = await (await as(who)).call(listAssessments, { params });
    return { mayOpen, tooFew };
  };
  assert.deepEqual(await opening('county'), { mayOpen: false, tooFew: { voters: 5, least: 10 } });
  assert.deepEqual(await opening('auditor'), { mayOpen: false, tooFew: null });
  await form('county', ['CLINIC', 'STATION']);
  assert.deepEqual(await opening('county'), { mayOpen: true, tooFew: null });
});

test('the gate of a pooled unit says with whom it votes, and has nobody open it who may not for all of them', async () => {
  const seenBy = async (who: CastName, unit: string) => {
    const { findings } = await (await as(who)).call(readGate, { params: { unitId: house.id(unit) } });
    const found = findings.find(({ measure }) => measure === 'assessment.dissatisfied');
    return { ...found, together: found?.together.map(({ name }) => name) };
  };
  for (const [who, unit, mayDo] of [
    ['jointSecretary', 'CLINIC', false],
    ['county', 'CLINIC', true],
    ['county', 'STATION', true],
  ] as const) {
    const { act, together, whose } = await seenBy(who, unit);
    assert.deepEqual(together, ['石桥镇卫生院', '石桥镇农技站']);
    assert.deepEqual(act, { kind: 'open-assessment', targetId: house.id('CLINIC'), mayDo }, `${who} at ${unit}`);
    assert.deepEqual(
      whose?.map(({ role }) => role),
      ['office'],
    );
  }
  assert.deepEqual((await seenBy('clerk', 'SCHOOL')).together, []);
  assert.equal((await seenBy('clerk', 'SCHOOL')).act?.mayDo, true);
});

test('the vote is opened for all by whoever may for all, not before the pool was formed, and counted at the host', async () => {
  at('19');
  assert.equal(await refusalOf(open('jointSecretary', 'CLINIC', '2026-03-18')), 'not-permitted');
  assert.equal(await refusalOf(open('county', 'CLINIC', '2026-03-17')), 'assessment-before-pool');
  const { id: assessmentId } = await open('county', 'STATION', '2026-03-18');
  assert.equal(await refusalOf(open('county', 'CLINIC', '2026-03-18')), 'assessment-open-already');
  const { assessments, together } = await (
    await as('county')
  ).call(listAssessments, { params: { organisationId: house.id('STATION') } });
  const [station] = assessments;
  assert.deepEqual(
    together?.map(({ name }) => name),
    ['石桥镇卫生院', '石桥镇农技站'],
  );
  assert.deepEqual(station?.electorate, { member: 9, representative: 2 });
  assert.equal(station.pool?.countedIn, assessmentId);
  const gate = await (await as('county')).call(readGate, { params: { unitId: house.id('STATION') } });
  const found = gate.findings.find(({ measure }) => measure === 'assessment.dissatisfied');
  assert.deepEqual(found?.act, { kind: 'enter-count', targetId: assessmentId, mayDo: false });
  assert.deepEqual(found.whose, [{ role: 'clerk', name: '', organisationName: '石桥镇卫生院' }]);
  assert.equal(found.together.length, 2);
  assert.deepEqual(found.countedAt, { unit: { id: house.id('CLINIC'), name: '石桥镇卫生院' }, assessmentId });
  const body = { member: { ...none, satisfied: 7, dissatisfied: 2 }, representative: { ...none, satisfied: 2 } };
  const joint = await as('jointSecretary');
  assert.equal(
    await refusalOf(joint.call(enterCount, { params: { assessmentId: station.id }, body })),
    'assessment-counted-elsewhere',
  );
  for (const teller of [joint, await house.signedIn('clinic-clerk')])
    await teller.call(enterCount, { params: { assessmentId }, body });
  const agreed = await vote('STATION');
  assert.deepEqual([agreed?.act.kind, agreed?.countedAt?.assessmentId], ['confirm-assessment', assessmentId]);
  await (await as('otherTeam')).call(confirmAssessment, { params: { assessmentId } });
  assert.equal((await vote('STATION'))?.countedAt, null, 'what is confirmed is its own');
});

test('its tally is that of each unit, which counts once a unit in the bands, and a recount says the same', async () => {
  for (const unit of ['CLINIC', 'STATION']) {
    const found = await vote(unit);
    assert.deepEqual([found?.verdict, found?.num, found?.den], ['not-met', 2, 11], unit);
  }
  const { assessments } = await (
    await as('office')
  ).call(listAssessments, { params: { organisationId: house.id('COUNTY') } });
  assert.deepEqual(
    assessments.map(({ unit, state, tally, pool }) => [unit.name, state, tally?.valid, pool?.units.length]),
    [
      ['石桥镇卫生院', 'confirmed', 11, 2],
      ['石桥镇农技站', 'confirmed', 11, 2],
    ],
  );
  await house.fold();
  // Members were taken off the roster here past the commands that count them.
  const differences = (await house.differences()).filter(({ measure }) => !['members', 'floating'].includes(measure));
  assert.deepEqual(differences, []);
  const { rows } = await sql(`select unit_id from rollup_standing where item = 'band'`);
  assert.equal(rows.length, 2);
  const asked = {
    params: { organisationId: house.id('COUNTY') },
    query: { stage: 'study', of: 'band' as const, value: await bandOf('STATION') },
  };
  const behind = await (await as('office')).call(listUnitsIn, asked);
  assert.deepEqual(
    behind.rows.map(({ unit, den, isPooled }) => [unit.name, den, isPooled]),
    [
      ['石桥镇卫生院', 11, true],
      ['石桥镇农技站', 11, true],
    ],
  );
  const overview = await (await as('office')).call(readOverview, { params: { organisationId: house.id('COUNTY') } });
  assert.ok(JSON.stringify(overview).includes('band'));
});

const bandOf = async (unit: string): Promise<string> => {
  const { rows } = await sql(`select value from rollup_standing where item = 'band' and unit_id = '${house.id(unit)}'`);
  return String(rows[0]?.value);
};

test('after a vote that blocks, no unit of it leaves the pool, votes alone, or votes again without an order of its own', async () => {
  const [pool] = (await pools('county', 'COUNTY')).pools;
  const end = (await as('county')).call(endPool, { params: { poolId: pool?.id ?? '' }, body: { reason: '想分开' } });
  assert.equal(await refusalOf(end), 'pool-has-voted');
  assert.equal(await refusalOf(open('county', 'CLINIC', '2026-03-19')), 'assessment-needs-verified-order');
  assert.equal(await refusalOf(form('county', ['CLINIC', 'SCHOOL'])), 'unit-pooled-already');
  const alone = `insert into assessment select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'pool_id', null,
    'counted_in', null, 'recorded_at', clock_timestamp()))).* from assessment a where unit_id = '${house.id('CLINIC')}'`;
  await assert.rejects(sql(alone), { constraint: 'assessment__of_its_pool' });
});

test('whoever sees one unit of it reads its result and with whom it was', async () => {
  const { assessments } = await (
    await as('jointSecretary')
  ).call(listAssessments, { params: { organisationId: house.id('STATION') } });
  const { assessment } = await (
    await as('jointSecretary')
  ).call(readAssessment, { params: { assessmentId: assessments[0]?.id ?? '' } });
  assert.deepEqual([assessment.tally?.dissatisfied, assessment.tally?.valid], [2, 11]);
});

test('a unit that has voted and became too small is told to nobody, and joins no pool, until a verified order calls for another vote', async () => {
  at('20');
  const { id: assessmentId } = await open('communityHead', 'COMMUNITY', '2026-03-18');
  const refused = () => refusalOf(form('county', ['COMMUNITY', 'SCHOOL']));
  assert.equal(await refused(), 'pool-unit-is-counting');
  const body = { member: { ...none, satisfied: 8, dissatisfied: 2 }, representative: none };
  for (const teller of ['communityHead', 'communityClerk'] as const)
    await (await as(teller)).call(enterCount, { params: { assessmentId }, body });
  await (await as('team')).call(confirmAssessment, { params: { assessmentId } });
  await shrink('COMMUNITY', 4, 2);
  assert.equal(await refused(), 'pool-unit-has-voted');
  const small = async () => (await pools('county', 'COUNTY')).small;
  assert.equal(await small(), 0);
  at('21');
  const order = { text: '整改', dueOn: '2026-03-22' };
  await (
    await as('team')
  ).call(recordFinding, {
    params: { unitId: house.id('COMMUNITY') },
    body: { code: null, text: '群众有意见', order },
  });
  const orderId = (await (await as('team')).call(listOwnOrders, {})).orders[0]?.id ?? '';
  assert.equal(await refused(), 'pool-unit-has-voted', 'it is not verified yet');
  const { id: answerId } = await (
    await as('communityClerk')
  ).call(answerOrder, { params: { orderId }, body: { text: '已整改', file: null } });
  await (await as('team')).call(verifyOrder, { params: { answerId }, body: { outcome: 'verified', note: null } });
  assert.equal(await small(), 1);
  assert.equal(await refused(), null);
});
