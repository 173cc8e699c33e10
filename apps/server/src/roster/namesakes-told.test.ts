import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { importMembers, readPerson } from '@muster/contract/roster';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

/** A row without a code, in the name of the member with one. */
async function told(who: CastName, beneath: string, like: string, branch: string) {
  const { person } = await (await house.as('county')).call(readPerson, { params: { personId: house.id(like) } });
  const csv = `姓名,出生年,党支部编码\n${person.name},${person.bornIn ?? ''},${branch}\n`;
  const body = { fileName: 'm.csv', csv, commit: false };
  const params = { organisationId: house.id(beneath) };
  const { created, faults } = await (await house.as(who)).call(importMembers, { params, body });
  return [created, ...faults.map(({ severity, code, params: words }) => [severity, code, words['count']])];
}

const warning = [1, ['warning', 'namesake', 1]];

test('a dry run warns of somebody new of whose name and year another branch has one', async () => {
  assert.deepEqual(await told('county', 'COUNTY', 'SCHOOL-1-04', 'COMMUNITY-1'), warning);
});

test('also where that branch is not beneath the node, and where the importer does not see it', async () => {
  assert.deepEqual(await told('county', 'SCHOOL-2', 'COMMUNITY-1-05', 'SCHOOL-2'), warning);
  assert.deepEqual(await told('otherTown', 'OTHER-TOWN', 'SCHOOL-1-04', 'JOINT-1'), warning);
});
