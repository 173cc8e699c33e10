import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formPool, listPools } from '@muster/contract/assessment';
import { mergeOrganisation } from '@muster/contract/organisation';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

// A pool of two units, of which one is merged into the other before they vote.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await withClient(house.database.superuser(), (client) =>
    client.query(`update membership set to_on = '2026-03-01', end_reason = 'left' where unit_id in ('${house.id('CLINIC')}', '${house.id('STATION')}')
      and person_id not in (select id from person where code in ('CLINIC-01', 'CLINIC-02', 'STATION-01', 'STATION-02', 'STATION-03'))`),
  );
  const unitIds = [house.id('CLINIC'), house.id('STATION')];
  const params = { organisationId: house.id('COUNTY') };
  await (await house.as('county')).call(formPool, { params, body: { unitIds } });
});
after(() => house.close());

const pools = async () =>
  (await house.as('county')).call(listPools, { params: { organisationId: house.id('COUNTY') } });

test('the pool ends with the merger, by whoever merged them and why, though another office had formed it', async () => {
  assert.equal((await pools()).pools.length, 1);
  const params = { organisationId: house.id('STATION') };
  const body = { intoId: house.id('CLINIC'), on: '2026-03-20', reason: '两家合并' };
  await (await house.as('otherTown')).call(mergeOrganisation, { params, body });
  const { pools: standing, ended } = await pools();
  assert.deepEqual(standing, []);
  assert.deepEqual(
    ended.map(({ reason, units }) => [reason, units.length]),
    [['两家合并', 2]],
  );
});
