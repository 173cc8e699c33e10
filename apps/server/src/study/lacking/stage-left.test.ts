import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeCampaign, readClosing } from '@muster/contract/campaign';
import { listUnread, listUnspoken, readBranchReading, readLackingAt, tickReadings } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { firstCampaign } from '../../testing/second-campaign.fixture.ts';

/** What nobody can read or say any more, as the own unit has left the stage, is asked of nobody any more. */
let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const office = () => house.as('office');
const params = (node: string) => ({ organisationId: house.id(node) });
const lists = async (node: string) => {
  const all = { params: params(node), query: { limit: 200, stage: 'study' } };
  const unread = await (await office()).call(listUnread, all);
  const unspoken = await (await office()).call(listUnspoken, all);
  return [unread, unspoken].map(({ isOpen, past, asked, rows }) => ({ isOpen, past, asked, listed: rows.length }));
};
const told = async (node: string) => {
  const { unread, unspoken } = await (await office()).call(readLackingAt, { params: params(node) });
  return [unread, unspoken].map((each) => each.map(({ count, asked }) => [count, asked]));
};
const asOwner = (text: string) => withClient(house.database.superuser(), (client) => client.query(text));
const leaves = (of: string) =>
  asOwner(`update participation_stage s set closed_at = now() from participation p
    where s.participation_id = p.id and s.stage_code = 'study' and s.opened_at is not null and ${of}`);

test('as long as every unit is in the stage, everybody is asked', async () => {
  const [unread, unspoken] = await lists('TOWN');
  assert.ok(unread && unspoken);
  assert.deepEqual([unread.isOpen, unread.past, unspoken.isOpen, unspoken.past], [true, 0, true, 0]);
  assert.deepEqual(await told('TOWN'), [[[unread.listed, unread.asked]], [[unspoken.listed, unspoken.asked]]]);
});

test('of a unit that has left the stage nobody is counted among those who still can; the list says how many more there were', async () => {
  const [school, earlier] = [await lists('SCHOOL'), await lists('TOWN')];
  await leaves(`p.unit_id = '${house.id('SCHOOL')}'`);
  const member = { personId: house.id('SCHOOL-1-04') };
  assert.equal(
    await refusalOf(
      (await house.as('member')).call(tickReadings, { params: member, body: { pieces: ['reader'], read: true } }),
    ),
    'stage-not-open',
  );
  const now = await lists('TOWN');
  for (const [place, each] of now.entries()) {
    const [was, left] = [earlier[place], school[place]];
    assert.ok(was && left && left.listed > 0);
    assert.deepEqual(each, {
      isOpen: true,
      past: left.listed,
      asked: was.asked - left.asked,
      listed: was.listed - left.listed,
    });
  }
  assert.deepEqual(
    await told('TOWN'),
    now.map(({ listed, asked }) => [[listed, asked]]),
  );
});

test('where the stage is over nothing is lacking, and the list has whom it left behind', async () => {
  assert.deepEqual(await told('SCHOOL'), [[], []]);
  const [unread, unspoken] = await lists('SCHOOL');
  assert.ok(unread && unspoken && unread.listed > 0 && unspoken.listed > 0);
  assert.deepEqual([unread.isOpen, unread.past, unspoken.isOpen, unspoken.past], [false, 0, false, 0]);
  const reading = await (await office()).call(readBranchReading, { params: { branchId: house.id('SCHOOL-1') } });
  assert.deepEqual([reading.stageCode, reading.isOpen], ['study', false]);
});

test('when the campaign is closed nobody can read any more, though a unit was in the stage to the end', async () => {
  const [earlier] = await lists('COMMUNITY');
  const campaignId = await firstCampaign(house);
  const { unfinished } = await (await office()).call(readClosing, { params: { campaignId } });
  const body = { closedOn: '2026-03-20', reason: '任务完成', unfinished };
  await (await office()).call(closeCampaign, { params: { campaignId }, body });
  assert.deepEqual(await told('COMMUNITY'), [[], []]);
  const [unread] = await lists('COMMUNITY');
  assert.deepEqual([unread?.isOpen, unread?.listed], [false, earlier?.listed]);
});
