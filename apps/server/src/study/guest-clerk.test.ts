/** A joint branch stands at the unit that keeps house for it; whoever keeps the records of another that it serves reads there, and records nothing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { importOrganisations, listCounted } from '@muster/contract/organisation';
import { readOverview } from '@muster/contract/rollup';
import { importMembers } from '@muster/contract/roster';
import {
  listMakeUps,
  listPlans,
  noteLeave,
  planActivity,
  readRoll,
  recordActivities,
  recordActivity,
  recordSheet,
} from '@muster/contract/study';
import type { Client } from '@muster/client';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';

let house: TestHouse;
let planIds: string[];
/** The guest's clerk, and one who reads the whole town besides. */
let clerks: readonly Client[];
before(async () => {
  house = await startTestHouse();
  const office = await house.as('office');
  const station = { organisationId: house.id('STATION') };
  const one = await office.call(appoint, {
    params: station,
    body: { personId: house.id('STATION-02'), role: 'clerk' },
  });
  const other = await office.call(appoint, { params: station, body: { personName: '外聘文书', role: 'clerk' } });
  const town = { organisationId: house.id('OTHER-TOWN') };
  await office.call(appoint, { params: town, body: { personId: other.personId, role: 'leader' } });
  await house.account(one.personId, 'station-clerk');
  await house.account(other.personId, 'town-leader');
  clerks = [await house.signedIn('station-clerk'), await house.signedIn('town-leader')];
  planIds = [];
  const secretary = await house.as('jointSecretary');
  for (const day of ['23', '24'])
    planIds.push((await secretary.call(planActivity, { params: branch(), body: on(day) }, key())).id);
  await house.fold();
});
after(() => house.close());

const key = () => ({ key: crypto.randomUUID() });
const branch = () => ({ branchId: house.id('JOINT-1') });
const on = (day: string) => ({
  kind: 'collective-study',
  topic: `${day} 日的学习`,
  startsAt: `2026-03-${day}T14:00:00+08:00`,
  endsAt: `2026-03-${day}T16:00:00+08:00`,
});

test('what is planned stands on the page of the branch for whoever may open it, as on the page of the own unit', async () => {
  for (const clerk of clerks)
    for (const code of ['STATION', 'JOINT-1']) {
      const { plans, mayPlan } = await clerk.call(listPlans, { params: { organisationId: house.id(code) } });
      assert.deepEqual(
        plans.map(({ id }) => id),
        planIds,
        code,
      );
      assert.deepEqual(mayPlan, [], code);
    }
  const { mayPlan } = await (
    await house.as('jointSecretary')
  ).call(listPlans, { params: { organisationId: house.id('JOINT-1') } });
  assert.deepEqual(
    mayPlan.map(({ id }) => id),
    [house.id('JOINT-1')],
  );
});

test('who keeps the records of a guest alone neither plans nor records there, and is told that the right is lacking', async () => {
  for (const clerk of clerks) {
    assert.equal((await clerk.call(readRoll, { params: branch() })).mayRecord, false);
    const leave = { personId: house.id('STATION-03'), fromOn: '2026-03-20', toOn: '2026-03-21', reason: 'sick' };
    const held = { ...on('19'), absences: [] };
    for (const send of [
      () => clerk.call(planActivity, { params: branch(), body: on('25') }, key()),
      () => clerk.call(recordActivity, { params: branch(), body: held }, key()),
      () =>
        clerk.call(
          recordActivities,
          { params: { organisationId: house.id('JOINT-1') }, body: { meetings: [{ ...branch(), ...held }] } },
          key(),
        ),
      () =>
        clerk.call(
          recordSheet,
          { params: { planId: planIds[0] ?? '', ...branch() }, body: { held: on('19'), absences: [] } },
          key(),
        ),
      () => clerk.call(noteLeave, { params: branch(), body: leave }, key()),
    ])
      assert.equal(await refusalOf(send()), 'not-permitted');
  }
});

test('the list of branches behind the figure of the branch has it', async () => {
  const params = { organisationId: house.id('JOINT-1') };
  for (const clerk of clerks) {
    const { figures } = await clerk.call(readOverview, { params });
    const { rows, all, beyond } = await clerk.call(listCounted, { params, query: { measure: 'branches' } });
    assert.deepEqual([figures.branches, all, beyond, rows.map(({ id }) => id)], [1, 1, 0, [house.id('JOINT-1')]]);
  }
});

test('how an absence may be made up is said to the guest’s clerk as well', async () => {
  const host = await (await house.as('jointSecretary')).call(listMakeUps, { params: branch(), query: {} });
  const [clerk] = clerks;
  assert.deepEqual((await clerk?.call(listMakeUps, { params: branch(), query: {} }))?.modes, host.modes);
});

test('the page of a branch that serves ten units asks as often as that of one that serves two', async () => {
  const own = await startTestHouse();
  try {
    const office = await own.as('office');
    const params = { organisationId: own.id('COUNTY') };
    const units = Array.from({ length: 10 }, (_, index) => `W${index}`);
    const organisations = [
      '编码,名称,种类,上级编码,所属单位编码,成立日期',
      ...units.map((code) => `${code},${code}村,单位,OTHER-TOWN,,2000-01-01`),
      `WIDE,十村联合党支部,党支部,OTHER-COMMITTEE,${units.join('、')},2000-01-01`,
    ].join('\n');
    const members = [
      '编码,姓名,出生年,党支部编码,单位编码,身份,类别,加入日期',
      ...units.map((code) => `${code}-1,${code}党员,1980,WIDE,${code},正式,,2010-07-01`),
    ].join('\n');
    await office.call(importOrganisations, { params, body: { fileName: 'o.csv', csv: organisations, commit: true } });
    await office.call(importMembers, { params, body: { fileName: 'm.csv', csv: members, commit: true } });
    await ownCampaign(own, [
      condition('hours', 'measure: study.minutes, each: 2 hours, hard: true, threshold: at least 100 %'),
    ]);
    await meet(own, 'jointSecretary', { branch: 'JOINT-1', day: '2026-03-19' });
    const { rows } = await office.call(listCounted, { params, query: { measure: 'branches' } });
    const wide = rows.find(({ code }) => code === 'WIDE')?.id ?? '';
    const asked = async (branchId: string, needs: number): Promise<number> => {
      const earlier = own.queries();
      const roll = await office.call(readRoll, { params: { branchId } });
      assert.equal(roll.needs.length, needs);
      return own.queries() - earlier;
    };
    await asked(wide, 10);
    assert.equal(await asked(wide, 10), await asked(own.id('JOINT-1'), 2));
  } finally {
    await own.close();
  }
});
