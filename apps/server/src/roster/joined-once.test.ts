/** The day of joining stays what it was, whatever brings a member elsewhere. The cast joined on 2010-07-01. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mergeOrganisation } from '@muster/contract/organisation';
import {
  correctPerson,
  exportMembers,
  importMembers,
  proposeTransfer,
  readHistory,
  readPerson,
} from '@muster/contract/roster';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { makeRegion } from '../operations/make-region.ts';
import { moveRegion } from '../operations/move-region.ts';
import { openDatabase } from '../platform/database/db.ts';
import { readMigrations } from '../platform/database/migrate.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const JOINED = '2010-07-01';
const person = (code: string) => ({ params: { personId: house.id(code) } });
const node = (code: string) => ({ params: { organisationId: house.id(code) } });

async function rows<Row extends object>(query: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
}

async function importAt(code: string, csv: string) {
  const body = { fileName: 'm.csv', csv, commit: true };
  return (await house.as('county')).call(importMembers, { ...node(code), body });
}

async function exported(code: string): Promise<string> {
  const county = await house.as('county');
  return (await county.call(exportMembers, { ...node(code), query: { format: 'csv' } })).csv ?? '';
}

/** Both days as the export says them. */
async function daysInExport(code: string, beneath = 'COUNTY'): Promise<readonly string[]> {
  const line = (await exported(beneath)).split(/\r?\n/).find((each) => each.split(',')[0] === code);
  return line?.split(',').slice(7, 9) ?? [];
}

async function daysOf(code: string): Promise<readonly (string | undefined)[]> {
  const { membership } = await (await house.as('county')).call(readPerson, person(code));
  return [membership?.joinedOn, membership?.fromOn];
}

async function assertImportsUnchanged(): Promise<void> {
  const report = await importAt('COUNTY', await exported('COUNTY'));
  assert.deepEqual([report.unchanged, report.faults], [report.rows, []]);
}

test('a transfer leaves it, and the export says both days', async () => {
  const body = { branchId: house.id('COMMUNITY-1'), on: '2026-03-19' };
  await (await house.as('town')).call(proposeTransfer, { ...person('SCHOOL-1-04'), body });
  assert.deepEqual(await daysOf('SCHOOL-1-04'), [JOINED, '2026-03-19']);
  assert.deepEqual(await daysInExport('SCHOOL-1-04'), [JOINED, '2026-03-19']);
  assert.deepEqual(await daysInExport('SCHOOL-1-05'), [JOINED, '']);
  await assertImportsUnchanged();
});

test('so does an import that transfers, and one into an empty roster takes both days over', async () => {
  const into = '编码,姓名,党支部编码,加入日期,转入日期\nSCHOOL-1-06,某人,SCHOOL-2,,2026-03-18\n';
  assert.equal((await importAt('COUNTY', into)).transferred, 1);
  assert.deepEqual(await daysInExport('SCHOOL-1-06'), [JOINED, '2026-03-18']);
  const [header = '', ...lines] = (await exported('COUNTY')).split(/\r?\n/);
  const line = lines.find((each) => each.startsWith('SCHOOL-1-06,'))?.split(',') ?? [];
  const fresh = (code: string, name: string) => [header, [code, name, ...line.slice(2)].join(',')].join('\n');
  assert.equal((await importAt('COUNTY', fresh('NEW-1', '钟离春'))).created, 1);
  assert.deepEqual(await daysInExport('NEW-1'), [JOINED, '2026-03-18']);
  assert.equal((await importAt('COUNTY', fresh('', '钟离秋'))).created, 1);
  await assertImportsUnchanged();
});

test('a year of birth is held against the day of joining, not against that of the transfer', async () => {
  const county = await house.as('county');
  const { person: known } = await county.call(readPerson, person('SCHOOL-1-04'));
  const body = { name: known.name, categories: known.categories, reason: '身份证为准', bornIn: 2000 };
  const corrected = county.call(correctPerson, { ...person('SCHOOL-1-04'), body });
  assert.equal(await refusalOf(corrected), 'joined-too-young');
});

test('so does a merger of branches', async () => {
  const body = { intoId: house.id('SCHOOL-1'), on: '2026-03-20', reason: '合并' };
  await (await house.as('county')).call(mergeOrganisation, { ...node('SCHOOL-2'), body });
  assert.deepEqual(await daysInExport('SCHOOL-2-03'), [JOINED, '2026-03-20']);
  await assertImportsUnchanged();
});

test('so does a move to another region, where the history tells of the places before', async () => {
  const worker = openDatabase({ ...house.database.connection('worker'), max: 1 });
  const roots = { place: { name: '相邻市', code: 'CITY-2' }, party: { name: '中共相邻市委', code: 'PARTY-2' } };
  const made = { region: 2, name: '相邻市', ...roots, administrator: 'administrator' };
  await makeRegion(worker, made, 'Asia/Shanghai', new Date());
  const to = { toRegion: 2, under: 'CITY-2', partyUnder: 'PARTY-2', reason: '行政区划调整' };
  await moveRegion(worker, { code: 'SCHOOL', ...to }, 'Asia/Shanghai', new Date('2026-03-20T09:00:00+08:00'));
  await worker.close();
  const head = await house.as('head');
  const { membership } = await head.call(readPerson, person('SCHOOL-2-03'));
  assert.deepEqual([membership?.joinedOn, membership?.fromOn], [JOINED, '2026-03-20']);
  const { memberships } = await head.call(readHistory, person('SCHOOL-2-03'));
  assert.deepEqual(
    memberships.map(({ branch, fromOn, joinedOn, endReason }) => [branch.name, fromOn, joinedOn, endReason]),
    [
      ['中心小学第一党支部', '2026-03-20', JOINED, null],
      ['中心小学第一党支部', '2026-03-20', JOINED, 'region-moved'],
      ['中心小学第二党支部', JOINED, JOINED, 'merged'],
    ],
  );
});

test('a database from before finds it again by how each membership ended', async () => {
  const all = 'select id, joined_on::text from membership order by id';
  const written = await rows<{ id: string }>(all);
  const fresh = await rows<{ id: string }>(`select m.id from membership m join person p on p.id = m.person_id
    where p.name in ('钟离春', '钟离秋')`);
  // Whoever came with both days in a file: where they were in between is nowhere.
  const unknowable = new Set(fresh.map(({ id }) => id));
  const migration = readMigrations().find(({ name }) => name === '0118-joined-once')?.text ?? '';
  await rows(`alter table membership drop column joined_on;\n${migration}`);
  const found = await rows<{ id: string }>(all);
  const known = (list: readonly { id: string }[]) => list.filter(({ id }) => !unknowable.has(id));
  assert.ok(known(found).length > 100);
  assert.deepEqual(known(found), known(written));
});
