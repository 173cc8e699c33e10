import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { loadPlaybook, putLayer } from '@muster/contract/campaign';
import { decideTransition, decideTransitions, returnTransition } from '@muster/contract/gate';
import { checkDeliverable, listObligations, submitDeliverable } from '@muster/contract/obligation';
import { editOrganisation, readOrganisation } from '@muster/contract/organisation';
import { changeStanding, endMembership, proposeTransfer } from '@muster/contract/roster';
import { voidActivity } from '@muster/contract/study';
import { faultsOf, refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';
import { apply, asOwner, decide, endorse, gateOf, mend, stoppedBy, verdicts, vote } from './ways-round.fixture.ts';

// Every way round a hard condition that anybody has thought of, each tried by whoever could gain from it. Those by figures first: what
// is counted, of whom, and until when.

describe('by the conditions that were pinned', () => {
  let house: TestHouse;
  let campaignId: string;
  before(async () => {
    house = await startTestHouse();
    campaignId = await ownCampaign(house, [
      condition('hours', 'measure: study.minutes, each: 4 hours, hard: true, threshold: at least 100 %'),
      condition(
        'plan-accepted',
        'measure: deliverable.accepted, deliverable: plan, hard: true, threshold: accepted, onlyFor: [{ operations: [running] }]',
      ),
    ]);
  });
  after(() => house.close());

  const both = ['hours not-met', 'plan-accepted not-met'];

  test('a unit whose work is said to have stopped in the middle of a stage is judged as it was when the stage opened', async () => {
    const office = await house.as('office');
    const params = { organisationId: house.id('SCHOOL') };
    const { organisation } = await office.call(readOrganisation, { params });
    const body = { name: organisation.name, code: 'SCHOOL', creditCode: null, classCode: null } as const;
    await office.call(editOrganisation, { params, body: { ...body, operation: 'halted' } });
    assert.deepEqual(await verdicts(house, 'SCHOOL'), both);
  });

  test('a layer that is put in the middle of a stage changes nothing of what the stage is judged by', async () => {
    const office = await house.as('office');
    const params = { organisationId: house.id('COUNTY') };
    const yaml = `code: county-own\nversion: '1'\ntitle: { zh: 县, en: County }\nextends: { code: 2005-own, version: '5' }
stages:\n  - code: study\n    conditions:\n      - { code: hours, each: 6 hours }\n`;
    const { id: playbookId } = await office.call(loadPlaybook, { params, body: { yaml } });
    await office.call(putLayer, { params, body: { campaignId, playbookId } });
    const [hours] = (await gateOf(house, 'office', 'SCHOOL')).findings;
    assert.equal(hours?.memberNeeds, 240);
  });

  test('a plan that is handed in and not checked, checked by the unit itself, or handed in again after it was returned is none', async () => {
    const clerk = await house.as('clerk');
    const { obligations } = await clerk.call(listObligations, { params: { organisationId: house.id('SCHOOL') } });
    const plan = obligations.find(({ code }) => code === 'plan');
    const handIn = async (text: string) =>
      (await clerk.call(submitDeliverable, { params: { obligationId: plan?.id ?? '' }, body: { text, file: null } }))
        .id;
    const check = async (who: 'head' | 'clerk' | 'team', deliverableId: string, outcome: 'accepted' | 'returned') =>
      (await house.as(who)).call(checkDeliverable, { params: { deliverableId }, body: { outcome, note: '不细' } });
    const first = await handIn('第一稿');
    assert.deepEqual(await verdicts(house, 'SCHOOL'), both);
    assert.equal(await refusalOf(check('clerk', first, 'accepted')), 'not-permitted');
    assert.equal(await refusalOf(check('head', first, 'accepted')), 'not-permitted');
    await check('team', first, 'returned');
    await handIn('第二稿');
    assert.deepEqual(await verdicts(house, 'SCHOOL'), both);
  });

  test('nobody of the unit takes a member who lacks hours off its count', async () => {
    const params = { personId: house.id('SCHOOL-1-05') };
    for (const who of ['head', 'clerk', 'secretary'] as const) {
      const client = await house.as(who);
      const acts = [
        () => client.call(changeStanding, { params, body: { standing: 'applicant', on: '2026-03-20', note: '更正' } }),
        () => client.call(endMembership, { params, body: { reason: 'left', on: '2026-03-20', note: '离开' } }),
        () => client.call(proposeTransfer, { params, body: { branchId: house.id('COMMUNITY-1') } }),
      ];
      for (const act of acts) assert.equal(await refusalOf(act()), 'not-permitted', who);
    }
    const [hours] = (await gateOf(house, 'office', 'SCHOOL')).findings;
    assert.deepEqual([hours?.num, hours?.den], [0, 20]);
  });

  test('a member who lacks hours is lacking wherever they are transferred to', async () => {
    await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-16' });
    await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-17' });
    const hours = async (unit: string) => {
      const [found] = (await gateOf(house, 'office', unit)).findings;
      return [found?.num, found?.den, found?.verdict];
    };
    assert.deepEqual(await hours('COMMUNITY'), [95, 95, 'met']);
    await (
      await house.as('town')
    ).call(proposeTransfer, {
      params: { personId: house.id('SCHOOL-1-05') },
      body: { branchId: house.id('COMMUNITY-1'), on: '2026-03-20' },
    });
    assert.deepEqual(await hours('SCHOOL'), [0, 19, 'not-met']);
    assert.deepEqual(await hours('COMMUNITY'), [95, 96, 'not-met']);
  });

  test('a unit that nobody is left in has met nothing', async () => {
    await asOwner(house, `update membership set standing = 'applicant' where unit_id = '${house.id('STATION')}'`);
    const [hours] = (await gateOf(house, 'office', 'STATION')).findings;
    assert.deepEqual([hours?.num, hours?.den, hours?.verdict], [0, 0, 'not-met']);
  });

  test('a meeting of a joint branch counts for each of its units by that unit’s own members', async () => {
    await meet(house, 'jointSecretary', { branch: 'JOINT-1', day: '2026-03-16', ill: ['CLINIC-03'] });
    await meet(house, 'jointSecretary', { branch: 'JOINT-1', day: '2026-03-17' });
    const [hours] = (await gateOf(house, 'office', 'CLINIC')).findings;
    assert.deepEqual([hours?.num, hours?.den, hours?.missing.map(({ minutes }) => minutes)], [10, 11, [120]]);
  });

  test('the hours of another campaign are of no use here', async () => {
    const [other] = await asOwner<{ num: number }>(
      house,
      `select m.num::int as num from participation p cross join lateral study_measures(array[0], array[p.id], 'study') m
       join stage_condition c on c.participation_id = m.participation_id and c.stage_code = m.stage_code
        and c.condition_code = m.condition_code and c.measure = 'study.minutes'
       where p.unit_id = '${house.id('COMMUNITY')}' and p.campaign_id <> '${campaignId}'`,
    );
    assert.equal(other?.num, 0);
  });
});

describe('by the application', () => {
  let house: TestHouse;
  let meetings: string[];
  before(async () => {
    house = await startTestHouse();
    meetings = [
      await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-17' }),
      await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-18' }),
    ];
    await vote(house, 9, 82);
  });
  after(() => house.close());

  test('before the earliest day nobody applies, though all is met', async () => {
    const now = house.clock.now();
    house.clock.set(new Date('2026-03-10T09:00:00+08:00'));
    assert.equal(await refusalOf(apply(house, 'communityHead', 'COMMUNITY')), 'too-early');
    house.clock.set(now);
  });

  test('whoever belongs to the unit does not endorse it, though on its team by name', async () => {
    const id = await apply(house, 'communityHead', 'COMMUNITY');
    await (
      await house.as('office')
    ).call(appoint, {
      params: { organisationId: house.id('COUNTY') },
      body: { personId: house.id('COMMUNITY-1-02'), role: 'office' },
    });
    await asOwner(
      house,
      `insert into access_grant (id, organisation_region_id, person_id, verb, organisation_id, path, linked, cause_kind, cause_id, role, from_at)
       select gen_random_uuid(), g.organisation_region_id, '${house.id('COMMUNITY-1-02')}', g.verb, g.organisation_id, g.path, g.linked, g.cause_kind, g.cause_id, g.role, g.from_at
       from access_grant g where g.verb = 'endorse-transition' and g.organisation_id = '${house.id('COMMUNITY')}' and g.to_at is null limit 1`,
    );
    const { transition } = await gateOf(house, 'communityClerk', 'COMMUNITY');
    assert.deepEqual(transition?.may, { endorse: false, decide: false, notDecide: 'decider-is-of-the-unit' });
    assert.equal(await refusalOf(endorse(house, 'communityClerk', id)), 'decider-is-of-the-unit');
    const back = (await house.as('communityClerk')).call(returnTransition, {
      params: { transitionId: id },
      body: { reason: '再想想' },
    });
    assert.equal(await refusalOf(back), 'decider-is-of-the-unit');
    const written = `insert into transition_step (region_id, transition_id, step, actor_id, actor_name, judged, judged_hash, recorded_at, path)
      select region_id, id, 'endorsed', $1, '', '{}', '', clock_timestamp(), path from transition where id = $2`;
    assert.equal(
      await stoppedBy(house, written, [house.id('COMMUNITY-1-02'), id]),
      'transition_step__not_of_the_unit',
      'nor is it written',
    );
  });

  test('whoever applied or endorsed does not decide, and a decision is made once', async () => {
    const id = (await gateOf(house, 'office', 'COMMUNITY')).transition?.id ?? '';
    assert.equal(await refusalOf(decide(house, 'office', id)), 'transition-not-endorsed');
    await endorse(house, 'team', id);
    assert.equal(await refusalOf(decide(house, 'team', id)), 'not-permitted');
    assert.equal(await refusalOf(decide(house, 'communityHead', id)), 'not-permitted');
    const [office, county] = [await house.as('office'), await house.as('county')];
    const body = { outcome: 'refused', note: '再核一次', mendBy: '2026-04-30' } as const;
    const listed = county.call(
      decideTransitions,
      { body: { ...body, transitionIds: [id] } },
      { key: crypto.randomUUID() },
    );
    const [alone, inAList] = await Promise.all([
      refusalOf(office.call(decideTransition, { params: { transitionId: id }, body })),
      faultsOf(listed),
    ]);
    if (alone === null) assert.deepEqual(inAList, [['transitionIds.0', 'transition-not-open']]);
    else assert.deepEqual([alone, inAList], ['transition-not-open', []]);
  });

  test('after it is refused the stage is as open as before, and everything has to hold anew', async () => {
    const gate = await gateOf(house, 'communityHead', 'COMMUNITY');
    assert.deepEqual([gate.stageCode, gate.transition, gate.earlier.length], ['study', null, 1]);
    await (
      await house.as('communityHead')
    ).call(voidActivity, { params: { activityId: meetings[0] ?? '' }, body: { reason: '记错了' } });
    assert.equal(await refusalOf(apply(house, 'communityHead', 'COMMUNITY')), 'hard-conditions-open');
    await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-19' });
    assert.equal(await refusalOf(apply(house, 'communityHead', 'COMMUNITY')), 'refusal-not-mended');
    await mend(house, gate.unmended[0]?.id ?? '');
  });

  test('somebody without hours who joins the unit after the endorsement stops the decision', async () => {
    const id = await apply(house, 'communityHead', 'COMMUNITY');
    await endorse(house, 'team', id);
    // The members are those at the moment of the decision.
    await (
      await house.as('town')
    ).call(proposeTransfer, {
      params: { personId: house.id('SCHOOL-1-07') },
      body: { branchId: house.id('COMMUNITY-1'), on: '2026-03-20' },
    });
    assert.equal(await refusalOf(decide(house, 'office', id)), 'hard-conditions-open');
    const [endorsed] = await asOwner<{ hash: Buffer }>(
      house,
      `select judged_hash as hash from transition_step where transition_id = '${id}' and step = 'endorsed'`,
    );
    const office = (
      await asOwner<{ id: string }>(house, `select person_id as id from account where login = 'office'`)
    )[0];
    const written = `select gate_decide(0, $1, 'passed', $2, '', null, $3, clock_timestamp())`;
    assert.equal(
      await stoppedBy(house, written, [id, office?.id, endorsed?.hash]),
      'transition_decision__hard_conditions',
      'the snapshot of the endorsement is no evidence',
    );
    await decide(house, 'office', id, '有人还没学');
  });
});
