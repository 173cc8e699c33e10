import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import { listChildren, readOrganisation } from '@muster/contract/organisation';
import { listMembers, readPerson } from '@muster/contract/roster';
import { recordActivity } from '@muster/contract/study';
import { openDatabase, type Db } from '../platform/database/db.ts';
import { makeRegion } from './make-region.ts';
import { moveRegion } from './move-region.ts';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
let worker: Db;
before(async () => {
  house = await startTestHouse();
  worker = openDatabase({ ...house.database.connection('worker'), max: 1 });
  for (const region of [2, 3]) await make(region);
});
after(async () => {
  await worker.close();
  await house.close();
});

async function rows<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query, values)).rows);
}

const as = (who: CastName) => house.as(who);
const at = (code: string) => ({ params: { organisationId: house.id(code) } });
const move = (code: string, to = 2, over: Partial<Parameters<typeof moveRegion>[1]> = {}) =>
  moveRegion(
    worker,
    { code, toRegion: to, under: `CITY-${to}`, partyUnder: `PARTY-${to}`, reason: '行政区划调整', ...over },
    'Asia/Shanghai',
    new Date('2026-03-20T09:00:00+08:00'),
  );

function make(region: number, code = `CITY-${region}`, partyCode = `PARTY-${region}`) {
  const roots = { place: { name: '相邻市', code }, party: { name: '中共相邻市委', code: partyCode } };
  return makeRegion(
    worker,
    { region, name: '相邻市', ...roots, administrator: 'administrator' },
    'Asia/Shanghai',
    new Date(),
  );
}

test('a region is made once, with a place and a committee that have codes of their own', async () => {
  const roots = await rows(`select tree, kind, name, code from organisation where region_id = 2 order by code`);
  assert.deepEqual(roots, [
    { tree: 'place', kind: 'region', name: '相邻市', code: 'CITY-2' },
    { tree: 'party', kind: 'committee', name: '中共相邻市委', code: 'PARTY-2' },
  ]);
  await assert.rejects(make(2), { name: 'OperationRefused', message: /^There is a region 2 already/ });
  await assert.rejects(make(4, 'CITY-2', 'CITY-2'), { name: 'OperationRefused', message: /the same code, CITY-2/ });
  assert.deepEqual(await rows(`select region_id from region where region_id = 4`), []);
});

test('what cannot be moved is told in a sentence', async () => {
  const refused = (over: Partial<Parameters<typeof moveRegion>[1]>, message: RegExp) =>
    assert.rejects(move('SCHOOL', 2, over), { name: 'OperationRefused', message });
  await refused({ toRegion: 9 }, /There is no region 9: "muster make-region 9"/);
  await refused({ under: 'NONE' }, /Region 2 has no open organisation with the code NONE/);
  await refused({ partyUnder: 'CITY-2' }, /check the three codes/);
  await refused({ code: 'CITY-2' }, /相邻市 \(CITY-2\) is in region 2 already/);
});

test('a unit whose branch serves another that stays is not torn from it; what would help is said, and helps', async () => {
  const message = /also serves a unit that stays: .*, or name the place that holds both units/;
  await assert.rejects(move('STATION'), { name: 'OperationRefused', message });
  await assert.rejects(move('NOWHERE'), /NOWHERE/);
  await move('OTHER-TOWN');
  for (const code of ['STATION', 'CLINIC']) {
    const query = `select region_id as region from organisation where id = $1 and moved_to is null`;
    assert.deepEqual(await rows(query, [house.id(code)]), [{ region: 2 }]);
  }
});

test('the same ids open in the other region, hours go along as credits that cite the entries, meetings stay', async () => {
  const meet = async (day: number) =>
    (await as('secretary')).call(recordActivity, {
      params: { branchId: house.id('SCHOOL-1') },
      body: {
        kind: 'collective-study',
        topic: '学习',
        startsAt: `2026-03-${day}T14:00:00+08:00`,
        endsAt: `2026-03-${day}T16:00:00+08:00`,
        absences: [],
      },
    });
  await meet(18);
  await meet(19);
  const gate = async () => {
    const { findings, unit } = await (await as('head')).call(readGate, { params: { unitId: house.id('SCHOOL') } });
    return [unit.name, findings.map(({ code, num, den }) => [code, num, den])];
  };
  const earlier = await gate();

  const moved = await move('SCHOOL');

  assert.deepEqual(moved, { organisations: 3, members: 22, credits: 15 });
  assert.deepEqual(await gate(), earlier);
  assert.deepEqual(await house.differences(), []);
  const cited = await rows<{ minutes: number; collective: number; entries: number; found: number }>(
    `select minutes, collective_minutes as collective, cardinality(cites) as entries,
       (select count(*)::int from ledger_entry e where e.id = any (c.cites) and e.kind = 'study.activity-recorded') as found
     from study_credit c where person_id = $1`,
    [house.id('SCHOOL-1-09')],
  );
  assert.deepEqual(cited, [{ minutes: 240, collective: 240, entries: 2, found: 2 }]);
  const both = await rows<{ region: number; closed: boolean; to: number | null }>(
    `select region_id as region, closed_on is not null as closed, moved_to as to from organisation where id = $1 order by 1`,
    [house.id('SCHOOL')],
  );
  assert.deepEqual(both, [
    { region: 0, closed: true, to: 2 },
    { region: 2, closed: false, to: null },
  ]);
  assert.deepEqual(await rows(`select distinct region_id as region from activity`), [{ region: 0 }]);
});

test('those who work there go on, with their sessions; the region that it left sees it no more', async () => {
  await (
    await as('secretary')
  ).call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind: 'collective-study',
      topic: '学习',
      startsAt: '2026-03-17T14:00:00+08:00',
      endsAt: '2026-03-17T16:00:00+08:00',
      lateReason: '补记',
      absences: [],
    },
  });
  const { members } = await (await as('head')).call(listMembers, at('SCHOOL'));
  assert.equal(members.length, 22);
  assert.ok(await (await as('secretary')).call(readPerson, { params: { personId: house.id('SCHOOL-1-09') } }));
  assert.equal(await refusalOf((await as('town')).call(readOrganisation, at('SCHOOL'))), 'not-found');
  const { nodes } = await (await as('town')).call(listChildren, at('TOWN'));
  assert.deepEqual(
    nodes.map(({ name }) => name),
    ['明湖社区'],
  );
  assert.deepEqual(await house.differences(), []);
});

test('moved on to a third region everybody keeps the same hours, however many meetings the credit cites', async () => {
  const member = { params: { personId: house.id('SCHOOL-1-09') } };
  const hours = async () => {
    const { stage } = await (await as('secretary')).call(readPerson, member);
    return [stage?.minutes, stage?.collectiveMinutes];
  };
  const earlier = await hours();
  assert.deepEqual(earlier, [360, 360]);

  await move('SCHOOL', 3);

  assert.deepEqual(await hours(), earlier);
  const cited = await rows<{ region: number; from: number; minutes: number; entries: number }>(
    `select region_id as region, from_region_id as from, minutes, cardinality(cites) as entries
     from study_credit where person_id = $1 order by 1`,
    [house.id('SCHOOL-1-09')],
  );
  assert.deepEqual(cited, [
    { region: 2, from: 0, minutes: 240, entries: 2 },
    { region: 3, from: 2, minutes: 360, entries: 3 },
  ]);
  assert.deepEqual(await house.differences(), []);
});
