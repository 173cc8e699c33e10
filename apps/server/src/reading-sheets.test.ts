import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { workbookType } from '@muster/contract';
import { listReading, readReadings } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { openWorkbook } from './organisation/workbook/open-workbook.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

test('where the stage asks for no reading the workbook has no figure, as the page has none', async () => {
  const ofSchool = `from participation p where s.participation_id = p.id and p.unit_id = '${house.id('SCHOOL')}'`;
  await withClient(house.database.superuser(), async (client) => {
    await client.query(`update participation_stage s set closed_at = now() ${ofSchool} and s.stage_code = 'study'`);
    await client.query(`update participation_stage s set opened_at = now() ${ofSchool} and s.stage_code = 'analysis'`);
  });
  const office = await house.as('office');
  const { pieces } = await office.call(readReadings, { params: { personId: house.id('SCHOOL-1-04') } });
  assert.deepEqual(pieces, []);
  const { rows } = await office.call(listReading, {
    params: { organisationId: house.id('TOWN') },
    query: { limit: 200 },
  });
  const { cookie } = await house.signIn('office');
  const address = `${house.address}${listReading.path.replace(':organisationId', house.id('TOWN'))}`;
  const whole = await fetch(address, { headers: { cookie, accept: workbookType } });
  const [sheet] = await openWorkbook(new Uint8Array(await whole.arrayBuffer()));
  const lines = sheet?.rows.slice(1).map((line) => [line[0], ...line.slice(2)]);
  assert.deepEqual(
    lines,
    rows.map(({ branch, required, members, begun, through }) => [
      branch.name,
      String(required),
      String(members),
      ...(required === 0 ? ['', '', ''] : [String(begun), String(members - begun), String(through)]),
    ]),
  );
  assert.ok(rows.some(({ required }) => required === 0) && rows.some(({ required }) => required > 0));
});
