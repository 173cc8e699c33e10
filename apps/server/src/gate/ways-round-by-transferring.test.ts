import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refused } from '@muster/client';
import {
  acceptTransfer,
  endMembership,
  importMembers,
  proposeTransfer,
  readHistory,
  withdrawTransfer,
} from '@muster/contract/roster';
import { listFindings, recordFinding } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { asOwner, mend, stoppedBy, vote } from './ways-round.fixture.ts';

// A unit that may not be merged is not emptied by transfers either, one by one or by a file.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await vote(house, 10, 80);
  // Two members and an applicant are left.
  const codes = ['COMMUNITY-1-94', 'COMMUNITY-1-95', 'COMMUNITY-1-96'].map((code) => `'${house.id(code)}'`);
  await asOwner(
    house,
    `update membership set to_on = '2026-03-20', end_reason = 'left'
     where unit_id = '${house.id('COMMUNITY')}' and to_on is null and person_id not in (${codes.join(', ')})`,
  );
});
after(() => house.close());

const unit = '明湖社区';
const propose = async (who: CastName, code: string, to: string) =>
  (await house.as(who)).call(proposeTransfer, {
    params: { personId: house.id(code) },
    body: { branchId: house.id(to) },
  });
const load = async (commit: boolean, ...rows: readonly string[]) =>
  (await house.as('office')).call(importMembers, {
    params: { organisationId: house.id('COUNTY') },
    body: { fileName: 'm.csv', csv: `编码,姓名,党支部编码,身份\n${rows.join('\n')}\n`, commit, exceptRefused: true },
  });
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => assert.fail('it was done'),
    (error: unknown) =>
      error instanceof Refused ? [error.problem.code, error.problem.params] : assert.fail(String(error)),
  );
const unsettledOf = async (code: string) =>
  (await (await house.as('office')).call(readHistory, { params: { personId: house.id(code) } })).unsettled;
const membersLeft = async () => {
  const rows = await asOwner(
    house,
    `select from membership where unit_id = '${house.id('COMMUNITY')}' and to_on is null and standing <> 'applicant'`,
  );
  return rows.length;
};
const [former, last, applicant] = [
  'COMMUNITY-1-94,党员COMMUNITY194,SCHOOL-1,',
  'COMMUNITY-1-95,党员COMMUNITY195,SCHOOL-2,',
  'COMMUNITY-1-96,党员COMMUNITY196,SCHOOL-2,',
];
const faults = (report: Awaited<ReturnType<typeof load>>) =>
  report.faults.flatMap(({ cell, severity, code, params }) =>
    code.startsWith('last-member') || code === 'leaves-failed-vote' ? [[cell, severity, code, params['unit']]] : [],
  );

test('whoever proposes a transfer is told beforehand that the vote of the unit failed, and who would be the last one', async () => {
  const told = { unit: { id: house.id('COMMUNITY'), name: unit }, voteFails: true, orders: 0, dueOn: null };
  assert.deepEqual(await unsettledOf('COMMUNITY-1-94'), { ...told, isLast: false });
  assert.equal(await unsettledOf('SCHOOL-1-05'), null);
});

test('a file that would take everybody is refused at the row that takes the last one, and the dry run says so', async () => {
  const dry = await load(false, former, last, applicant);
  assert.deepEqual(faults(dry), [
    ['C2', 'warning', 'leaves-failed-vote', unit],
    ['C3', 'error', 'last-member-vote-failed', unit],
  ]);
  assert.deepEqual([dry.refused, dry.transferred], [1, 2], 'an applicant is none of its members');
});

test('it is by who is there in the end: another who comes lets the last one go, one who becomes an applicant does not', async () => {
  const come = 'SCHOOL-1-05,某人,COMMUNITY-1,';
  assert.deepEqual((await load(false, former, last, come)).refused, 0);
  const asApplicant = 'SCHOOL-1-05,某人,COMMUNITY-1,申请人';
  assert.deepEqual((await load(false, former, last, asApplicant)).refused, 1);
  const stays = 'COMMUNITY-1-94,党员COMMUNITY194,,申请人';
  assert.deepEqual(
    faults(await load(false, stays, last)).map(([cell, , code]) => [cell, code]),
    [['C3', 'last-member-vote-failed']],
  );
});

test('what the file may take is taken, and the last one stays', async () => {
  assert.equal((await load(true, former, last)).transferred, 1);
  assert.equal(await membersLeft(), 1);
  assert.equal((await unsettledOf('COMMUNITY-1-95'))?.isLast, true);
});

test('nor is the last one transferred singly: not at once, and not by a proposal', async () => {
  for (const [who, to] of [
    ['office', 'SCHOOL-1'],
    ['town', 'JOINT-1'],
  ] as const)
    assert.deepEqual(await problemOf(propose(who, 'COMMUNITY-1-95', to)), ['last-member-vote-failed', { unit }]);
});

test('nor accepted who became the last one after the proposal', async () => {
  await propose('office', 'SCHOOL-2-03', 'COMMUNITY-1');
  const { id: transferId } = await propose('town', 'COMMUNITY-1-95', 'JOINT-1');
  await propose('office', 'SCHOOL-2-03', 'SCHOOL-2');
  const accept = (await house.as('otherTown')).call(acceptTransfer, { params: { transferId }, body: {} });
  assert.deepEqual(await problemOf(accept), ['last-member-vote-failed', { unit }]);
  await (await house.as('town')).call(withdrawTransfer, { params: { transferId }, body: {} });
});

test('nor is it written into the database', async () => {
  const text = `update membership set to_on = current_date, end_reason = 'transferred' where person_id = '${house.id('COMMUNITY-1-95')}' and to_on is null`;
  assert.equal(await stoppedBy(house, `${text}; set constraints all immediate`), 'membership__last_one_stays');
});

test('the applicant may go, and whoever dies or leaves is no transfer', async () => {
  assert.ok((await propose('office', 'COMMUNITY-1-96', 'SCHOOL-1')).done);
  const params = { personId: house.id('COMMUNITY-1-95') };
  const body = { reason: 'left' as const, on: '2026-03-20', note: '本人申请' };
  await (await house.as('office')).call(endMembership, { params, body });
  assert.equal(await membersLeft(), 0);
});

test('with an order to correct that nobody has verified it is the same, until somebody has', async () => {
  const params = { unitId: house.id('SCHOOL') };
  const body = { code: null, text: '签到不全', order: { text: '补齐签到', dueOn: '2026-03-25' } };
  const team = await house.as('team');
  await team.call(recordFinding, { params, body });
  await asOwner(
    house,
    `update membership set to_on = '2026-03-20', end_reason = 'left'
     where unit_id = '${house.id('SCHOOL')}' and to_on is null and person_id <> '${house.id('SCHOOL-2-04')}'`,
  );
  const told = { unit: '白鹭镇中心小学', orders: 1, dueOn: '2026-03-25' };
  assert.deepEqual(await problemOf(propose('office', 'SCHOOL-2-04', 'COMMUNITY-1')), ['last-member-orders-open', told]);
  const taken = await load(false, 'SCHOOL-2-04,党员SCHOOL204,COMMUNITY-1,');
  assert.deepEqual(faults(taken), [['C2', 'error', 'last-member-orders-open', told.unit]]);
  const { findings } = await team.call(listFindings, { params: { organisationId: house.id('SCHOOL') } });
  await mend(house, findings[0]?.orders[0]?.id ?? '', 'clerk');
  assert.equal(await refusalOf(propose('office', 'SCHOOL-2-04', 'COMMUNITY-1')), null);
  await house.fold();
});
