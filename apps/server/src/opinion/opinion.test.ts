import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listEntries } from '@muster/contract/ledger';
import { listBurdens, reportBurden } from '@muster/contract/opinion';
import { startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

test('what burdens a member is read by the offices above, and neither they nor the ledger learn who said it', async () => {
  const member = await house.as('member');
  await member.call(reportBurden, { body: { page: '/people/me', body: '同一张表要填两遍' } });
  const town = await house.as('town');
  const { reports } = await town.call(listBurdens, { params: { organisationId: house.id('TOWN') } });
  assert.deepEqual(
    reports.map(({ body, organisationName }) => [body, organisationName]),
    [['同一张表要填两遍', '白鹭镇中心小学']],
  );
  const { entries } = await town.call(listEntries, { params: { organisationId: house.id('TOWN') } });
  const entry = entries.find((each) => each.kind === 'opinion.burden-reported');
  assert.deepEqual([entry?.actorName, entry?.summary], [null, { page: '/people/me' }]);
  const other = await house.as('otherTown');
  assert.deepEqual((await other.call(listBurdens, { params: { organisationId: house.id('OTHER-TOWN') } })).reports, []);
});
