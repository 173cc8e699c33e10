import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint, listAppointments } from '@muster/contract/access';
import { readOrganisation } from '@muster/contract/organisation';
import { importMembers, readPerson } from '@muster/contract/roster';
import { withClient } from '@muster/server/testing';
import { startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const header = '编码,姓名,出生年,党支部编码,与任职人同一人\n';

async function importRows(beneath: string, csv: string, commit: boolean) {
  const body = { fileName: 'm.csv', csv: header + csv, commit };
  return (await house.as('town')).call(importMembers, { params: { organisationId: house.id(beneath) }, body });
}

async function appointed(personName: string, at = 'SCHOOL'): Promise<string> {
  const town = await house.as('town');
  const params = { organisationId: house.id(at) };
  return (await town.call(appoint, { params, body: { personName, role: 'clerk' } })).personId;
}

async function called(name: string): Promise<readonly string[]> {
  return withClient(house.database.superuser(), async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from person where name = $1', [name]);
    return rows.map(({ id }) => id);
  });
}

test('given somebody appointed by name, then an import asks, and yes attaches the membership to that very person', async () => {
  const personId = await appointed('连子衿');
  const town = await house.as('town');
  const { organisation } = await town.call(readOrganisation, { params: { organisationId: house.id('SCHOOL') } });
  const asked = await importRows('TOWN', 'N1,连子衿,1980,SCHOOL-1,\n', false);
  assert.deepEqual(
    asked.faults.map(({ severity, code, params }) => [severity, code, params['where']]),
    [['error', 'perhaps-appointed', organisation.name]],
  );

  const done = await importRows('TOWN', 'N1,连子衿,1980,SCHOOL-1,是\n', true);
  assert.deepEqual([done.created, done.updated], [0, 1]);
  assert.deepEqual(await called('连子衿'), [personId]);
  const { person, membership } = await town.call(readPerson, { params: { personId } });
  assert.deepEqual([person.code, person.bornIn, membership?.branch.id], ['N1', 1980, house.id('SCHOOL-1')]);
  const { appointments } = await town.call(listAppointments, { params: { organisationId: house.id('SCHOOL') } });
  const held = appointments.find((each) => each.person.id === personId);
  assert.deepEqual([held?.role, held?.toOn], ['clerk', null]);

  const again = await importRows('TOWN', 'N1,连子衿,1980,SCHOOL-1,是\n', true);
  assert.deepEqual([again.unchanged, again.faults], [1, []]);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('given no, then there are two people of the name; given a branch, then it is asked under the branch as well', async () => {
  const personId = await appointed('甘棠梨');
  const asked = await importRows('SCHOOL-1', 'N2,甘棠梨,,SCHOOL-1,\n', false);
  assert.deepEqual(
    asked.faults.map(({ code }) => code),
    ['perhaps-appointed'],
  );
  const done = await importRows('SCHOOL-1', 'N2,甘棠梨,,SCHOOL-1,否\n', true);
  assert.equal(done.created, 1);
  assert.equal((await called('甘棠梨')).length, 2);
  const { membership } = await (await house.as('town')).call(readPerson, { params: { personId } });
  assert.equal(membership, null);
});
