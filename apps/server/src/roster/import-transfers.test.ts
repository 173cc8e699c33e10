import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { listEntries } from '@muster/contract/ledger';
import { exportMembers, importMembers, proposeTransfer, readHistory, readPerson } from '@muster/contract/roster';
import { readActivity, recordActivity } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import fc from 'fast-check';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const node = (code: string) => ({ params: { organisationId: house.id(code) } });
const person = (code: string) => ({ params: { personId: house.id(code) } });

async function importAs(who: CastName, beneath: string, csv: string, over: { commit?: boolean } = {}) {
  const body = { fileName: 'm.csv', csv, commit: true, ...over };
  return (await house.as(who)).call(importMembers, { ...node(beneath), body });
}

async function rows<Row extends object>(query: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
}

/** What must hold whatever is imported. */
async function assertSound(): Promise<void> {
  await house.fold();
  assert.deepEqual(await house.differences(), []);
  const open = 'select person_id from membership where to_on is null group by person_id having count(*) <> 1';
  assert.deepEqual(await rows(open), []);
  const overlapping = await rows(`
    select a.person_id from membership a join membership b on b.region_id = a.region_id and b.person_id = a.person_id and b.id <> a.id
    where a.from_on < coalesce(b.to_on, 'infinity') and b.from_on < coalesce(a.to_on, 'infinity')`);
  assert.deepEqual(overlapping, []);
  const astray = await rows(`
    select p.id from person p join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null
    where p.path <> m.path or p.party_path <> m.party_path`);
  assert.deepEqual(astray, [], 'a person stands where the membership is');
}

describe('a roster that names another place', () => {
  const csv = '编码,姓名,党支部编码,加入日期,转入日期\nSCHOOL-1-04,唐晓棠,COMMUNITY-1,2010-07-01,2026-03-20\n';

  test('transfers the member in one step: hours follow, the meeting stays, both ends record it', async () => {
    const secretary = await house.as('secretary');
    const { id: activityId } = await secretary.call(recordActivity, {
      params: { branchId: house.id('SCHOOL-1') },
      body: {
        kind: 'collective-study',
        topic: '第三专题',
        startsAt: '2026-03-19T14:30:00+08:00',
        endsAt: '2026-03-19T16:30:00+08:00',
        absences: [],
      },
    });
    const earlier = await rows('select id from ledger_entry');
    const dry = await importAs('town', 'TOWN', csv, { commit: false });
    assert.deepEqual([dry.transferred, dry.updated, dry.unchanged, dry.committed], [1, 0, 0, false]);
    assert.deepEqual(
      dry.faults.map(({ cell, severity, code, params }) => [cell, severity, code, params['on']]),
      [['C2', 'warning', 'is-transferred', '2026-03-20']],
    );
    assert.equal((await rows('select id from ledger_entry')).length, earlier.length, 'a dry run writes nothing');

    assert.equal((await importAs('town', 'TOWN', csv)).transferred, 1);
    const there = await (await house.as('communityHead')).call(readPerson, person('SCHOOL-1-04'));
    assert.deepEqual([there.stage?.minutes, there.stage?.elsewhereMinutes], [120, 120]);
    const sheet = await secretary.call(readActivity, { params: { activityId } });
    assert.deepEqual([sheet.activity.present, sheet.activity.onRoll], [15, 15]);
    const town = await house.as('town');
    const { memberships } = await town.call(readHistory, person('SCHOOL-1-04'));
    assert.deepEqual(
      memberships.map(({ branch, fromOn, toOn, endReason }) => [branch.name, fromOn, toOn, endReason]),
      [
        ['明湖社区党支部', '2026-03-20', null, null],
        ['中心小学第一党支部', '2010-07-01', '2026-03-20', 'transferred'],
      ],
    );
    for (const unit of ['SCHOOL', 'COMMUNITY']) {
      const { entries } = await town.call(listEntries, node(unit));
      assert.ok(
        entries.some(({ kind }) => kind === 'roster.member-transferred'),
        unit,
      );
    }
    await assertSound();
  });

  test('imported again it changes nothing, and neither does what is exported afterwards', async () => {
    const again = await importAs('town', 'TOWN', csv);
    assert.deepEqual([again.unchanged, again.transferred, again.updated], [1, 0, 0]);
    const town = await house.as('town');
    const exported = await town.call(exportMembers, { ...node('TOWN'), query: { format: 'csv' } });
    const report = await importAs('town', 'TOWN', exported.csv ?? '');
    assert.deepEqual([report.unchanged, report.faults], [report.rows, []]);
    await assertSound();
  });

  test('a member beyond one’s authority, or offered elsewhere already, is not taken', async () => {
    const take = (code: string, into: string) => `编码,姓名,党支部编码\n${code},某人,${into}\n`;
    const town = await house.as('town');
    await town.call(proposeTransfer, { ...person('SCHOOL-1-08'), body: { branchId: house.id('JOINT-1') } });
    const offered = await importAs('town', 'TOWN', take('SCHOOL-1-08', 'SCHOOL-2'), { commit: false });
    assert.ok(offered.faults.some(({ code }) => code === 'transfer-open'));
    // The other town neither sees that person nor learns of them.
    const blind = await importAs('otherTown', 'OTHER-TOWN', take('SCHOOL-1-05', 'JOINT-1'), { commit: false });
    assert.deepEqual(
      blind.faults.map(({ cell, code, params }) => [cell, code, params]),
      [['A2', 'code-taken', { found: 'SCHOOL-1-05' }]],
    );
    assert.equal(
      await refusalOf(importAs('otherTown', 'OTHER-TOWN', take('SCHOOL-1-05', 'JOINT-1'))),
      'import-has-errors',
    );
    const over = await importAs('county', 'OTHER-TOWN', take('SCHOOL-1-05', 'JOINT-1'), { commit: false });
    assert.equal(over.transferred, 1, 'who answers for both ends transfers across');
  });
});

test('whatever rosters are imported one after another: one open membership each, none overlaps, incremental = recount', async () => {
  const places = [
    ['SCHOOL-1', 'SCHOOL'],
    ['SCHOOL-2', ''],
    ['COMMUNITY-1', ''],
    ['JOINT-1', 'CLINIC'],
    ['JOINT-1', 'STATION'],
  ] as const;
  const row = fc.record({
    code: fc.constantFrom('SCHOOL-1-05', 'SCHOOL-1-07', 'SCHOOL-2-03', 'CLINIC-07', 'STATION-04', 'COMMUNITY-1-96'),
    place: fc.constantFrom(...places),
    standing: fc.constantFrom('正式', '预备', '申请人', ''),
    category: fc.constantFrom('流动', ''),
    fromOn: fc.constantFrom('', '2010-07-01', '2026-03-10'),
    transferredOn: fc.constantFrom('', '2026-03-15', '2026-03-20'),
  });
  const file = fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: ({ code }) => code });
  let transferred = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 4 }), async (files) => {
      for (const lines of files) {
        const csv = lines.map(({ code, place, standing, category, fromOn, transferredOn }) =>
          [code, '某人', ...place, standing, category, fromOn, transferredOn].join(','),
        );
        const text = ['编码,姓名,党支部编码,单位编码,身份,类别,加入日期,转入日期', ...csv].join('\n');
        const body = { fileName: 'm.csv', csv: text, commit: true, exceptRefused: true };
        // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tried
        const report = await (await house.as('county')).call(importMembers, { ...node('COUNTY'), body });
        transferred += report.transferred;
      }
      await assertSound();
    }),
    { numRuns: 15 },
  );
  assert.ok(transferred > 20, `only ${transferred} were transferred`);
});
