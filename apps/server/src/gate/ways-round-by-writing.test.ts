import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { changeTrack, closeCampaign, listCampaigns, readClosing } from '@muster/contract/campaign';
import { mergeOrganisation, moveOrganisation } from '@muster/contract/organisation';
import { voidActivity } from '@muster/contract/study';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, asOwner, decide, endorse, gateOf, stoppedBy, verdicts, vote } from './ways-round.fixture.ts';

// Ways round a hard condition by time, by place and by writing rows that no command writes.

let house: TestHouse;
let meetings: string[];
let participation: string;
before(async () => {
  house = await startTestHouse();
  meetings = [
    await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-17' }),
    await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-18' }),
  ];
  const [found] = await asOwner<{ id: string }>(
    house,
    `select id from participation where unit_id = '${house.id('COMMUNITY')}'`,
  );
  participation = found?.id ?? '';
});
after(() => house.close());

test('a unit is put on no track that the playbook does not have, and what is open stays judged as it was', async () => {
  const office = await house.as('office');
  const body = { track: 'key-steps', reason: '改制' };
  const changed = office.call(changeTrack, { params: { unitId: house.id('SCHOOL') }, body });
  assert.notEqual(await refusalOf(changed), null);
  await asOwner(house, `update participation set track = 'key-steps' where unit_id = '${house.id('SCHOOL')}'`);
  assert.deepEqual(await verdicts(house, 'SCHOOL'), ['hours not-met', 'dissatisfied waiting']);
});

test('a condition, a threshold and the dates of a stage that is open are not written by the application', async () => {
  const at = `where participation_id = '${participation}'`;
  for (const text of [
    `update stage_condition set threshold_num = 1 ${at}`,
    `update stage_condition set is_hard = false ${at}`,
    `update stage_condition set applies = false ${at}`,
    `delete from stage_condition ${at}`,
    `update participation_stage set closed_at = now() ${at}`,
    `update participation_stage set opened_at = now() ${at}`,
    `insert into transition_decision (region_id) values (0)`,
    `update transition_decision set outcome = 'passed'`,
    `update tally_assessment set dissatisfied = 0`,
    `delete from attendance where unit_id = '${house.id('COMMUNITY')}'`,
  ])
    assert.equal(await stoppedBy(house, text), '42501', text);
});

test('a condition that is written beside those that were pinned takes none of them away', async () => {
  const written = `insert into stage_condition (region_id, participation_id, stage_code, condition_code, position, measure, grain, is_hard,
      applies, comparison, path) select region_id, id, 'study', 'mine', 9, 'study.attendance', 'unit', false, true, 'at-least', path
      from participation where id = $1`;
  assert.equal(await stoppedBy(house, written, [participation]), null);
  const again = written.replace("'mine'", "'hours'");
  assert.equal(await stoppedBy(house, again, [participation]), 'stage_condition_pkey');
});

test('a unit takes part once in a campaign, so that no second, easier participation of it exists', async () => {
  const written = `insert into participation (region_id, id, campaign_id, batch_id, unit_id, track, path, recorded_at)
    select region_id, gen_random_uuid(), campaign_id, batch_id, unit_id, track, path, clock_timestamp() from participation where id = $1`;
  assert.match((await stoppedBy(house, written, [participation])) ?? '', /^participation__|^42501$/);
});

test('a part that ended is not begun anew with kinder conditions, and an empty path is no place', async () => {
  const ended = `update participation set ended_at = clock_timestamp(), ended_on = '2026-03-20', end_reason = '撤销', ended_by = gen_random_uuid(),
      ended_by_name = '' where id = $1`;
  const anew = `insert into participation (region_id, id, campaign_id, batch_id, unit_id, path, linked, recorded_at)
    select region_id, gen_random_uuid(), campaign_id, batch_id, unit_id, path, linked, clock_timestamp() from participation where id = $1`;
  assert.equal(await stoppedBy(house, anew, [participation], ended), 'participation__begins_once');
  assert.equal(await stoppedBy(house, `select muster_scope(array[''], null)`), '42501');
  assert.equal(await stoppedBy(house, `select muster_scope('{}', null, array[''])`), '42501');
});

test('what the documents ask for is missed where it was not written down, not as hard, or with less to reach', async () => {
  const opened = `select p.region_id, p.id, s.stage_code from participation p join participation_stage s on s.region_id = p.region_id
    and s.participation_id = p.id and s.opened_at is not null`;
  const short = await asOwner(
    house,
    `select * from (${opened}) o where gate_left_out(region_id, id, stage_code) <> '{}'`,
  );
  assert.deepEqual(short, []);
  const leftOut = async (tampering: string, condition = 'dissatisfied') => {
    const at = `where participation_id = '${participation}' and condition_code = '${condition}'`;
    return withClient(house.database.superuser(), async (client) => {
      await client.query(`begin; ${tampering} ${at}`);
      const { rows } = await client.query<{ codes: string[] }>(
        `select gate_left_out(region_id, id, 'study') as codes from participation where id = $1`,
        [participation],
      );
      await client.query('rollback');
      return rows[0]?.codes;
    });
  };
  for (const tampering of [
    'delete from stage_condition',
    'update stage_condition set is_hard = false',
    'update stage_condition set applies = false',
    'update stage_condition set threshold_num = 11, threshold_den = 100',
  ])
    assert.deepEqual(await leftOut(tampering), ['dissatisfied'], tampering);
  assert.deepEqual(await leftOut('update stage_condition set threshold_num = 9, threshold_den = 100'), []);
  assert.deepEqual(await leftOut('update stage_condition set member_needs = member_needs - 1', 'hours'), ['hours']);
});

test('a unit goes by a track of its playbook: no statement writes another word, and none writes one past the change of track', async () => {
  const at = `where id = '${participation}'`;
  for (const text of [
    `update participation set track = 'staged' ${at}`,
    `update participation set minimum_total_days = 0 ${at}`,
    `insert into participation (region_id, id, campaign_id, batch_id, unit_id, track, path, recorded_at)
      select region_id, gen_random_uuid(), campaign_id, batch_id, unit_id, 'anything', path, clock_timestamp() from participation ${at}`,
    `select campaign_must_know_track(campaign_id, 'staged') from participation ${at}`,
    `select campaign_begin_on_tracks(jsonb_build_array(jsonb_build_object('region', region_id, 'id', id, 'track', track, 'days', 0)))
      from participation ${at}`,
  ])
    assert.equal(await stoppedBy(house, text), '42501', text);
  for (const call of [
    `campaign_replace_stages_ahead(region_id, id, 'anything', '[]')`,
    `campaign_begin_on_tracks(jsonb_build_array(jsonb_build_object('region', region_id, 'id', id, 'track', 'anything', 'days', 0)))`,
  ])
    assert.equal(await stoppedBy(house, `select ${call} from participation ${at}`), 'participation__track', call);
});

test('what lies ahead of a unit is all that its track has, in no fewer days: neither nothing, nor less, nor anything else', async () => {
  const of = `from participation where id = '${participation}'`;
  const ahead = await asOwner<{ stage: Record<string, unknown> }>(
    house,
    `select jsonb_build_object('code', stage_code, 'position', position, 'startsOn', starts_on, 'earliestOn', earliest_on, 'endsOn', ends_on,
       'minimumDays', minimum_days, 'windowFrom', window_from, 'windowTo', window_to) as stage
     from participation_stage where participation_id = '${participation}' and opened_at is null order by position`,
  );
  const whole = ahead.map(({ stage }) => stage);
  assert.ok(whole.length >= 2);
  const put = (stages: readonly object[]) =>
    stoppedBy(house, `select campaign_replace_stages_ahead(region_id, id, track, '${JSON.stringify(stages)}') ${of}`);
  const other = { ...whole[1], code: 'rest' };
  for (const [what, stages] of [
    ['nothing', []],
    ['less', whole.slice(1)],
    ['the last one missing', whole.slice(0, -1)],
    ['another one', [...whole.slice(0, 1), other, ...whole.slice(2)]],
    ['one more', [...whole, { ...other, position: 9 }]],
    ['the open one again', [{ ...whole[0], code: 'study' }, ...whole.slice(1)]],
    ['another order', whole.map((stage, index) => ({ ...stage, position: 20 - index }))],
  ] as const)
    assert.equal(await put(stages), 'participation_stage__of_the_track', what);
  assert.equal(await put(whole), null);
  const days = `update playbook set body = jsonb_set(body, '{minimumTotalDays}', '100');
    update participation set track = '' where id = '${participation}'`;
  await asOwner(house, `begin; set local session_replication_role = replica; ${days}; commit`);
  const begun = (total: number) =>
    `select campaign_begin_on_tracks(jsonb_build_array(jsonb_build_object('region', region_id, 'id', id, 'track', 'staged', 'days', ${total}))) ${of}`;
  assert.equal(await stoppedBy(house, begun(99)), 'participation__minimum_total_days');
  assert.equal(await stoppedBy(house, begun(100)), null);
  await asOwner(
    house,
    `begin; set local session_replication_role = replica; update playbook set body = body - 'minimumTotalDays';
     update participation set track = 'staged' where id = '${participation}'; commit`,
  );
});

test('a kinder assessment is not put beside one that blocks, and one that is not confirmed is no figure', async () => {
  const assessmentId = await vote(house, 10, 80);
  assert.deepEqual(await verdicts(house, 'COMMUNITY'), ['hours met', 'dissatisfied not-met']);
  assert.equal(await refusalOf(vote(house, 0, 90)), 'assessment-needs-verified-order');
  const merging = {
    params: { organisationId: house.id('COMMUNITY') },
    body: { intoId: house.id('STATION'), on: '2026-03-20', reason: '合并' },
  };
  assert.equal(
    await refusalOf((await house.as('office')).call(mergeOrganisation, merging)),
    'vote-failed',
    'nor merged away',
  );
  const second = `insert into assessment select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'attempt', 2,
    'recorded_at', clock_timestamp()))).* from assessment a where id = '${assessmentId}'`;
  assert.notEqual(await stoppedBy(house, second), null, 'nor is it written');
  await asOwner(
    house,
    `begin; set local session_replication_role = replica; alter table assessment drop constraint assessment__again_by_order;
     ${second}; commit`,
  );
  assert.deepEqual(
    await verdicts(house, 'COMMUNITY'),
    ['hours met', 'dissatisfied not-met'],
    'the last that had an outcome stands',
  );
  assert.equal(await refusalOf(apply(house, 'communityHead', 'COMMUNITY')), 'hard-conditions-open');
  await asOwner(
    house,
    `begin; set local session_replication_role = replica; delete from assessment where attempt = 2; commit`,
  );
});

test('a unit that moves while its application is open takes it along, judged by the same conditions', async () => {
  await asOwner(
    house,
    `begin; set local session_replication_role = replica; update tally_assessment set dissatisfied = 0, satisfied = 90 where dissatisfied = 10;
      update tally_teller set dissatisfied = 0, satisfied = 90 where dissatisfied = 10; commit`,
  );
  const id = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', id);
  const moved = await refusalOf(
    (await house.as('office')).call(moveOrganisation, {
      params: { organisationId: house.id('COMMUNITY') },
      body: { parentId: house.id('OTHER-TOWN'), on: '2026-03-20', reason: '区划调整' },
    }),
  );
  assert.equal(moved, null);
  assert.deepEqual(await verdicts(house, 'COMMUNITY'), ['hours met', 'dissatisfied met']);
  await decide(house, 'otherTown', id);
});

test('after the decision a correction is seen at the stage that is closed, and opens nothing and closes nothing', async () => {
  await (
    await house.as('communityHead')
  ).call(voidActivity, { params: { activityId: meetings[0] ?? '' }, body: { reason: '记错了' } });
  const gate = await gateOf(house, 'office', 'COMMUNITY');
  assert.deepEqual(
    gate.stages.map(({ state }) => state),
    ['closed', 'open', 'ahead'],
  );
  await house.fold();
  const standing = await asOwner<{ value: string }>(
    house,
    `select value from rollup_standing where unit_id = '${house.id('COMMUNITY')}' and stage_code = 'study' and item = 'condition:hours'`,
  );
  assert.deepEqual(standing, [{ value: 'not-met' }]);
  assert.deepEqual(await house.differences(), []);
});

test('stages come one after the other: what has not begun is not applied for', async () => {
  const [open] = await asOwner<{ open: string[] }>(
    house,
    `select array_agg(stage_code) as open from participation_stage where participation_id = '${participation}' and opened_at is not null and closed_at is null`,
  );
  assert.deepEqual(open?.open, ['analysis']);
  const written = `insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, recorded_at, path)
    select region_id, gen_random_uuid(), campaign_id, id, unit_id, 'rectification', $2, clock_timestamp(), path from participation where id = $1`;
  assert.equal(
    await stoppedBy(house, written, [participation, house.id('COMMUNITY-1-01')]),
    'transition__of_the_open_stage',
  );
});

test('in a campaign that is closed nobody applies, whatever is met', async () => {
  const office = await house.as('office');
  const { campaigns } = await office.call(listCampaigns, {});
  const params = { campaignId: campaigns[0]?.id ?? '' };
  const { unfinished } = await office.call(readClosing, { params });
  const body = { closedOn: '2026-03-20', reason: '活动结束', unfinished };
  const closed = office.call(closeCampaign, { params, body });
  assert.equal(await refusalOf(closed), null);
  assert.equal(await refusalOf(apply(house, 'communityHead', 'COMMUNITY')), 'campaign-closed');
});
