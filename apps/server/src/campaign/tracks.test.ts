import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { addDays } from '@muster/core/kernel';
import {
  changeTrack,
  extendStage,
  listBatches,
  listCampaigns,
  loadPlaybook,
  openBatch,
  readUnitDates,
  startCampaign,
} from '@muster/contract/campaign';
import { readGate } from '@muster/contract/gate';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

// The campaign of 2005 as it stands above all layers: units go by stages, but those whose work is halted, and non-public enterprises,
// go without them by key steps.

const yaml = readFileSync(new URL('../../../../playbooks/2005/base.yaml', import.meta.url), 'utf8');
const first = '2026-04-01';
const window = (code: string, from: number, days: number) => ({
  code,
  startsOn: addDays(first, from),
  endsOn: addDays(first, from + days - 1),
});

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await asOwner(`update organisation set operation = 'halted' where code = 'STATION'`);
  await asOwner(`update organisation set class_code = 'non-public-enterprise' where code = 'CLINIC'`);
  const office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  const { id: playbookId } = await office.call(loadPlaybook, { params, body: { yaml } });
  const name = { zh: '先教活动', en: 'The campaign' };
  const { id: campaignId } = await office.call(startCampaign, {
    params,
    body: { playbookId, name, startedOn: '2026-03-01' },
  });
  const stages = [window('study', 0, 40), window('analysis', 40, 40), window('rectification', 80, 40)];
  await office.call(openBatch, {
    params: { campaignId },
    body: {
      number: 1,
      organisationId: house.id('COUNTY'),
      stages: [...stages, window('key-steps', 0, 120)],
      reason: '边准备边开始',
    },
  });
});
after(() => house.close());

const own = async (unit: string, who: CastName = 'office') =>
  (await house.as(who)).call(readUnitDates, { params: { unitId: house.id(unit) } });
const change = async (unit: string, track: string, who: CastName = 'office') =>
  (await house.as(who)).call(changeTrack, { params: { unitId: house.id(unit) }, body: { track, reason: '企业改制' } });
const codes = ({ stages }: Awaited<ReturnType<typeof own>>) => stages.map(({ code, state }) => `${code} ${state}`);

test('a unit joins on the track that is for units like it, by its state and not by its class alone, and has its stages only', async () => {
  for (const unit of ['STATION', 'CLINIC']) {
    const found = await own(unit);
    assert.deepEqual([found.track?.code, codes(found)], ['unstaged-key-steps', ['key-steps open']], unit);
    assert.deepEqual([found.stages[0]?.minimumDays, found.stages[0]?.earliestOn], [90, '2026-06-29']);
  }
  const school = await own('SCHOOL');
  assert.deepEqual(
    [school.track?.code, codes(school)],
    ['staged', ['study open', 'analysis ahead', 'rectification ahead']],
  );
  // Ninety days in all: the last stage cannot be left before.
  assert.ok((school.stages.at(-1)?.earliestOn ?? '') >= '2026-06-29');
  const positions = await asOwner(
    `select p.track, array_agg(s.position order by s.position) as positions from participation p
     join participation_stage s on s.participation_id = p.id where p.batch_id in (select id from batch where from_on = '${first}')
     group by p.id, p.track order by 1, 2`,
  );
  assert.deepEqual(
    positions.map(({ positions: at }) => at),
    [[1, 2, 3], [1, 2, 3], [1], [1]],
  );
});

test('changed in the middle of a stage, the track holds from the next; what is open stays as it was pinned', async () => {
  const pinned = async () =>
    (await (await house.as('office')).call(readGate, { params: { unitId: house.id('SCHOOL') } })).findings.map(
      ({ code, isHard, verdict }) => [code, isHard, verdict],
    );
  const asPinned = await pinned();
  assert.equal(await refusalOf(change('SCHOOL', 'no-such')), 'track-unknown');
  assert.equal(await refusalOf(change('SCHOOL', 'staged')), 'track-unchanged');
  assert.equal(await refusalOf(change('SCHOOL', 'unstaged-key-steps', 'head')), 'not-permitted');
  // The playbook keeps that track for others, and no reason makes a running school one of them: its state is corrected first.
  const unfit = await refusalOf(change('SCHOOL', 'unstaged-key-steps'));
  assert.deepEqual([unfit, codes(await own('SCHOOL')).length], ['track-not-for-unit', 3]);
  await asOwner(`update organisation set operation = 'halted' where code = 'SCHOOL'`);
  // Time given for a stage that the new track has not.
  const { campaigns } = await (await house.as('office')).call(listCampaigns, {});
  const { id: batchId } = campaigns[0]!.batches[0]!;
  house.clock.set(new Date('2026-04-02T09:00:00+08:00'));
  const given = { days: 7, reason: '汛期', basis: '纪要', decidedOn: '2026-04-02', organisationId: house.id('SCHOOL') };
  const office = await house.signedIn('office');
  await office.call(extendStage, { params: { batchId }, body: { ...given, stage: 'rectification' } });
  const endsLast = (await own('SCHOOL')).stages.at(-1)?.endsOn;
  await change('SCHOOL', 'unstaged-key-steps');
  const school = await own('SCHOOL');
  assert.deepEqual([school.track?.code, codes(school)], ['unstaged-key-steps', ['study open', 'key-steps ahead']]);
  assert.deepEqual(await pinned(), asPinned);
  const [study, steps] = school.stages;
  assert.ok(study && steps && steps.startsOn > study.endsOn && steps.earliestOn >= addDays(steps.startsOn, 89));
  assert.deepEqual(
    school.trackChanges.map((each) => [each.before.zh, each.after.zh, each.reason, each.changedBy]),
    [['分阶段进行', '不分阶段，抓好关键环节', '企业改制', '周岚']],
  );
  // And back: what it has not been through lies ahead again.
  await change('SCHOOL', 'staged');
  assert.deepEqual(codes(await own('SCHOOL')), ['study open', 'analysis ahead', 'rectification ahead']);
  const back = await own('SCHOOL');
  assert.deepEqual([back.stages.at(-1)?.endsOn, back.extensions.map(({ days }) => days)], [endsLast, [7]]);
});

test('time that was given for a stage ahead does not hold a unit on its track, and stays to be seen', async () => {
  const office = await house.as('office');
  const joined = await own('COMMUNITY');
  await asOwner(`update organisation set operation = 'halted' where code = 'COMMUNITY'`);
  const { batches } = await office.call(listBatches, { params: { campaignId: joined.campaignId ?? '' } });
  await office.call(extendStage, {
    params: { batchId: batches[0]?.id ?? '' },
    body: {
      organisationId: house.id('COMMUNITY'),
      stage: 'analysis',
      days: 7,
      reason: '农忙',
      basis: '县委办〔2026〕9号',
      decidedOn: '2026-03-20',
    },
  });
  await change('COMMUNITY', 'unstaged-key-steps');
  assert.deepEqual(codes(await own('COMMUNITY')), ['study open', 'key-steps ahead']);
  assert.deepEqual(
    (await own('COMMUNITY')).extensions.map(({ days, reason }) => [days, reason]),
    [[7, '农忙']],
  );
});

test('who is not open any more has no track to change', async () => {
  await asOwner(`update participation_stage s set closed_at = now() from participation p
    where p.id = s.participation_id and p.unit_id = '${house.id('STATION')}' and s.stage_code = 'key-steps'`);
  assert.equal(await refusalOf(change('STATION', 'staged')), 'stage-not-open');
});

function asOwner(text: string): Promise<Record<string, unknown>[]> {
  return withClient(
    house.database.superuser(),
    async (client) => (await client.query<Record<string, unknown>>(text)).rows,
  );
}
