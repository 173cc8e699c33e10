/** A unit that comes back to a region it left, by whatever way: nobody's hours are lost or counted twice, and every figure is kept. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listCampaigns, listCoverage } from '@muster/contract/campaign';
import { readGate } from '@muster/contract/gate';
import {
  askExtension,
  checkDeliverable,
  decideExtension,
  exemptObligation,
  listObligations,
  readObligation,
  readOwed,
  submitDeliverable,
} from '@muster/contract/obligation';
import { listUnitsIn, readOverview } from '@muster/contract/rollup';
import { listMembers, readPerson } from '@muster/contract/roster';
import {
  listMakeUps,
  logSelfStudy,
  readStudyApart,
  recordActivity,
  recordMakeUp,
  voidMakeUp,
} from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import fc from 'fast-check';
import { openDatabase, type Db } from '../platform/database/db.ts';
import { makeRegion } from './make-region.ts';
import { moveRegion } from './move-region.ts';

let house: TestHouse;
let worker: Db;
before(async () => {
  house = await startTestHouse();
  worker = openDatabase({ ...house.database.connection('worker'), max: 1 });
  for (const region of [2, 3]) {
    const roots = {
      place: { name: '相邻市', code: `CITY-${region}` },
      party: { name: '中共相邻市委', code: `PARTY-${region}` },
    };
    await makeRegion(
      worker,
      { region, name: '相邻市', ...roots, administrator: 'administrator' },
      'Asia/Shanghai',
      new Date(),
    );
  }
});
after(async () => {
  await worker.close();
  await house.close();
});

const regions = [0, 2, 3] as const;
type Region = (typeof regions)[number];
/** Where any sequence of moves has brought the school. */
let here: Region = 0;

const ends: Readonly<Record<Region, { readonly under: string; readonly partyUnder: string }>> = {
  0: { under: 'OTHER-TOWN', partyUnder: 'OTHER-COMMITTEE' },
  2: { under: 'CITY-2', partyUnder: 'PARTY-2' },
  3: { under: 'CITY-3', partyUnder: 'PARTY-3' },
};
const move = (toRegion: Region, over: { under?: string; partyUnder?: string } = {}) =>
  moveRegion(
    worker,
    { code: 'SCHOOL', toRegion, ...ends[toRegion], reason: '行政区划调整', ...over },
    'Asia/Shanghai',
    new Date('2026-03-20T09:00:00+08:00'),
  );

const as = (who: CastName) => house.as(who);
const meet = async (day: number, more: { another?: boolean } = {}) =>
  (await as('secretary')).call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind: 'collective-study',
      topic: '学习',
      startsAt: `2026-03-${day}T14:00:00+08:00`,
      endsAt: `2026-03-${day}T16:00:00+08:00`,
      lateReason: '补记',
      absences: [],
      ...more,
    },
  });

/** What the school owes, from the first due to the last, with all that was handed in. */
async function owed() {
  const head = await as('head');
  const { obligations } = await head.call(listObligations, { params: { organisationId: house.id('SCHOOL') } });
  return Promise.all(
    obligations.map(async ({ id }) => {
      const params = { obligationId: id };
      return { ...(await head.call(readObligation, { params })), relief: await head.call(readOwed, { params }) };
    }),
  );
}

const handIn = async (text: string) => {
  const plan = (await owed())[0];
  assert.ok(plan);
  return (await as('clerk')).call(submitDeliverable, {
    params: { obligationId: plan.obligation.id },
    body: { text, file: null },
  });
};
const say = async (deliverableId: string, note: string) =>
  (await as('office')).call(checkDeliverable, { params: { deliverableId }, body: { outcome: 'returned', note } });

/** What the unit, its people and the office that leads all see of it, wherever it lies. */
async function figures() {
  const unit = { unitId: house.id('SCHOOL') };
  const organisation = { organisationId: house.id('SCHOOL') };
  const head = await as('head');
  const gate = await head.call(readGate, { params: unit });
  const { members } = await head.call(listMembers, { params: organisation, query: { limit: 200 } });
  const people = await Promise.all(
    ['SCHOOL-1-02', 'SCHOOL-1-09', 'SCHOOL-2-03'].map(async (code) => {
      const { stage } = await head.call(readPerson, { params: { personId: house.id(code) } });
      return [stage?.minutes, stage?.collectiveMinutes];
    }),
  );
  await house.fold();
  const overview = await head.call(readOverview, { params: organisation });
  const owes = await owed();
  return {
    owed: owes.map(({ obligation: { may: _, ...obligation }, deliverables, relief: { may: _may, ...relief } }) => {
      return { ...obligation, deliverables, ...relief };
    }),
    owing: overview.owed,
    findings: gate.findings.map(({ code, num, den, verdict }) => [code, num, den, verdict]),
    stages: gate.stages,
    members: members.map(({ personId, standing }) => `${personId} ${standing}`).toSorted(),
    people,
    units: [overview.figures.units, overview.figures.branches, overview.figures.members, overview.figures.floating],
    conditions: overview.conditions,
  };
}

/** Where the office of the town finds it. */
async function listed() {
  const town = await as('town');
  const organisationId = house.id('TOWN');
  const campaignId = (await town.call(listCampaigns, {})).campaigns[0]?.id ?? '';
  const { units } = await town.call(listCoverage, { params: { campaignId, organisationId }, query: {} });
  const { rows } = await town.call(listUnitsIn, {
    params: { organisationId },
    query: { stage: 'study', of: 'stage', value: 'open' },
  });
  return [units.map(({ name }) => name), rows.map(({ unit }) => unit.name)];
}

test('what it owes goes along, returned and handed in again, and is checked by who is above it then', async () => {
  const first = await handIn('第一稿');
  await say(first.id, '日期不细');
  const [longer, summary] = (await owed()).map(({ obligation }) => ({ params: { obligationId: obligation.id } }));
  assert.ok(longer && summary);
  await (await as('clerk')).call(askExtension, { ...longer, body: { untilOn: '2026-03-24', reason: '停电' } });
  const asked = (await owed())[0]?.relief.extensions[0];
  const decision = { outcome: 'granted', note: null } as const;
  await (await as('office')).call(decideExtension, { params: { extensionId: asked?.id ?? '' }, body: decision });
  await (await as('office')).call(exemptObligation, { ...summary, body: { reason: '并入总结' } });
  const plan = (await owed())[0]?.obligation;
  const file = { name: '方案.txt', base64: Buffer.from('第二稿').toString('base64') };
  await (
    await as('clerk')
  ).call(submitDeliverable, { params: { obligationId: plan?.id ?? '' }, body: { text: null, file } });
  const earlier = await figures();
  assert.deepEqual(
    earlier.owed.map((each) => [
      each.code,
      each.state,
      each.versions,
      each.firstDueOn,
      each.dueOn,
      each.exemption?.reason,
    ]),
    [
      ['plan', 'waiting', 2, '2026-03-22', '2026-03-24', undefined],
      ['summary', 'open', 0, '2026-03-24', '2026-03-24', '并入总结'],
    ],
  );
  await move(2);
  assert.deepEqual(await figures(), earlier);
  const { rows: kept } = await withClient(house.database.superuser(), (client) =>
    client.query<{ found: boolean }>(
      `select f.path = o.path and f.stored_at is not null as found from file f join organisation o on o.region_id = f.region_id and o.code = 'SCHOOL'
        where f.region_id = 2 and f.name = '方案.txt'`,
    ),
  );
  assert.deepEqual(kept, [{ found: true }], 'what was handed in as a file is read there');
  await handIn('在新的地区交的第三稿');
  const there = await figures();
  assert.equal(there.owed[0]?.versions, 3);
  await move(0, { under: 'TOWN', partyUnder: 'TOWN-COMMITTEE' });
  assert.deepEqual(await figures(), there);
  assert.deepEqual(await house.differences(), []);
});

test('back in the region that it left, under the node where it stood: as if it had never gone', async () => {
  await meet(10);
  const earlier = await figures();
  const atHome = await listed();
  await move(2);
  assert.deepEqual(await figures(), earlier);
  await move(0, { under: 'TOWN', partyUnder: 'TOWN-COMMITTEE' });
  assert.deepEqual(await figures(), earlier);
  assert.deepEqual(await listed(), atHome, 'once in each list');
  assert.deepEqual(await house.differences(), []);
});

test('what was missed is made up wherever the unit is then; what was made up and studied alone goes along and counts once', async () => {
  const person = { personId: house.id('SCHOOL-1-05') };
  const branch = { params: { branchId: house.id('SCHOOL-1') } };
  for (const day of [8, 9])
    await (
      await as('secretary')
    ).call(recordActivity, {
      ...branch,
      body: {
        kind: 'collective-study',
        topic: '学习',
        startsAt: `2026-03-0${day}T14:00:00+08:00`,
        endsAt: `2026-03-0${day}T16:00:00+08:00`,
        lateReason: '补记',
        absences: [{ ...person, reason: 'sick' }],
      },
    });
  const open = async () => (await (await as('secretary')).call(listMakeUps, branch)).makeUps;
  const file = { name: '听课记录.txt', base64: Buffer.from('记录').toString('base64') };
  const make = async (minutes: number) =>
    (await as('secretary')).call(recordMakeUp, {
      params: { obligationId: (await open())[0]?.obligationId ?? '' },
      body: { mode: 'make-up-lesson', on: '2026-03-18', minutes, note: '补学', lateReason: null, file },
    });
  const hours = async () => {
    const { stage } = await (await as('secretary')).call(readPerson, { params: person });
    return [stage?.minutes, stage?.collectiveMinutes, stage?.madeUpMinutes, stage?.selfStudyMinutes];
  };
  const apart = async () => (await as('secretary')).call(readStudyApart, { params: person });
  await (
    await as('secretary')
  ).call(logSelfStudy, { params: person, body: { on: '2026-03-19', minutes: 60, subject: '读本', lateReason: null } });
  await make(90);
  const earlier = [await hours(), await apart()];
  await move(2);
  assert.deepEqual([await hours(), await apart()], earlier);
  const { id } = await make(120);
  const there = [await hours(), await apart()];
  assert.equal((await hours())[2], 210);
  await move(3);
  assert.deepEqual([await hours(), await apart()], there);
  await (await as('secretary')).call(voidMakeUp, { params: { makeUpId: id }, body: { reason: '记错' } });
  assert.deepEqual(await hours(), earlier[0]);
  assert.equal((await open()).length, 1);
  await move(0, { under: 'TOWN', partyUnder: 'TOWN-COMMITTEE' });
  assert.deepEqual(await hours(), earlier[0]);
  assert.equal((await open()).length, 1);
  assert.deepEqual(await house.differences(), []);
  await make(60);
});

test('whoever was known there by an office alone has a member’s place when the unit comes', async () => {
  await withClient(house.database.superuser(), (client) =>
    client.query(
      `insert into person select (jsonb_populate_record(p, jsonb_build_object('region_id', 2, 'path', o.path, 'party_path', null, 'moved_to', null))).*
       from person p join organisation o on o.region_id = 2 and o.code = 'CITY-2' where p.region_id = 0 and p.id = $1
       on conflict (region_id, id) do update set path = excluded.path, party_path = null, moved_to = null`,
      [house.id('SCHOOL-1-09')],
    ),
  );
  const earlier = await figures();
  await move(2);
  assert.deepEqual(await figures(), earlier);
  const { rows } = await withClient(house.database.superuser(), (client) =>
    client.query<{ found: boolean }>(
      `select p.path = o.path as found from person p join organisation o on o.region_id = 2 and o.code = 'SCHOOL' where p.region_id = 2 and p.id = $1`,
      [house.id('SCHOOL-1-09')],
    ),
  );
  assert.deepEqual(rows, [{ found: true }]);
  await move(0);
  assert.deepEqual(await figures(), earlier);
});

test('any sequence of meetings and of moves among three regions keeps every figure', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...regions) },
    { weight: 2, arbitrary: fc.constantFrom('meet' as const, 'enter again' as const, 'hand in' as const) },
  );
  let day = 11;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
      for (const each of steps) {
        if (each === here) continue;
        const earlier = await figures();
        if (each === 'hand in') {
          const { id } = await handIn('又一稿');
          if (here === 0) await say(id, '再改');
          continue;
        }
        if (each === 'enter again') {
          // Of a day on which they met, here or wherever they were then.
          await meet(10, { another: true });
          if (day > 11) await meet(day - 1, { another: true });
          assert.deepEqual((await figures()).people, earlier.people);
          continue;
        }
        if (each === 'meet') {
          if (day > 19) continue;
          await meet(day);
          day += 1;
          const { people } = await figures();
          assert.deepEqual(
            people.map(([minutes]) => minutes),
            earlier.people.map(([minutes], place) => (minutes ?? 0) + (place < 2 ? 120 : 0)),
          );
          continue;
        }
        await move(each);
        here = each;
        assert.deepEqual(await figures(), earlier);
      }
      assert.deepEqual(await house.differences(), []);
    }),
    { numRuns: 8, seed: 20_050_701 },
  );
});

test('in either region its standings are worked out again without those in the other', async () => {
  const [toRegion, fromRegion]: [Region, Region] = here === 0 ? [2, 0] : [0, here];
  await move(toRegion);
  await house.fold();
  const asOwner = <Row extends object>(text: string, values: readonly unknown[]) =>
    withClient(house.database.superuser(), async (client) => (await client.query<Row>(text, [...values])).rows);
  const standings = () =>
    asOwner<{ region_id: number; item: string }>(
      'select region_id, stage_code, item, value, num, den from rollup_standing where unit_id = $1 order by region_id, stage_code, item',
      [house.id('SCHOOL')],
    );
  const earlier = await standings();
  assert.ok(earlier.some(({ item }) => item.startsWith('owed:')));
  assert.deepEqual([...new Set(earlier.map(({ region_id: region }) => region))], [toRegion]);
  for (const region of [fromRegion, toRegion]) {
    await asOwner(
      `insert into rollup_dirty (region_id, participation_id, path, linked)
       select region_id, id, path, linked from participation where region_id = $1 and unit_id = $2`,
      [region, house.id('SCHOOL')],
    );
    await house.fold();
    assert.deepEqual(await standings(), earlier, `marked in region ${region}`);
  }
  assert.deepEqual(await house.differences(), []);
});
