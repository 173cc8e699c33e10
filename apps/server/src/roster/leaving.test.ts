import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { appoint, listAppointments } from '@muster/contract/access';
import { listRoots } from '@muster/contract/organisation';
import {
  addMember,
  changeStanding,
  correctPerson,
  endMembership,
  findNamesakes,
  importMembers,
  listMembers,
  listTransfers,
  proposeTransfer,
  readHistory,
  readPerson,
  voidMembershipEnd,
} from '@muster/contract/roster';
import { readOverview } from '@muster/contract/rollup';
import { readRoll } from '@muster/contract/study';
import { joinTeam, listTeams } from '@muster/contract/supervision';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const person = (code: string) => ({ params: { personId: house.id(code) } });
const node = (code: string) => ({ params: { organisationId: house.id(code) } });

type End = 'died' | 'left' | 'removed' | 'expelled' | 'mistaken';

async function end(who: CastName, code: string, reason: End, note?: string, on = '2026-03-19') {
  const body = { reason, on, ...(note !== undefined && { note }) };
  return (await house.as(who)).call(endMembership, { ...person(code), body });
}

async function figures(code: string) {
  await house.fold();
  return (await (await house.as('county')).call(readOverview, node(code))).figures;
}

describe('somebody leaves in the middle of a stage', () => {
  test('the denominators follow, and an open transfer ends with the membership', async () => {
    const town = await house.as('town');
    await town.call(proposeTransfer, { ...person('SCHOOL-1-07'), body: { branchId: house.id('JOINT-1') } });
    const earlier = await figures('SCHOOL');
    await end('town', 'SCHOOL-1-07', 'left');
    const now = await figures('SCHOOL');
    assert.deepEqual([now.members - earlier.members, now.floating - earlier.floating], [-1, -1]);
    const roll = await (await house.as('secretary')).call(readRoll, { params: { branchId: house.id('SCHOOL-1') } });
    assert.equal(roll.roll.length, 14);
    assert.equal((await town.call(listTransfers, node('TOWN'))).all, 0);
    assert.equal(await refusalOf(end('town', 'SCHOOL-1-07', 'left')), 'not-a-member');
    assert.deepEqual(await house.differences(), []);
  });

  test('death ends offices, authority, sessions, account and teams; what was recorded stays', async () => {
    const clerk = await house.as('clerk');
    await clerk.call(listMembers, node('SCHOOL'));
    await end('town', 'SCHOOL-1-02', 'died');
    assert.equal(await refusalOf(clerk.call(listMembers, node('SCHOOL'))), 'not-logged-in');
    const { appointments } = await (await house.as('town')).call(listAppointments, node('SCHOOL'));
    const office = appointments.find(({ role, person: { name } }) => role === 'clerk' && name === '苏禾');
    assert.deepEqual([office?.toOn, office?.account?.state], ['2026-03-20', 'closed']);
    assert.deepEqual(await house.differences(), []);
  });

  test('nobody switches off an office above by keeping a roster', async () => {
    const office = await house.as('office');
    const auditor = { personId: house.id('COMMUNITY-1-10'), role: 'auditor' } as const;
    await office.call(appoint, { ...node('COUNTY'), body: auditor });
    const teamsSeen = async () => {
      const roots = await office.call(listRoots, {});
      const organisationId = roots.nodes.find(({ tree }) => tree === 'place')?.id ?? '';
      return (await office.call(listTeams, { params: { organisationId } })).teams;
    };
    const joined = {
      params: { teamId: (await teamsSeen()).find(({ name }) => name === '第二督导组')?.id ?? '' },
      body: { personId: auditor.personId, isLeader: false },
    };
    await office.call(joinTeam, joined);
    assert.equal(await refusalOf(end('town', 'COMMUNITY-1-10', 'expelled', '违纪')), 'beyond-own-authority');
    await end('county', 'COMMUNITY-1-10', 'expelled', '违纪');
    const left = (await teamsSeen()).flatMap(({ members }) => members.map(({ personId }) => personId));
    assert.ok(!left.includes(auditor.personId));
  });

  test('a mistaken end is voided by name: the membership goes on, the account waits for a new sheet', async () => {
    const { id: endId } = await end('town', 'SCHOOL-1-04', 'expelled', '张冠李戴');
    const town = await house.as('town');
    const reason = { reason: '弄错了人' };
    await town.call(voidMembershipEnd, { params: { endId }, body: reason });
    const again = town.call(voidMembershipEnd, { params: { endId }, body: reason });
    assert.equal(await refusalOf(again), 'end-voided-already');
    const history = await town.call(readHistory, person('SCHOOL-1-04'));
    assert.deepEqual(
      history.ends.map(({ reason: why, by, voided }) => [why, by, voided?.by, voided?.reason]),
      [['expelled', '沈知秋', '沈知秋', '弄错了人']],
    );
    assert.equal(history.memberships[0]?.toOn, null);
    const closed = (await house.signedIn('member')).call(readPerson, person('SCHOOL-1-04'));
    assert.equal(await refusalOf(closed), 'not-logged-in');
    assert.deepEqual(await house.differences(), []);
  });

  test('it cannot be voided once the person belongs somewhere else', async () => {
    const { id: endId } = await end('town', 'SCHOOL-1-11', 'left');
    const town = await house.as('town');
    const body = {
      personId: house.id('SCHOOL-1-11'),
      name: '-',
      bornIn: null,
      standing: 'full' as const,
      categories: [],
    };
    const early = { ...body, fromOn: '2026-03-18' };
    const params = { branchId: house.id('SCHOOL-2') };
    assert.equal(
      await refusalOf(town.call(addMember, { params, body: early }, { key: crypto.randomUUID() })),
      'day-too-early',
    );
    await town.call(addMember, { params, body }, { key: crypto.randomUUID() });
    const voiding = town.call(voidMembershipEnd, { params: { endId }, body: { reason: '又回来了' } });
    assert.equal(await refusalOf(voiding), 'membership-opened-since');
    const page = await town.call(readPerson, person('SCHOOL-1-11'));
    assert.deepEqual([page.person.name, page.membership?.branch.name], ['党员SCHOOL111', '中心小学第二党支部']);
    assert.deepEqual(await house.differences(), []);
  });
});

test('of several ends only the last is voided: what came after it would overlap', async () => {
  const town = await house.as('town');
  const { id: first } = await end('town', 'SCHOOL-1-15', 'left', undefined, '2026-03-10');
  const body = {
    personId: house.id('SCHOOL-1-15'),
    name: '-',
    bornIn: null,
    standing: 'full' as const,
    categories: [],
    fromOn: '2026-03-12',
  };
  const params = { branchId: house.id('SCHOOL-2') };
  await town.call(addMember, { params, body }, { key: crypto.randomUUID() });
  const { id: last } = await end('town', 'SCHOOL-1-15', 'left');
  const voiding = (endId: string) => town.call(voidMembershipEnd, { params: { endId }, body: { reason: '又回来了' } });
  assert.equal(await refusalOf(voiding(first)), 'membership-opened-since');
  await voiding(last);
  const { memberships } = await town.call(readHistory, person('SCHOOL-1-15'));
  assert.deepEqual(
    memberships.map(({ branch, toOn }) => [branch.name, toOn]),
    [
      ['中心小学第二党支部', null],
      ['中心小学第一党支部', '2026-03-10'],
    ],
  );
  assert.deepEqual(await house.differences(), []);
});

describe('a membership that ended stays ended', () => {
  const csv = '编码,姓名,党支部编码\nSCHOOL-1-12,党员SCHOOL112,SCHOOL-1\n';
  const importAgain = async () =>
    (await house.as('town')).call(importMembers, { ...node('TOWN'), body: { fileName: 'm.csv', csv, commit: false } });

  test('an old list does not bring back whoever was expelled; once the end is voided it changes nothing', async () => {
    const { id: endId } = await end('town', 'SCHOOL-1-12', 'expelled', '违纪');
    const told = (await importAgain()).faults.map(({ cell, code, params }) => [cell, code, params['on']]);
    assert.deepEqual(told, [['A2', 'membership-ended', '2026-03-19']]);
    await (await house.as('town')).call(voidMembershipEnd, { params: { endId }, body: { reason: '弄错了人' } });
    assert.deepEqual((await importAgain()).faults, []);
    await end('town', 'SCHOOL-1-12', 'left');
    assert.deepEqual((await importAgain()).faults[0]?.params['en'], 'left by own wish');
  });

  test('an end is not voided into a branch or a unit that is closed', async () => {
    const { id: endId } = await end('town', 'SCHOOL-1-13', 'left');
    const town = await house.as('town');
    const voiding = () => town.call(voidMembershipEnd, { params: { endId }, body: { reason: '弄错了人' } });
    const close = async (code: string, on: string | null) =>
      withClient(house.database.superuser(), async (client) =>
        client.query('update organisation set closed_on = $2 where id = $1', [house.id(code), on]),
      );
    for (const code of ['SCHOOL', 'SCHOOL-1']) {
      await close(code, '2026-03-20');
      assert.equal(await refusalOf(voiding()), 'organisation-closed', code);
      await close(code, null);
    }
    await voiding();
  });
});

describe('what is said of a member', () => {
  test('standing changes from a day on and its history stays', async () => {
    const town = await house.as('town');
    const code = 'COMMUNITY-1-96';
    const earlier = await figures('COMMUNITY');
    const to = async (standing: 'full' | 'probationary', note?: string) =>
      town.call(changeStanding, {
        ...person(code),
        body: { standing, on: '2026-03-15', ...(note !== undefined && { note }) },
      });
    assert.equal(await refusalOf(to('full')), 'reason-missing');
    await to('probationary');
    assert.equal((await figures('COMMUNITY')).members, earlier.members + 1, 'an applicant was in no denominator');
    await to('full');
    assert.equal(await refusalOf(to('full')), 'standing-unchanged');
    const { standings } = await town.call(readHistory, person(code));
    assert.deepEqual(
      standings.map(({ before: was, after: is }) => [was, is]),
      [
        ['probationary', 'full'],
        ['applicant', 'probationary'],
      ],
    );
    assert.deepEqual(await house.differences(), []);
  });

  test('a corrected name keeps the old one in the history, and categories change the figures', async () => {
    const town = await house.as('town');
    const body = { name: '贺知薇', bornIn: 1981, categories: ['infirm', 'floating'] };
    const correct = (more: object) =>
      town.call(correctPerson, { ...person('COMMUNITY-1-03'), body: { ...body, ...more } });
    assert.equal(await refusalOf(correct({})), 'reason-missing');
    assert.equal(await refusalOf(correct({ categories: ['stranger'] })), 'category-unknown');
    const earlier = await figures('COMMUNITY');
    await correct({ reason: '以身份证为准' });
    assert.equal((await figures('COMMUNITY')).floating, earlier.floating + 1);
    const { corrections } = await town.call(readHistory, person('COMMUNITY-1-03'));
    assert.deepEqual(
      corrections.map(({ name, bornIn, reason, by }) => [name, bornIn, reason, by]),
      [['贺知微', 1980, '以身份证为准', '沈知秋']],
    );
    const list = await town.call(listMembers, { ...node('COMMUNITY'), query: { category: 'infirm' } });
    assert.deepEqual([list.all, list.members.map(({ name }) => name)], [1, ['贺知薇']]);
    assert.equal((await town.call(listMembers, { ...node('COMMUNITY'), query: { standing: 'probationary' } })).all, 1);
    assert.deepEqual(await house.differences(), []);
  });
});

test('an import that corrects somebody leaves the old words and standing in the history', async () => {
  const town = await house.as('town');
  const csv = '编码,姓名,出生年,党支部编码,身份\nSCHOOL-2-03,秦新名,1979,SCHOOL-2,预备\n';
  const body = { fileName: 'm.csv', csv, commit: true };
  await town.call(importMembers, { ...node('SCHOOL-2'), body });
  const { corrections, standings } = await town.call(readHistory, person('SCHOOL-2-03'));
  assert.deepEqual(
    corrections.map(({ name, bornIn, by }) => [name, bornIn, by]),
    [['党员SCHOOL203', 1980, '沈知秋']],
  );
  assert.deepEqual(
    standings.map(({ before: was, after: is }) => [was, is]),
    [['full', 'probationary']],
  );
});

describe('a member is added', () => {
  const fresh = { bornIn: 1980, standing: 'full' as const, categories: ['floating'] };
  const add = async (who: CastName, branch: string, body: object) => {
    const whole = { name: '新人', ...fresh, ...body };
    const params = { branchId: house.id(branch) };
    return (await house.as(who)).call(addMember, { params, body: whole }, { key: crypto.randomUUID() });
  };

  test('whoever has the name already is shown first, and one who is appointed becomes a member and stays one person', async () => {
    const town = await house.as('town');
    const namesakes = { ...node('SCHOOL'), query: { name: '群众代表SCHOOL1' } };
    const [known, ...others] = (await town.call(findNamesakes, namesakes)).people;
    assert.deepEqual([known?.membership, known?.offices[0]?.role, others], [null, 'representative', []]);
    assert.equal(await refusalOf(add('town', 'SCHOOL-2', { name: '群众代表SCHOOL1' })), 'perhaps-known');
    const earlier = await figures('SCHOOL');
    const { personId } = await add('town', 'SCHOOL-2', { name: '群众代表SCHOOL1', personId: known?.id });
    assert.equal(personId, known?.id);
    const now = await figures('SCHOOL');
    assert.deepEqual([now.members - earlier.members, now.floating - earlier.floating], [1, 1]);
    assert.equal((await town.call(readPerson, { params: { personId } })).person.name, '群众代表SCHOOL1');
    assert.equal(await refusalOf(add('town', 'SCHOOL-2', { personId })), 'still-a-member');
    assert.deepEqual(await house.differences(), []);
  });

  test('of people out of sight only the number is told, and a code is one person everywhere', async () => {
    const town = await house.as('town');
    const asked = { ...node('TOWN'), query: { name: '温如许', bornIn: 1980 } };
    assert.deepEqual(await town.call(findNamesakes, asked), { people: [], elsewhere: 1 });
    assert.equal(await refusalOf(add('town', 'SCHOOL-2', { name: '温如许' })), 'perhaps-known');
    const taken = { name: '温如许', isSomebodyElse: true, code: 'CLINIC-01' };
    assert.equal(await refusalOf(add('town', 'SCHOOL-2', taken)), 'code-taken');
    await add('town', 'SCHOOL-2', { ...taken, code: 'SCHOOL-2-99' });
    assert.equal(await refusalOf(add('town', 'JOINT-1', {})), 'not-found');
    assert.equal(await refusalOf(add('secretary', 'SCHOOL-1', {})), 'not-permitted');
    assert.equal(await refusalOf(add('otherTown', 'JOINT-1', { unitId: house.id('SCHOOL') })), 'unit-not-served');
    assert.deepEqual(await house.differences(), []);
  });
});
