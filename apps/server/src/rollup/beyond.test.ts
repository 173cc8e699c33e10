/** A list has fewer rows than the figure that leads to it where one does not see all of the node; it says how many are missing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RouteInput } from '@muster/contract';
import { appoint } from '@muster/contract/access';
import { listCounted } from '@muster/contract/organisation';
import { listOutstanding, listStandings, listUnitsIn, readOverview, readStatistics } from '@muster/contract/rollup';
import { correctPerson, listMembers } from '@muster/contract/roster';
import { listPresences } from '@muster/contract/study';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await meet(house, 'jointSecretary', { branch: 'JOINT-1', day: '2026-03-19', ill: ['STATION-02', 'CLINIC-02'] });
  const away = { bornIn: 1980, categories: ['floating'], reason: '更正' };
  for (const code of ['CLINIC-07', 'STATION-04'])
    await (
      await house.as('county')
    ).call(correctPerson, { params: { personId: house.id(code) }, body: { name: code, ...away } });
  // Of a unit that a joint branch serves and another one hosts.
  await (
    await house.as('office')
  ).call(appoint, {
    params: { organisationId: house.id('STATION') },
    body: { personId: house.id('SCHOOL-1-04'), role: 'clerk' },
  });
  await house.fold();
});
after(() => house.close());

interface Answered {
  readonly all: number;
  readonly beyond: number;
}

interface Held {
  readonly name: string;
  readonly figure: number;
  readonly list: Answered;
}

/** Every figure of both pages beside the list that it leads to. */
async function figuresAndLists(who: CastName, code: string): Promise<readonly Held[]> {
  const by = await house.as(who);
  const params = { organisationId: house.id(code) };
  const { figures, stages, bands, conditions, owed, organisation } = await by.call(readOverview, { params });
  const weekly = await by.call(readStatistics, { params });
  const held: Held[] = [];
  const hold = (name: string, figure: number, list: Answered) => held.push({ name, figure, list });
  for (const measure of ['units', 'branches', 'members', 'floating'] as const)
    if (measure !== 'units' || organisation.tree === 'place')
      hold(measure, figures[measure], await by.call(listCounted, { params, query: { measure } }));
  // Applicants are on the roster, and no members yet.
  const roster = async (category?: string) => {
    const { all, beyond } = await by.call(listMembers, { params, query: { category } });
    const applicants = await by.call(listMembers, { params, query: { category, standing: 'applicant' } });
    return { all: all - applicants.all, beyond };
  };
  hold('roster', figures.members, await roster());
  hold('away', figures.floating, await roster('floating'));
  const presences = { present: figures.attendances, absent: figures.absences } as const;
  for (const presence of ['present', 'absent'] as const) {
    hold(presence, presences[presence], await by.call(listPresences, { params, query: { presence } }));
    for (const row of weekly.attendance) {
      const query = { presence, week: row.week };
      hold(`${presence} ${row.week}`, row[presence], await by.call(listPresences, { params, query }));
    }
  }
  const unitsIn = async (query: Omit<RouteInput<typeof listUnitsIn>['query'], 'limit'>, figure: number) => {
    const list = await by.call(listUnitsIn, { params, query });
    hold(`${query.stage} ${query.of} ${query.value}`, figure, { ...list, all: list.members ?? list.all });
  };
  for (const { code: stage, ...counts } of stages)
    for (const value of ['ahead', 'open', 'closed'] as const)
      await unitsIn({ stage, of: 'stage', value }, counts[value]);
  for (const [band, { stages: its, units }] of bands.entries())
    if (its.length === 1) await unitsIn({ stage: its[0] ?? '', of: 'band', value: String(band) }, units);
  for (const { code: stage, weeks } of weekly.stages)
    for (const row of weeks) {
      for (const counted of ['opened', 'passed', 'within', 'past', 'all'] as const)
        await unitsIn({ stage, of: counted, value: row.week }, row[counted]);
      await unitsIn({ stage, of: 'ended', value: row.week }, row.endedAhead + row.endedWithin + row.endedPast);
    }
  for (const { stageCode: stage, bands: its } of weekly.hours)
    for (const { band, members } of its) await unitsIn({ stage, of: 'hours', value: band }, members);
  for (const { stageCode: stage, code: condition, ...counts } of conditions)
    for (const [verdict, figure] of [
      ['met', counts.met],
      ['not-met', counts.notMet],
      ['waiting', counts.waiting],
      ['not-applicable', counts.notApplicable],
      ['not-set', counts.notSet],
    ] as const)
      hold(
        `${stage} ${condition} ${verdict}`,
        figure,
        await by.call(listStandings, { params, query: { stage, condition, verdict } }),
      );
  for (const { kind, ...counts } of owed)
    for (const when of ['overdue', 'week', 'asked', 'exempt'] as const)
      hold(`${kind} ${when}`, counts[when], await by.call(listOutstanding, { params, query: { kind, when } }));
  for (const { week, asked, overdue, coming } of weekly.owed)
    for (const [when, figure] of Object.entries({ asked, overdue, coming, done: asked - overdue - coming }))
      hold(
        `${when} ${week}`,
        figure,
        await by.call(listOutstanding, { params, query: { when: when as 'asked', week } }),
      );
  return held;
}

for (const [who, code] of [
  ['member', 'JOINT-1'],
  ['member', 'STATION'],
  ['jointSecretary', 'CLINIC'],
  ['secretary', 'SCHOOL'],
  ['head', 'SCHOOL-1'],
  ['office', 'COUNTY'],
] as const)
  test(`what the ${who} sees at ${code} and what is said to be beyond it are the figure`, async () => {
    for (const { name, figure, list } of await figuresAndLists(who, code))
      assert.equal(list.all + list.beyond, figure, name);
  });

test('whoever keeps the records of a guest unit is told of the others of the branch; who sees all of them of nobody', async () => {
  const beyond = async (who: CastName) =>
    Object.fromEntries((await figuresAndLists(who, 'JOINT-1')).map(({ name, list }) => [name, list.beyond]));
  const guest = await beyond('member');
  for (const name of ['members', 'roster', 'floating', 'away', 'present', 'absent'])
    assert.ok((guest[name] ?? 0) > 0, name);
  assert.deepEqual(
    Object.entries(await beyond('jointSecretary')).filter(([, count]) => count > 0),
    [],
  );
});
