/** A unit that voted in two stages stands in one band, that of its last vote, in the figure as in the list behind it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openAssessment } from '@muster/contract/assessment';
import { listUnitsIn, readOverview, readStatistics } from '@muster/contract/rollup';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, asOwner, count, decide, endorse, vote } from './ways-round.fixture.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  for (const day of ['2026-03-17', '2026-03-18']) await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day });
  await vote(house, 0, 30);
});
after(() => house.close());

const at = (code: string) => ({ organisationId: house.id(code) });

/** Units in each band, in figure and list, of all stages and of each that the figure names. */
async function bands(node: string, batch: { batch?: number } = {}): Promise<string[]> {
  const office = await house.as('office');
  const figures = await office.call(readOverview, { params: at(node), query: batch });
  assert.deepEqual((await office.call(readStatistics, { params: at(node), query: batch })).bands, figures.bands);
  const listed = async (value: string, stage?: string) => {
    const query = { of: 'band' as const, value, ...batch, ...(stage !== undefined && { stage }), limit: 1 };
    const list = await office.call(listUnitsIn, { params: at(node), query });
    assert.equal(list.rows.length, Math.min(list.all, 1));
    return list.all + list.beyond;
  };
  for (const [band, { units, stages }] of figures.bands.entries()) {
    assert.equal(await listed(String(band)), units, `band ${band}`);
    const each = await Promise.all(stages.map((stage) => listed(String(band), stage)));
    assert.equal(
      each.reduce((sum, one) => sum + one, 0),
      units,
      `band ${band} by stage`,
    );
  }
  return figures.bands.map(({ units, stages }) => `${units} ${stages.join(' ')}`);
}

const everywhere = async (figures: string[]) => {
  await house.fold();
  assert.deepEqual(await house.differences(), []);
  for (const node of ['COUNTY', 'TOWN', 'COMMUNITY', 'COUNTY-COMMITTEE', 'COMMUNITY-1'])
    assert.deepEqual(await bands(node), figures, node);
  assert.deepEqual(await bands('COUNTY', { batch: 1 }), figures, 'of its batch');
};

const inAnalysis = async () => {
  const body = { heldOn: '2026-03-20' };
  const params = { unitId: house.id('COMMUNITY') };
  return (await (await house.as('communityClerk')).call(openAssessment, { params, body })).id;
};

test('the vote of the stage before stands until that of the next one had an outcome', async () => {
  await everywhere(['1 study', '0 ', '0 ']);
  const applied = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', applied);
  await decide(house, 'office', applied);
  const next = await inAnalysis();
  await everywhere(['1 study', '0 ', '0 ']);
  await count(house, next, 0, 5);
  await everywhere(['1 study', '0 ', '0 ']);
  await count(house, await inAnalysis(), 2, 28);
  await everywhere(['0 ', '1 analysis', '0 ']);
});

test('the list behind a band says of which units, page after page', async () => {
  const office = await house.as('office');
  const asked = { of: 'band' as const, value: '1' };
  const list = await office.call(listUnitsIn, { params: at('COUNTY'), query: asked });
  assert.deepEqual(
    list.rows.map(({ unit, num, den, isPooled }) => [unit.name, num, den, isPooled]),
    [['明湖社区', 28, 30, false]],
  );
  const query = { ...asked, after: list.rows[0]?.participationId };
  assert.deepEqual((await office.call(listUnitsIn, { params: at('COUNTY'), query })).rows, []);
});

test('what is counted otherwise is of one stage', async () => {
  const query = { of: 'stage' as const, value: 'open' };
  const asked = (await house.as('office')).call(listUnitsIn, { params: at('COUNTY'), query });
  assert.equal(await refusalOf(asked), 'invalid-input');
});

test('a wrong band is found, and one of an earlier stage beside it', async () => {
  const found = async () =>
    (await house.differences()).map(({ stageCode, measure, stored, counted }) => [
      stageCode,
      measure,
      stored?.toString().split(' ')[0],
      counted?.toString().split(' ')[0],
    ]);
  await asOwner(house, `update rollup_standing set value = '0' where item = 'band'`);
  assert.deepEqual(await found(), [['analysis', 'band', '0', '1']]);
  await asOwner(house, `update rollup_standing set value = '1' where item = 'band'`);
  assert.deepEqual(await found(), []);
  await asOwner(
    house,
    `insert into rollup_standing select (jsonb_populate_record(s, '{"stage_code": "study", "value": "0"}')).* from rollup_standing s where item = 'band'`,
  );
  assert.deepEqual(await found(), [['study', 'band', '0', undefined]]);
  await house.recount();
  await everywhere(['0 ', '1 analysis', '0 ']);
});
