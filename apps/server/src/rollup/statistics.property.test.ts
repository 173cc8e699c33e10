/** Every figure of the statistics is what the list behind it has, for whoever looks, at nodes of both trees and of every depth. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mergeOrganisation } from '@muster/contract/organisation';
import { listOutstanding, listStandings, listUnitsIn, readStatistics } from '@muster/contract/rollup';
import { correctSheet, listActivities, listPresences, recordActivity, voidActivity } from '@muster/contract/study';
import { addDays } from '@muster/core/kernel';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import fc from 'fast-check';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  for (const [who, branch, day, absent] of [
    ['secretary', 'SCHOOL-1', '03-19', []],
    ['secretary', 'SCHOOL-1', '03-09', ['SCHOOL-1-05', 'SCHOOL-1-07']],
    ['communityHead', 'COMMUNITY-1', '03-16', ['COMMUNITY-1-11']],
    ['jointSecretary', 'JOINT-1', '03-15', ['CLINIC-07', 'STATION-04']],
    ['secretary2', 'SCHOOL-2', '03-12', []],
  ] as const)
    await (
      await house.as(who)
    ).call(recordActivity, {
      params: { branchId: house.id(branch) },
      body: {
        kind: 'collective-study',
        topic: '学习',
        startsAt: `2026-${day}T08:00:00+08:00`,
        endsAt: `2026-${day}T12:00:00+08:00`,
        absences: absent.map((person) => ({ personId: house.id(person), reason: 'sick' })),
        lateReason: '补录',
      },
    });
  await house.fold();
});
after(() => house.close());

const nodes = [
  ['office', ['COUNTY', 'COUNTY-COMMITTEE', 'TOWN', 'OTHER-COMMITTEE', 'SCHOOL', 'JOINT-1']],
  ['county', ['COUNTY', 'OTHER-TOWN', 'SCHOOL-2', 'COMMUNITY']],
  ['town', ['TOWN', 'TOWN-COMMITTEE', 'SCHOOL-1']],
  ['head', ['SCHOOL', 'SCHOOL-1']],
  ['secretary', ['SCHOOL-1']],
] as const satisfies readonly (readonly [CastName, readonly string[]])[];

const look = fc
  .constantFrom(...nodes)
  .chain(([who, codes]) =>
    fc.record({ who: fc.constant(who), code: fc.constantFrom(...codes), limit: fc.integer({ min: 1, max: 40 }) }),
  );

interface Page {
  readonly rows: readonly unknown[];
  readonly all: number;
  readonly next: string | null;
}

/** Every page of a list, as long as each page says. */
async function whole<P extends Page>(read: (last: string | undefined) => Promise<P>): Promise<P['rows']> {
  const rows: P['rows'][number][] = [];
  for (let cursor: string | undefined; ;) {
    const page = await read(cursor);
    rows.push(...page.rows);
    if (page.next === null) {
      assert.equal(page.all, rows.length);
      assert.equal(new Set(rows.map((row) => JSON.stringify(row))).size, rows.length, 'nothing twice');
      return rows;
    }
    cursor = page.next;
  }
}

const eachFigureIsAsLongAsItsList = () =>
  fc.assert(
    fc.asyncProperty(look, async ({ who, code, limit }) => {
      const by = await house.as(who);
      const params = { organisationId: house.id(code) };
      const statistics = await by.call(readStatistics, { params });
      const here = `${who} at ${code}`;
      for (const { code: stage, units, weeks } of statistics.stages) {
        for (const week of weeks)
          for (const moved of ['opened', 'passed'] as const) {
            const query = { stage, of: moved, value: week.week, limit };
            const rows = await whole((last) => by.call(listUnitsIn, { params, query: { ...query, after: last } }));
            assert.equal(rows.length, week[moved], `${here}: ${stage} ${moved} ${week.week}`);
          }
        let [inIt, past] = [0, 0];
        for (const { week, opened, passed, endedWithin, endedPast, ...atEnd } of weeks) {
          [inIt, past] = [inIt + opened - passed - endedWithin, past + passed - endedPast];
          assert.deepEqual([atEnd.within, atEnd.past], [inIt, past], `${here}: ${stage} ${week}`);
          for (const [of, figure] of [
            ['within', inIt],
            ['past', past],
            ['ended', endedWithin + endedPast + atEnd.endedAhead],
            ['all', atEnd.all],
          ] as const) {
            const query = { stage, of, value: week, limit };
            const rows = await whole((last) => by.call(listUnitsIn, { params, query: { ...query, after: last } }));
            assert.equal(rows.length, figure, `${here}: ${stage} ${of} ${week}`);
          }
        }
        assert.ok(inIt + past <= units);
        assert.equal(weeks.at(-1)?.all ?? units, units, `${here}: ${stage}`);
        assertNoGap(weeks);
      }
      for (const { stageCode, bands } of statistics.hours)
        for (const { band, members } of bands) {
          const query = { stage: stageCode, of: 'hours' as const, value: band, limit };
          const first = await by.call(listUnitsIn, { params, query });
          const rows = await whole((last) => by.call(listUnitsIn, { params, query: { ...query, after: last } }));
          const counted = (rows as { num: number | null }[]).reduce((sum, { num }) => sum + (num ?? 0), 0);
          assert.deepEqual([counted, first.members], [members, members], `${here}: ${band}`);
        }
      assertNoGap(statistics.attendance);
      assertNoGap(statistics.owed);
      for (const week of statistics.attendance)
        for (const presence of ['present', 'absent'] as const) {
          const query = { week: week.week, presence, limit };
          const rows = await whole((last) => by.call(listPresences, { params, query: { ...query, after: last } }));
          assert.equal(rows.length, week[presence], `${here}: ${presence} ${week.week}`);
        }
      for (const week of statistics.owed) {
        assert.ok(week.overdue + week.coming <= week.asked);
        const figures = { ...week, done: week.asked - week.overdue - week.coming };
        for (const when of ['overdue', 'coming', 'asked', 'done'] as const) {
          const query = { when, week: week.week, limit };
          const rows = await whole((last) => by.call(listOutstanding, { params, query: { ...query, after: last } }));
          assert.equal(rows.length, figures[when], `${here}: ${when} ${week.week}`);
        }
      }
    }),
    { numRuns: 8 },
  );

function assertNoGap(weeks: readonly { readonly week: string }[]): void {
  for (const [index, { week }] of weeks.slice(1).entries()) assert.equal(week, addDays(weeks[index]?.week ?? '', 7));
}

test(
  'stages by week, hours, attendance, what falls due: each figure is as long as its list',
  eachFigureIsAsLongAsItsList,
);

test('a band of hours has whom the condition counts: all of them are those who meet it', async () => {
  const office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  const { hours } = await office.call(readStatistics, { params });
  assert.ok(hours.length > 0);
  for (const { stageCode, bands } of hours) {
    const query = { stage: stageCode, condition: 'hours', limit: 200 };
    const { rows } = await office.call(listStandings, { params, query });
    const sum = (of: 'num' | 'den') => rows.reduce((all, row) => all + (row[of] ?? 0), 0);
    assert.equal(bands.find(({ band }) => band === 'all')?.members, sum('num'));
    assert.equal(
      bands.reduce((all, { members }) => all + members, 0),
      sum('den'),
    );
  }
});

test('a meeting counts in the week in which it began; corrected or voided, it counts there no more', async () => {
  const secretary = await house.as('secretary');
  const params = { organisationId: house.id('SCHOOL-1') };
  const week = async () => {
    await house.fold();
    const { attendance } = await (await house.as('county')).call(readStatistics, { params });
    return attendance.find((each) => each.week === '2026-03-09');
  };
  const { present, absent } = (await week()) ?? assert.fail();
  assert.equal(absent, 2);
  const { activities } = await secretary.call(listActivities, { params });
  const activity = activities.find(({ startsAt }) => startsAt.startsWith('2026-03-09')) ?? assert.fail();
  const one = { activityId: activity.id, branchId: house.id('SCHOOL-1') };
  const absences = [{ personId: house.id('SCHOOL-1-05'), reason: 'sick' }];
  await secretary.call(correctSheet, { params: one, body: { version: 1, absences, reason: '记错' } });
  assert.deepEqual(await week(), { week: '2026-03-09', present: present + 1, absent: 1 });
  await secretary.call(voidActivity, { params: { activityId: activity.id }, body: { reason: '没有开' } });
  assert.equal(await week(), undefined);
  assert.deepEqual(await house.differences(), []);
});

test('all bands of the playbook are shown, also those in which nobody is', async () => {
  const { bands } = await (
    await house.as('secretary')
  ).call(readStatistics, { params: { organisationId: house.id('SCHOOL-1') } });
  assert.ok(bands.length > 1);
  assert.ok(bands.every(({ units }) => units === 0));
});

test('the statistics of a node with many beneath cost as many queries as those of one with few', async () => {
  const office = await house.as('office');
  const cost = async (code: string) => {
    const params = { organisationId: house.id(code) };
    const sent = house.queries();
    await office.call(readStatistics, { params });
    await office.call(listPresences, { params, query: { week: '2026-03-16', presence: 'present' } });
    const query = { stage: 'study', of: 'hours' as const, value: 'none' };
    await office.call(listUnitsIn, { params, query });
    return house.queries() - sent;
  };
  assert.equal(await cost('COUNTY'), await cost('TOWN'));
});

test('a week of which nothing is known has an empty list', async () => {
  const office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  const query = { week: addDays('2026-03-16', 7000), presence: 'absent' as const };
  assert.deepEqual(await office.call(listPresences, { params, query }), { rows: [], all: 0, beyond: 0, next: null });
});

test('units that are merged take nothing from weeks that are over, and each figure is as long as its list', async () => {
  const office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  const over = async () => {
    await house.fold();
    const { stages, attendance } = await office.call(readStatistics, { params });
    return {
      entered: stages.map(({ weeks }) => weeks.filter(({ opened, passed }) => opened + passed > 0)),
      attendance,
    };
  };
  const was = await over();
  const ending = { on: '2026-03-20', reason: '撤并' };
  const merge = { params: { organisationId: house.id('STATION') }, body: { ...ending, intoId: house.id('CLINIC') } };
  await office.call(mergeOrganisation, merge);
  const into = { params: { organisationId: house.id('CLINIC') }, body: { ...ending, intoId: house.id('COMMUNITY') } };
  await office.call(mergeOrganisation, into);
  assert.deepEqual(await over(), was);
  assert.deepEqual(await house.differences(), []);
  await eachFigureIsAsLongAsItsList();
});
