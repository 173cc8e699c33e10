import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exemptObligation, listOwed } from '@muster/contract/obligation';
import { mergeOrganisation, moveOrganisation } from '@muster/contract/organisation';
import { listOutstanding, listUnitsIn, readOverview, readStatistics } from '@muster/contract/rollup';
import { listMakeUps, recordMakeUp } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';

// A unit is merged into another. What it did until then happened where it happened: weeks that are over say what they said before, and what
// was done or let off is not taken back from the places above.

const places = ['COUNTY', 'OTHER-TOWN', 'OTHER-COMMITTEE', 'STATION'] as const;
const merged = new Date('2026-03-24T10:00:00+08:00');

let house: TestHouse;
let earlier: Awaited<ReturnType<typeof figures>>[];
before(async () => {
  house = await startTestHouse();
  await meet(house, 'jointSecretary', { branch: 'JOINT-1', day: '2026-03-19', ill: ['STATION-02', 'CLINIC-02'] });
  const params = { branchId: house.id('JOINT-1') };
  const secretary = await house.as('jointSecretary');
  const { makeUps } = await secretary.call(listMakeUps, { params, query: { state: 'open' } });
  const missed = makeUps.find(({ person }) => person.id === house.id('STATION-02')) ?? assert.fail();
  const lesson = { mode: 'make-up-lesson', on: '2026-03-20', minutes: 120, note: '补学', lateReason: null, file: null };
  await secretary.call(recordMakeUp, { params: { obligationId: missed.obligationId }, body: lesson });
  const office = await house.as('office');
  const query = { kind: 'deliverable', state: 'all', limit: 100 } as const;
  const { owed } = await office.call(listOwed, { params: { organisationId: house.id('STATION') }, query });
  const paper = { params: { obligationId: owed[0]?.id ?? '' }, body: { reason: '人手太少' } };
  await office.call(exemptObligation, paper);
  earlier = await Promise.all(places.map((code) => figures(code)));
  house.clock.set(merged);
  const merging = { params: { organisationId: house.id('STATION') } };
  const body = { intoId: house.id('CLINIC'), on: '2026-03-24', reason: '合并' };
  await (await house.as('otherTown')).call(mergeOrganisation, { ...merging, body });
});
after(() => house.close());

async function figures(code: (typeof places)[number]) {
  await house.fold();
  const office = await house.as('office');
  const params = { organisationId: house.id(code) };
  const { stages, owed } = await office.call(readStatistics, { params });
  const overview = await office.call(readOverview, { params });
  const study = stages.find((stage) => stage.code === 'study') ?? assert.fail();
  return {
    units: study.units,
    weeks: study.weeks,
    done: owed.reduce((sum, { asked, overdue, coming }) => sum + asked - overdue - coming, 0),
    letOff: overview.owed.reduce((sum, { exempt }) => sum + exempt, 0),
  };
}

const enteredIn = ({ weeks }: Awaited<ReturnType<typeof figures>>) =>
  weeks.filter(({ opened }) => opened > 0).map(({ week, opened }) => `${week} ${opened}`);

test('the week in which a unit entered a stage has it still, at every place above and in both trees', async () => {
  for (const [place, code] of places.entries()) {
    const was = earlier[place] ?? assert.fail();
    assert.notDeepEqual(enteredIn(was), []);
    const is = await figures(code);
    assert.deepEqual(enteredIn(is), enteredIn(was), code);
    assert.equal(is.units, was.units - 1, code);
  }
});

test('it is in the stage at the end of every week until it ended, and in none after that', async () => {
  const office = await house.as('office');
  const params = { organisationId: house.id('OTHER-TOWN') };
  const named = async (of: 'within' | 'opened', value: string) =>
    (await office.call(listUnitsIn, { params, query: { stage: 'study', of, value } })).rows
      .map(({ unit }) => unit.name)
      .toSorted();
  const both = ['石桥镇农技站', '石桥镇卫生院'];
  const { weeks } = await figures('OTHER-TOWN');
  const entered = weeks.find(({ opened }) => opened > 0);
  assert.deepEqual(await named('opened', entered?.week ?? ''), both);
  assert.deepEqual(await named('within', '2026-03-16'), both);
  assert.deepEqual(await named('within', '2026-03-23'), ['石桥镇卫生院']);
  assert.deepEqual(
    weeks.filter((row) => row.endedWithin + row.endedPast > 0),
    [
      {
        week: '2026-03-23',
        opened: 0,
        passed: 0,
        endedWithin: 1,
        endedPast: 0,
        endedAhead: 0,
        within: 1,
        past: 0,
        all: 1,
      },
    ],
  );
});

test('who ended in a week, and who was there at its end, are lists as long as the figures, for officials of every depth', async () => {
  for (const [who, code] of [
    ['office', 'COUNTY'],
    ['county', 'COUNTY-COMMITTEE'],
    ['otherTown', 'OTHER-TOWN'],
    ['otherTown', 'OTHER-COMMITTEE'],
    ['jointSecretary', 'JOINT-1'],
    ['jointSecretary', 'CLINIC'],
    ['clerk', 'SCHOOL'],
  ] as const) {
    const by = await house.as(who);
    const params = { organisationId: house.id(code) };
    const { stages } = await by.call(readStatistics, { params });
    const weeks = stages.find((stage) => stage.code === 'study')?.weeks ?? [];
    assert.ok(weeks.length > 0, code);
    for (const { week, all, ...row } of weeks)
      for (const [of, figure] of [
        ['ended', row.endedAhead + row.endedWithin + row.endedPast],
        ['all', all],
      ] as const) {
        const list = await by.call(listUnitsIn, { params, query: { stage: 'study', of, value: week } });
        assert.deepEqual([list.all, list.rows.length, list.beyond], [figure, figure, 0], `${code}: ${of} ${week}`);
        if (of === 'ended')
          assert.ok(
            list.rows.every(({ unit }) => unit.id === house.id('STATION')),
            code,
          );
      }
    const ended = weeks.filter((row) => row.endedWithin > 0).map(({ week }) => week);
    assert.deepEqual(ended, ['CLINIC', 'SCHOOL'].includes(code) ? [] : ['2026-03-23'], code);
  }
});

test('its overview says that it is no more and into which it went; of one that is there nothing is said', async () => {
  const office = await house.as('office');
  const closingOf = async (code: string) =>
    (await office.call(readOverview, { params: { organisationId: house.id(code) } })).closing;
  const mergedInto = { id: house.id('CLINIC'), name: '石桥镇卫生院' };
  assert.deepEqual(await closingOf('STATION'), { on: '2026-03-24', mergedInto });
  assert.equal(await closingOf('CLINIC'), null);
});

test('a stage that nobody has entered has no weeks, though it ended before it', async () => {
  const params = { organisationId: house.id('COUNTY') };
  const { stages } = await (await house.as('office')).call(readStatistics, { params });
  assert.deepEqual(
    stages.filter(({ weeks }) => weeks.length > 0).map(({ code }) => code),
    ['study'],
  );
});

test('what was made up and what was let off stays in the figures above, and in the lists behind them', async () => {
  const office = await house.as('office');
  for (const [place, code] of places.entries()) {
    const { done, letOff } = await figures(code);
    assert.deepEqual([done, letOff], [earlier[place]?.done, earlier[place]?.letOff], code);
    const params = { organisationId: house.id(code) };
    const exempt = await office.call(listOutstanding, { params, query: { when: 'exempt' } });
    assert.equal(exempt.all, letOff, code);
    const { owed } = await office.call(readStatistics, { params });
    for (const { week, asked, overdue, coming } of owed)
      for (const [when, figure] of [
        ['asked', asked],
        ['done', asked - overdue - coming],
        ['coming', coming],
      ] as const) {
        const list = await office.call(listOutstanding, { params, query: { when, week } });
        assert.equal(list.all, figure, `${code}: ${when} ${week}`);
      }
  }
  assert.deepEqual([earlier[1]?.done, earlier[1]?.letOff], [1, 1]);
});

test('a unit of which nothing is asked any more owes nothing', async () => {
  const office = await house.as('office');
  const params = { organisationId: house.id('STATION') };
  for (const when of ['overdue', 'coming'] as const)
    assert.equal((await office.call(listOutstanding, { params, query: { when } })).all, 0);
});

test('so it is when the place where it was moves', async () => {
  const county = await figures('COUNTY');
  await (
    await house.as('office')
  ).call(moveOrganisation, {
    params: { organisationId: house.id('OTHER-TOWN') },
    body: { parentId: house.id('TOWN'), on: '2026-03-24', reason: '区划调整' },
  });
  assert.deepEqual(await figures('COUNTY'), county);
  assert.deepEqual(enteredIn(await figures('OTHER-TOWN')), enteredIn(earlier[1] ?? assert.fail()));
});

test('and the records say the same', async () => {
  assert.deepEqual(await house.differences(), []);
  await house.recount();
  assert.deepEqual(await house.differences(), []);
});
