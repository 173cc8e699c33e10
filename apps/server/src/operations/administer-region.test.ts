/** A new storage region is administered from its first moment: somebody can appoint an office there, which then sees and decides what moves there. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint, listAppointments, makeActivationSheet } from '@muster/contract/access';
import { listChildren, readOrganisation } from '@muster/contract/organisation';
import { readPerson, search } from '@muster/contract/roster';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { openDatabase, type Db } from '../platform/database/db.ts';
import { administerRegion } from './administer-region.ts';
import { makeRegion } from './make-region.ts';
import { moveRegion } from './move-region.ts';

let house: TestHouse;
let worker: Db;
before(async () => {
  house = await startTestHouse();
  worker = openDatabase({ ...house.database.connection('worker'), max: 1 });
});
after(async () => {
  await worker.close();
  await house.close();
});

const at = new Date('2026-03-20T09:00:00+08:00');
const timeZone = 'Asia/Shanghai';
const as = (who: CastName) => house.as(who);
const make = (region: number, administrator: string) => {
  const roots = {
    place: { name: '相邻市', code: `CITY-${region}` },
    party: { name: '中共相邻市委', code: `PARTY-${region}` },
  };
  return makeRegion(worker, { region, name: '相邻市', ...roots, administrator }, timeZone, at);
};

async function rows<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query, values)).rows);
}
const rootOf = async (region: number, tree: 'place' | 'party') => {
  const [root] = await rows<{ id: string }>(
    `select id from organisation where region_id = $1 and tree = $2 and parent_id is null`,
    [region, tree],
  );
  return { organisationId: root?.id ?? '' };
};
const personOf = async (login: string) => {
  const [found] = await rows<{ id: string }>(`select person_id as id from account where login = $1`, [login]);
  return found?.id ?? '';
};

test('given a login that nobody has, no region is made', async () => {
  await assert.rejects(make(4, 'nobody'), { name: 'OperationRefused', message: /Nobody has the login nobody/ });
  assert.deepEqual(await rows(`select region_id from region where region_id = 4`), []);
});

test('its administrator appoints an office of the own roster and a new person, prints sheets, and whoever moves there is decided there', async () => {
  await make(2, 'administrator');
  const place = { params: await rootOf(2, 'place') };
  const party = { params: await rootOf(2, 'party') };
  const administrator = await as('administrator');

  const { appointments } = await administrator.call(listAppointments, place);
  assert.deepEqual(
    appointments.map(({ role, person }) => [role, person.name]),
    [['administrator', '顾南乔']],
  );
  const known = await personOf('office');
  await administrator.call(appoint, { ...place, body: { personId: known, role: 'office' } });
  await administrator.call(appoint, { ...party, body: { personId: known, role: 'office' } });
  await administrator.call(appoint, { ...place, body: { personName: '于新', role: 'office' } });
  const fresh = (await administrator.call(listAppointments, place)).appointments.find(
    ({ person }) => person.name === '于新',
  );
  const sheet = await administrator.call(makeActivationSheet, {
    ...place,
    body: { personIds: [fresh?.person.id ?? ''] },
  });
  assert.deepEqual(
    sheet.rows.map(({ name }) => name),
    ['于新'],
  );

  const office = await as('office');
  assert.equal((await office.call(readOrganisation, place)).organisation.name, '相邻市');
  assert.equal((await administrator.call(readPerson, { params: { personId: known } })).person.name, '周岚');
  await moveRegion(
    worker,
    { code: 'SCHOOL', toRegion: 2, under: 'CITY-2', partyUnder: 'PARTY-2', reason: '行政区划调整' },
    timeZone,
    at,
  );
  const { nodes } = await office.call(listChildren, place);
  assert.equal(nodes.length, 1);
  assert.ok(await office.call(readOrganisation, { params: { organisationId: house.id('SCHOOL') } }));
  assert.deepEqual(await house.differences(), []);
});

test('given a place that moved, the search finds it once, where it opens, and not at all from where it left', async () => {
  const name =
    (await rows<{ name: string }>(`select name from organisation where id = $1`, [house.id('SCHOOL')]))[0]?.name ?? '';
  const found = async (who: CastName) =>
    (await (await as(who)).call(search, { query: { q: name } })).found.filter(({ id }) => id === house.id('SCHOOL'))
      .length;
  assert.equal(await found('office'), 1);
  assert.equal(await found('administrator'), 1);
  assert.equal(await found('auditor'), 0);
  assert.equal(await found('town'), 0);
  const member = { query: { q: '何静' } };
  assert.deepEqual((await (await as('town')).call(search, member)).found, []);
  assert.equal((await (await as('office')).call(search, member)).found.length, 1);
  assert.equal((await (await as('administrator')).call(search, { query: { q: '周岚' } })).found.length, 1);
});

test('somebody is made administrator of a region where nobody is left, once', async () => {
  const give = (login: string, region = 2) => administerRegion(worker, { region, login }, { at, timeZone });
  assert.equal(
    await refusalOf((await as('county')).call(listAppointments, { params: await rootOf(2, 'place') })),
    'not-found',
  );
  assert.deepEqual(await give('county'), ['相邻市', '中共相邻市委']);
  const { appointments } = await (await as('county')).call(listAppointments, { params: await rootOf(2, 'party') });
  assert.deepEqual(
    appointments
      .filter(({ role }) => role === 'administrator')
      .map(({ person }) => person.name)
      .toSorted(),
    ['许望舒', '顾南乔'],
  );
  await assert.rejects(give('county'), { name: 'OperationRefused', message: /administers region 2 already/ });
  await assert.rejects(give('nobody'), { name: 'OperationRefused', message: /Nobody has the login/ });
  await assert.rejects(give('county', 9), { name: 'OperationRefused', message: /There is no region 9/ });
});
