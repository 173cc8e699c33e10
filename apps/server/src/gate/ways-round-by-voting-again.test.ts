import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listFindings, recordFinding } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, asOwner, count, gateOf, mend, open, stoppedBy, vote } from './ways-round.fixture.ts';

// Ways round a vote by the next one: an outcome stands until another vote has one, and nobody passes while that one is counted.

let house: TestHouse;
let failed: string;
before(async () => {
  house = await startTestHouse();
  await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-17' });
  await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-18' });
  house.clock.set(new Date('2026-03-19T09:00:00+08:00'));
});
after(() => house.close());

/** What was found since the last vote is put right, so that there may be another. */
async function putRight(minute: number): Promise<void> {
  house.clock.set(new Date(`2026-03-19T10:${minute}:00+08:00`));
  const { id } = await (
    await house.as('team')
  ).call(recordFinding, {
    params: { unitId: house.id('COMMUNITY') },
    body: { code: null, text: '公开不及时', order: { text: '按月公开', dueOn: '2026-03-25' } },
  });
  const { findings } = await (
    await house.as('office')
  ).call(listFindings, { params: { organisationId: house.id('COMMUNITY') } });
  await mend(house, findings.find((finding) => finding.id === id)?.orders[0]?.id ?? '');
}

/** Of the vote, as its gate says and as the lists do. */
async function stands(): Promise<unknown[]> {
  await house.fold();
  assert.deepEqual(await house.differences(), []);
  const { findings } = await gateOf(house, 'communityClerk', 'COMMUNITY');
  const found = findings.find(({ code }) => code === 'dissatisfied');
  const bands = await asOwner<{ band: string }>(
    house,
    `select value || ': ' || num || '/' || den as band from rollup_standing where item = 'band' and unit_id = '${house.id('COMMUNITY')}'`,
  );
  return [
    found?.verdict,
    found?.num,
    found?.den,
    found?.act.kind,
    found?.assessmentId,
    ...bands.map(({ band }) => band),
  ];
}

test('a vote that failed stands, verdict, figures and band, while the next one is counted', async () => {
  failed = await vote(house, 4, 26);
  assert.deepEqual(await stands(), ['not-met', 4, 30, 'order-correction', failed, '2: 26/30']);
  await putRight(10);
  const next = await open(house);
  assert.deepEqual(await stands(), ['not-met', 4, 30, 'enter-count', failed, '2: 26/30']);
  assert.equal(await refusalOf(apply(house, 'communityHead', 'COMMUNITY')), 'hard-conditions-open');
  await count(house, next, 0, 5);
  assert.deepEqual(
    await stands(),
    ['not-met', 4, 30, 'open-assessment', failed, '2: 26/30'],
    'too few papers undo nothing',
  );
});

test('a vote that passed stands, too, but nobody passes by it while the next one is counted', async () => {
  const passed = await vote(house, 0, 30);
  assert.deepEqual(await stands(), ['met', 0, 30, 'none', passed, '0: 30/30']);
  await putRight(40);
  const next = await open(house);
  assert.deepEqual(await stands(), ['met', 0, 30, 'none', passed, '0: 30/30']);
  assert.equal((await gateOf(house, 'communityHead', 'COMMUNITY')).applyRefusal?.code, 'assessment-open-already');
  assert.equal(await refusalOf(apply(house, 'communityHead', 'COMMUNITY')), 'assessment-open-already');
  const applied = `insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, path, linked)
    select region_id, gen_random_uuid(), campaign_id, participation_id, unit_id, stage_code, opened_by, path, linked from assessment where id = $1`;
  assert.equal(await stoppedBy(house, applied, [next]), 'transition__counted');
  await count(house, next, 10, 20);
  assert.deepEqual((await stands()).slice(0, 3), ['not-met', 10, 30]);
});
