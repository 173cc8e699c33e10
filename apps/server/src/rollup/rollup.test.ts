import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '@muster/server/testing';
import { importOrganisations, listChildren, listRoots, moveOrganisation } from '@muster/contract/organisation';
import { importMembers } from '@muster/contract/roster';
import { listStandings, readOverview } from '@muster/contract/rollup';
import { listActivities, recordActivity, voidActivity } from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import fc from 'fast-check';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const meeting = (day: number, absences: readonly { personId: string; reason: string }[]) => ({
  kind: 'collective-study',
  topic: '学习',
  startsAt: `2026-03-${String(day).padStart(2, '0')}T14:00:00+08:00`,
  endsAt: `2026-03-${String(day).padStart(2, '0')}T16:00:00+08:00`,
  lateReason: '补记',
  absences: [...absences],
});

async function overview(who: CastName, code: string) {
  return (await house.as(who)).call(readOverview, { params: { organisationId: house.id(code) } });
}

test('what is recorded in a branch stands at every node above it, in both trees, once', async () => {
  const secretary = await house.as('secretary');
  await secretary.call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: meeting(19, [{ personId: house.id('SCHOOL-1-09'), reason: 'sick' }]),
  });
  await house.fold();
  for (const code of ['SCHOOL', 'TOWN', 'COUNTY', 'TOWN-COMMITTEE', 'COUNTY-COMMITTEE']) {
    const { figures, asOf } = await overview('office', code);
    assert.deepEqual([code, figures.activities, figures.attendances, figures.absences], [code, 1, 14, 1]);
    assert.ok(asOf !== null);
  }
  assert.equal((await overview('office', 'OTHER-TOWN')).figures.activities, 0);
});

test('the four counts of a condition add up to the units in the stage, and each count opens as many rows', async () => {
  await house.fold();
  const { conditions, stages } = await overview('office', 'COUNTY');
  const study = stages.find((stage) => stage.code === 'study');
  const hours = conditions.find((condition) => condition.stageCode === 'study' && condition.code === 'hours');
  assert.ok(study && hours);
  assert.equal(
    hours.met + hours.notMet + hours.waiting + hours.notApplicable + hours.notSet,
    study.open + study.closed,
  );
  const { rows } = await (
    await house.as('office')
  ).call(listStandings, {
    params: { organisationId: house.id('COUNTY') },
    query: { stage: 'study', condition: 'hours', verdict: 'not-met' },
  });
  assert.equal(rows.length, hours.notMet);
});

test('any sequence of meetings, voids, roster changes and moves: the figures equal a recount of the records', async () => {
  const who = {
    'SCHOOL-1': 'secretary',
    'SCHOOL-2': 'secretary2',
    'COMMUNITY-1': 'communityHead',
    'JOINT-1': 'jointSecretary',
  } as const;
  const branch = fc.constantFrom(...(Object.keys(who) as (keyof typeof who)[]));
  const step = fc.oneof(
    fc.record({
      act: fc.constant('meet' as const),
      branch,
      day: fc.integer({ min: 1, max: 19 }),
      absent: fc.boolean(),
    }),
    fc.record({ act: fc.constant('void' as const), branch }),
    fc.record({
      act: fc.constant('roster' as const),
      standing: fc.constantFrom('正式', '预备', '申请人'),
      category: fc.constantFrom('', '流动'),
    }),
    fc.record({
      act: fc.constant('move' as const),
      code: fc.constantFrom(
        'SCHOOL',
        'COMMUNITY',
        'CLINIC',
        'TOWN',
        'SCHOOL-1',
        'SCHOOL-2',
        'JOINT-1',
        'TOWN-COMMITTEE',
      ),
      parent: fc.constantFrom('COUNTY', 'TOWN', 'OTHER-TOWN', 'COUNTY-COMMITTEE', 'TOWN-COMMITTEE', 'OTHER-COMMITTEE'),
      isFolded: fc.boolean(),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
      for (const each of steps) {
        if (each.act === 'move') {
          // Figures that were carried upward already, and figures that wait, go along alike.
          if (each.isFolded) await house.fold();
          const body = { parentId: house.id(each.parent), on: '2026-03-20', reason: '试' };
          const params = { organisationId: house.id(each.code) };
          const refused = await refusalOf((await house.as('office')).call(moveOrganisation, { params, body }));
          assert.ok(refused === null || refused.startsWith('parent-'), String(refused));
          continue;
        }
        if (each.act === 'roster') {
          const office = await house.as('office');
          const { nodes } = await office.call(listRoots, {});
          const csv = `编码,姓名,出生年,党支部编码,单位编码,身份,类别,加入日期\nSCHOOL-2-03,党员SCHOOL203,1980,SCHOOL-2,SCHOOL,${each.standing},${each.category},2010-07-01\n`;
          await office.call(importMembers, {
            params: { organisationId: nodes[0]?.id ?? '' },
            body: { fileName: 'one.csv', csv, commit: true },
          });
          continue;
        }
        const secretary = await house.as(who[each.branch]);
        const branchId = house.id(each.branch);
        if (each.act === 'meet') {
          const absences =
            each.absent && each.branch === 'SCHOOL-1' ? [{ personId: house.id('SCHOOL-1-05'), reason: 'away' }] : [];
          await secretary.call(recordActivity, {
            params: { branchId },
            body: { ...meeting(each.day, absences), another: true },
          });
          continue;
        }
        const { activities } = await secretary.call(listActivities, { params: { organisationId: branchId } });
        const standing = activities.find((activity) => activity.voided === null);
        if (standing !== undefined)
          await secretary.call(voidActivity, { params: { activityId: standing.id }, body: { reason: '试' } });
      }
      assert.deepEqual(await house.differences(), []);
    }),
    { numRuns: 10, seed: 20_050_701 },
  );
});

test('a unit that gains a branch is seen, and counted, from the new place as well', async () => {
  const office = await house.as('office');
  const { nodes } = await office.call(listRoots, {});
  const csv =
    '编码,名称,种类,上级编码,所属单位编码,成立日期\nSTATION-1,农技站党支部,党支部,TOWN-COMMITTEE,STATION,2026-03-01\n';
  await office.call(importOrganisations, {
    params: { organisationId: nodes[0]?.id ?? '' },
    body: { fileName: 'one.csv', csv, commit: true },
  });
  assert.deepEqual(await house.differences(), []);
  const { rows } = await (
    await house.as('town')
  ).call(listStandings, {
    params: { organisationId: house.id('TOWN-COMMITTEE') },
    query: { stage: 'study', condition: 'hours' },
  });
  assert.ok(rows.some((row) => row.unit.name === '石桥镇农技站'));
});

test('a counter that was tampered with is found by its node and measure, and counting anew mends it', async () => {
  await house.fold();
  await withClient(house.database.superuser(), (client) =>
    client.query(
      `update rollup_counter set amount = amount + 1 where measure = 'members' and path = (select path from organisation where code = 'TOWN')`,
    ),
  );
  const found = await house.differences();
  assert.deepEqual(
    found.map(({ name, measure, stored, counted }) => [name, measure, Number(stored) - Number(counted)]),
    [['白鹭镇', 'members', 1]],
  );
  await house.recount();
  assert.deepEqual(await house.differences(), []);
});

test('every page costs as many queries for a unit as for the whole tree', async () => {
  const office = await house.as('office');
  const cost = async (code: string) => {
    const sent = house.queries();
    await office.call(readOverview, { params: { organisationId: house.id(code) } });
    await office.call(listChildren, { params: { organisationId: house.id(code) } });
    await office.call(listActivities, { params: { organisationId: house.id(code) } });
    return house.queries() - sent;
  };
  const one = await cost('SCHOOL');
  assert.ok(one > 0);
  assert.equal(await cost('COUNTY'), one);
});
