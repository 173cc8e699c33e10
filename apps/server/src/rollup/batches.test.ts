/** Figures and lists of one batch alone add up to those of all, and each is as long as its list. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  listOutstanding,
  listStagesBeneath,
  listStandings,
  listUnitsIn,
  readOverview,
  readStatistics,
} from '@muster/contract/rollup';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  // The school is of another batch, as if that had been opened in its time.
  await withClient(house.database.superuser(), (client) =>
    client.query(`
      set session_replication_role = replica;
      with another as (
        insert into batch (id, campaign_id, number, title_zh, title_en, from_on, to_on, opened_at, recorded_at)
        select gen_random_uuid(), campaign_id, number + 1, '第二批', 'Second', from_on, to_on, opened_at, now() from batch limit 1
        returning id)
      update participation set batch_id = (select id from another) where unit_id = (select id from organisation where code = 'SCHOOL')`),
  );
  await house.fold();
});
after(() => house.close());

const places = ['COUNTY', 'COUNTY-COMMITTEE', 'TOWN', 'TOWN-COMMITTEE', 'SCHOOL', 'OTHER-TOWN'];

test('given two batches, the figures of each add up to those of all, and a list is as long as its figure', async () => {
  const office = await house.as('office');
  for (const code of places) {
    const params = { organisationId: house.id(code) };
    const of = async (batch?: number) => {
      const query = batch === undefined ? {} : { batch };
      const overview = await office.call(readOverview, { params, query });
      const statistics = await office.call(readStatistics, { params, query });
      const { rows } = await office.call(listStagesBeneath, { params, query });
      const units = (figures: { stages: readonly { ahead: number; open: number; closed: number }[] }) =>
        figures.stages.reduce((sum, { ahead, open, closed }) => sum + ahead + open + closed, 0);
      const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
      for (const { stageCode: stage, code: condition, notMet } of overview.conditions) {
        const wanted = { ...query, stage, condition, verdict: 'not-met' as const };
        assert.equal((await office.call(listStandings, { params, query: wanted })).all, notMet);
      }
      for (const { code: stage, open } of overview.stages) {
        const wanted = { ...query, stage, of: 'stage' as const, value: 'open' };
        assert.equal((await office.call(listUnitsIn, { params, query: wanted })).all, open);
      }
      for (const { kind, asked, overdue } of overview.owed)
        for (const [when, figure] of [
          ['asked', asked],
          ['overdue', overdue],
        ] as const)
          assert.equal((await office.call(listOutstanding, { params, query: { ...query, when, kind } })).all, figure);
      for (const { stageCode: stage, bands } of statistics.hours)
        for (const { band, members } of bands) {
          const wanted = { ...query, stage, of: 'hours' as const, value: band };
          assert.equal((await office.call(listUnitsIn, { params, query: wanted })).members, members);
        }
      assert.deepEqual(
        overview.batches.map(({ number }) => number),
        [1, 2],
      );
      return {
        split: [
          units(overview),
          sum(overview.conditions.map(({ met, notMet, waiting }) => met + notMet + waiting)),
          sum(overview.owed.map(({ overdue, week, asked }) => overdue + week + asked)),
          sum(statistics.stages.flatMap(({ weeks }) => weeks.map(({ opened }) => opened))),
          sum(statistics.hours.flatMap(({ bands }) => bands.map(({ members }) => members))),
          sum(statistics.owed.map(({ asked }) => asked)),
          sum(rows.map(units)),
          sum(rows.map(({ overdue }) => overdue)),
        ],
        rosters: overview.figures,
      };
    };
    const [all, first, second] = [await of(), await of(1), await of(2)];
    assert.deepEqual(
      all.split,
      first.split.map((figure, at) => figure + (second.split[at] ?? 0)),
      code,
    );
    assert.deepEqual([first.rosters, second.rosters], [all.rosters, all.rosters]);
    if (code === 'COUNTY') assert.ok(all.split.every((figure, at) => figure === 0 || (first.split[at] ?? 0) > 0));
    if (code === 'SCHOOL')
      assert.deepEqual(
        first.split.map(() => 0),
        first.split,
      );
  }
});

test('a batch that was never opened is not found', async () => {
  const office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  assert.equal(await refusalOf(office.call(readOverview, { params, query: { batch: 7 } })), 'not-found');
  assert.equal(await refusalOf(office.call(readOverview, { params, query: { batch: 0 } })), 'invalid-input');
});
