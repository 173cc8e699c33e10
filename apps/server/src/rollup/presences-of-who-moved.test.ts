import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { proposeTransfer } from '@muster/contract/roster';
import { listPresences } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await meet(house, 'secretary', { branch: 'SCHOOL-1', day: '2026-03-19', ill: ['SCHOOL-1-05'] });
  const body = { branchId: house.id('COMMUNITY-1'), on: '2026-03-20', reason: '调动' };
  for (const code of ['SCHOOL-1-04', 'SCHOOL-1-05'])
    await (await house.as('town')).call(proposeTransfer, { params: { personId: house.id(code) }, body });
  await house.fold();
});
after(() => house.close());

test('whoever has moved out of sight since is in the list of attendances as on the sheet, and the list is as long as its total', async () => {
  for (const who of ['secretary', 'head', 'town'] as const)
    for (const [presence, code] of [
      ['present', 'SCHOOL-1-04'],
      ['absent', 'SCHOOL-1-05'],
    ] as const) {
      const params = { organisationId: house.id('SCHOOL-1') };
      const { rows, all, beyond } = await (
        await house.as(who)
      ).call(listPresences, { params, query: { presence, limit: 100 } });
      assert.deepEqual([rows.length, beyond], [all, 0], `${who} ${presence}`);
      const moved = rows.find(({ person }) => person.id === house.id(code));
      assert.ok(moved !== undefined && moved.person.name !== '', `${who} ${presence}`);
    }
});
