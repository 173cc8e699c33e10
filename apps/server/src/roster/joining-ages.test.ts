import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { loadPlaybook, openBatch, putLayer, readPlaybookInForce, startCampaign } from '@muster/contract/campaign';
import { addMember, changeStanding, correctPerson, importMembers } from '@muster/contract/roster';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { firstCampaign, openedOn } from '../testing/second-campaign.fixture.ts';

// The county runs the campaign of 2005. The clinic and the station of one town also take part in a hospital's.

const hospital = readFileSync(new URL('../../../../playbooks/hospital-safety.yaml', import.meta.url), 'utf8');
const title = '{ zh: 一层, en: A layer }';
const header = '编码,姓名,出生年,党支部编码,身份,加入日期\n';
const seventeen = (code: string, branch: string) => `${code},新人${code},2009,${branch},正式,2026-03-01\n`;

let house: TestHouse;
let county: string;
let clinics: string;

before(async () => {
  house = await startTestHouse();
  county = await firstCampaign(house);
});
after(() => house.close());

const asking = (campaign: string | undefined) => (campaign === undefined ? {} : { campaign });
const at = (node: string) => ({ params: { organisationId: house.id(node) } });

async function importAs(who: CastName, node: string, rows: string, campaign?: string) {
  const body = { fileName: 'm.csv', csv: header + rows, commit: false, exceptRefused: false };
  const { faults } = await (await house.as(who)).call(importMembers, { ...at(node), body }, asking(campaign));
  return faults.map(({ cell, severity, code, params }) => [cell, severity, code, params['age'], params['least']]);
}

async function add(who: CastName, branch: string, body: object, campaign?: string) {
  const whole = {
    name: '新人',
    bornIn: 2009,
    standing: 'full' as const,
    categories: [],
    isSomebodyElse: true,
    ...body,
  };
  const params = { branchId: house.id(branch) };
  return (await house.as(who)).call(
    addMember,
    { params, body: whole },
    { key: crypto.randomUUID(), ...asking(campaign) },
  );
}

const young = (cell: string) => [cell, 'error', 'joined-too-young', 17, 18];

describe('given the playbook of 2005', () => {
  test('a row of a member who was seventeen is refused at its cell, with the age and what is asked', async () => {
    assert.deepEqual(await importAs('town', 'TOWN', seventeen('N1', 'SCHOOL-2')), [young('F2')]);
    assert.deepEqual(await importAs('town', 'SCHOOL-2', seventeen('N1', 'SCHOOL-2')), [young('F2')]);
    assert.deepEqual(await importAs('otherTown', 'OTHER-TOWN', seventeen('N1', 'JOINT-1')), [young('F2')]);
    assert.deepEqual(
      await importAs('town', 'TOWN-COMMITTEE', seventeen('N1', 'SCHOOL-2').replace('正式', '申请人')),
      [],
    );
  });

  test('the forms refuse the same: to add, to take in, to correct the year', async () => {
    assert.equal(await refusalOf(add('town', 'SCHOOL-2', {})), 'joined-too-young');
    assert.equal(await refusalOf(add('town', 'SCHOOL-2', { fromOn: '2026-03-01' })), 'joined-too-young');
    const { personId } = await add('town', 'SCHOOL-2', { standing: 'applicant', fromOn: '2026-03-01' });
    const town = await house.as('town');
    const taken = town.call(changeStanding, {
      params: { personId },
      body: { standing: 'probationary', on: '2026-03-20' },
    });
    assert.equal(await refusalOf(taken), 'joined-too-young');
    const params = { personId: house.id('SCHOOL-2-02') };
    const words = { name: '党员SCHOOL202', bornIn: 1994, categories: [], reason: '笔误' };
    assert.equal(await refusalOf(town.call(correctPerson, { params, body: words })), 'joined-too-young');
  });

  test('its page says so', async () => {
    const { playbook } = await (await house.as('town')).call(readPlaybookInForce, at('TOWN'));
    assert.deepEqual(playbook?.joining, { least: 18, since: '1949-10-01' });
  });
});

describe('given a hospital’s campaign that some of the units take part in as well', () => {
  before(async () => {
    const office = await house.as('office');
    const { id: playbookId } = await office.call(loadPlaybook, { ...at('OTHER-TOWN'), body: { yaml: hospital } });
    const name = { zh: '停查', en: 'Stand-down' };
    const { id } = await office.call(startCampaign, {
      ...at('OTHER-TOWN'),
      body: { playbookId, name, startedOn: '2026-03-01' },
    });
    clinics = id;
    const stages = [
      { code: 'stop-and-look', startsOn: '2026-03-10', endsOn: '2026-04-10' },
      { code: 'mend', startsOn: '2026-04-11', endsOn: '2026-05-31' },
    ];
    const body = { number: 1, organisationId: house.id('OTHER-TOWN'), stages, reason: '人员随后到位' };
    await openedOn(house, '2026-03-10', () => office.call(openBatch, { params: { campaignId: clinics }, body }));
  });

  test('seventeen is old enough there, and fifteen is not', async () => {
    const row = seventeen('N1', 'JOINT-1');
    assert.deepEqual(await importAs('otherTown', 'OTHER-TOWN', row), []);
    assert.deepEqual(await importAs('otherTown', 'OTHER-TOWN', row.replace('2009', '2011')), [
      ['F2', 'error', 'joined-too-young', 15, 16],
    ]);
    assert.equal(await refusalOf(add('otherTown', 'JOINT-1', { bornIn: 2011 })), 'joined-too-young');
    await add('otherTown', 'JOINT-1', {});
  });

  test('a file for both is held to each rule in its place, wherever it is imported', async () => {
    const rows = seventeen('N1', 'SCHOOL-2') + seventeen('N2', 'JOINT-1');
    for (const node of ['COUNTY', 'COUNTY-COMMITTEE'])
      assert.deepEqual(await importAs('county', node, rows), [young('F2')], node);
  });

  test('who asks for the other campaign means members by its word, and is held to its rule', async () => {
    const row = seventeen('N1', 'JOINT-1');
    assert.deepEqual(await importAs('otherTown', 'OTHER-TOWN', row, county), [young('F2')]);
    assert.deepEqual(await importAs('otherTown', 'OTHER-TOWN', row, clinics), []);
    assert.equal(await refusalOf(add('otherTown', 'JOINT-1', { name: '又一人' }, county)), 'joined-too-young');
    const elsewhere = await importAs('county', 'COUNTY', seventeen('N1', 'SCHOOL-2'), clinics);
    assert.deepEqual(elsewhere, [young('F2')], 'a campaign that is not at the place is passed over');
  });

  test('a rule costs as many queries for one unit as for all of them', async () => {
    const asked = async (node: string) => {
      await importAs('county', node, seventeen('N1', 'JOINT-1'), county);
      const earlier = house.queries();
      await importAs('county', node, seventeen('N1', 'JOINT-1'), county);
      return house.queries() - earlier;
    };
    assert.equal(await asked('COUNTY'), await asked('JOINT-1'));
  });
});

test('given a layer that asks for more, then it holds at once, and only beneath its node', async () => {
  const office = await house.as('office');
  const yaml = `code: older\nversion: '1'\ntitle: ${title}\nextends: { code: 2005-town, version: '5' }\njoining: { least: 20 }\n`;
  const { id: playbookId } = await office.call(loadPlaybook, { ...at('TOWN'), body: { yaml } });
  const row = (branch: string) => seventeen('N1', branch).replace('2009', '2007');
  assert.deepEqual(await importAs('county', 'COUNTY', row('SCHOOL-2')), []);
  await office.call(putLayer, { ...at('SCHOOL'), body: { campaignId: county, playbookId } });
  assert.deepEqual(await importAs('county', 'COUNTY', row('SCHOOL-2')), [['F2', 'error', 'joined-too-young', 19, 20]]);
  assert.deepEqual(await importAs('county', 'COUNTY', row('COMMUNITY-1')), []);
});
