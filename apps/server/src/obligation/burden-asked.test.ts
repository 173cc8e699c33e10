import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { loadPlaybook, openBatch, putLayer, startCampaign } from '@muster/contract/campaign';
import { readBurdenAsked } from '@muster/contract/obligation';
import { recordFinding } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { openedOn } from '../testing/second-campaign.fixture.ts';

// What the town's playbook asks of the four units, of which the school has somebody who owes a lecture.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const asked = async (who: CastName, node: string, query: { from?: string; to?: string } = {}, campaign?: string) =>
  (await house.as(who)).call(
    readBurdenAsked,
    { params: { organisationId: house.id(node) }, query },
    campaign === undefined ? {} : { campaign },
  );

test('given a unit, then each thing that is asked stands with its day, and the figures count them', async () => {
  const { total, units, items, by, rows } = await asked('head', 'SCHOOL');
  assert.deepEqual([units, total, rows], [1, { papers: 2, meetings: 1, minutes: 20 * 240 }, []]);
  assert.deepEqual(
    items.map(({ what, dueOn, number }) => [what, dueOn, number]),
    [
      ['meeting', '2026-03-20', 1],
      ['paper', '2026-03-22', 1],
      ['paper', '2026-03-24', 1],
      ['time', '2026-03-25', 4800],
    ],
  );
  assert.deepEqual(
    by.map(({ playbook, organisation, papers }) => [playbook?.code, organisation?.name, papers]),
    [['2005-town', '眉山市', 2]],
  );
});

test('given a place, then it is what its units are asked, in the order of the tree, and in a period what is due in it', async () => {
  const county = await asked('county', 'COUNTY');
  assert.deepEqual(
    county.rows.map(({ organisation, units }) => [organisation.name, units]),
    [
      ['白鹭镇', 2],
      ['石桥镇', 2],
    ],
  );
  const school = (await asked('office', 'SCHOOL')).total;
  const community = (await asked('office', 'COMMUNITY')).total;
  const town = { papers: school.papers + community.papers, meetings: school.meetings + community.meetings };
  assert.deepEqual((await asked('town', 'TOWN')).total, { ...town, minutes: school.minutes + community.minutes });
  for (const what of ['papers', 'meetings', 'minutes'] as const)
    assert.equal(
      county.rows.reduce((sum, row) => sum + row[what], 0),
      county.total[what],
      what,
    );
  assert.deepEqual(county.items, [], 'above units nothing stands one by one');
  const party = await asked('county', 'COUNTY-COMMITTEE');
  assert.deepEqual(party.total, county.total, 'in the other tree each unit counts once as well');
  const day = await asked('county', 'COUNTY', { from: '2026-03-22', to: '2026-03-22' });
  assert.deepEqual(day.total, { papers: 4, meetings: 0, minutes: 0 });
});

test('given a team orders a correction, then it is a paper that the team asks for', async () => {
  house.clock.set(new Date('2026-03-18T09:00:00+08:00'));
  const body = { code: null, text: '公开不及时', order: { text: '按月公开', dueOn: '2026-03-25' } };
  await (await house.as('team')).call(recordFinding, { params: { unitId: house.id('SCHOOL') }, body });
  const { by, total } = await asked('head', 'SCHOOL');
  assert.deepEqual([total.papers, by.find(({ playbook }) => playbook === null)?.papers], [3, 1]);
});

test('given a layer of the town, then what it asks is asked by the town, and the rest by whoever runs the campaign', async () => {
  const office = await house.as('office');
  const county = await house.as('county');
  const params = { organisationId: house.id('COUNTY') };
  const load = async (name: string) => {
    const yaml = readFileSync(new URL(`../../../../playbooks/2005/${name}.yaml`, import.meta.url), 'utf8');
    return (await county.call(loadPlaybook, { params, body: { yaml } })).id;
  };
  const playbookId = await load('base');
  const name = { zh: '县里的活动', en: 'The county’s' };
  const { id: campaignId } = await office.call(startCampaign, {
    params,
    body: { playbookId, name, startedOn: '2026-03-01' },
  });
  await county.call(putLayer, {
    params: { organisationId: house.id('TOWN') },
    body: { campaignId, playbookId: await load('county-study') },
  });
  const stages = [
    { code: 'study', startsOn: '2026-03-01', endsOn: '2026-04-05' },
    { code: 'analysis', startsOn: '2026-04-06', endsOn: '2026-05-10' },
    { code: 'rectification', startsOn: '2026-05-11', endsOn: '2026-06-20' },
    { code: 'key-steps', startsOn: '2026-06-21', endsOn: '2026-09-30' },
  ];
  const batch = { number: 1, organisationId: house.id('COUNTY'), stages, reason: '边准备边开始' };
  await openedOn(house, '2026-03-01', () => county.call(openBatch, { params: { campaignId }, body: batch }));
  const { items, by, total } = await asked('head', 'SCHOOL', {}, campaignId);
  const asker = (key: string) => by.find((each) => each.key === key)?.organisation?.name;
  assert.deepEqual(
    Object.fromEntries(items.map(({ title, by: key }) => [title.en, asker(key)])),
    {
      'Plan of the unit': '青神县',
      'Record of the mobilisation meeting': '青神县',
      'Summary of the stage': '青神县',
      'An exemplary member speaks': '白鹭镇',
      'An expert speaks': '白鹭镇',
      'Every Party member has at least 45 study hours': '白鹭镇',
      'Outcome of the effect check': '白鹭镇',
      'Signs of a poor member': '白鹭镇',
      'Standards for a good member': '白鹭镇',
      'The head gives a lecture': '白鹭镇',
      'The second mobilisation was held': '白鹭镇',
      'The transition meeting was held': '白鹭镇',
      'The unit held at least 3 days of concentrated training': '白鹭镇',
      'Theme of action': '白鹭镇',
    },
    'a lecture that is owed is not asked once more by the condition that looks whether it was given',
  );
  assert.equal(
    items.filter(({ what }) => what === 'meeting').reduce((sum, { number }) => sum + number, 0),
    total.meetings,
  );
});

test('given somebody who does not read a place, then nothing is said of it', async () => {
  assert.equal(await refusalOf(asked('head', 'TOWN')), 'not-permitted');
  assert.equal(await refusalOf(asked('secretary2', 'COMMUNITY')), 'not-found');
});
