import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import {
  confirmAssessment,
  enterCount,
  openAssessment,
  readAssessment,
  reportAssessment,
} from '@muster/contract/assessment';
import {
  applyForTransition,
  decideTransition,
  endorseTransition,
  listTransitions,
  readGate,
  returnTransition,
} from '@muster/contract/gate';
import { recordActivity, voidActivity } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };

async function study(house: TestHouse, who: CastName, branch: string, days: readonly string[]): Promise<string[]> {
  const secretary = await house.as(who);
  const made: string[] = [];
  for (const day of days) {
    const { id } = await secretary.call(recordActivity, {
      params: { branchId: house.id(branch) },
      body: {
        kind: 'collective-study',
        topic: '学习',
        startsAt: `${day}T14:00:00+08:00`,
        endsAt: `${day}T16:00:00+08:00`,
        absences: [],
        lateReason: '补记',
      },
    });
    made.push(id);
  }
  return made;
}

/** The community votes: 95 members and 10 representatives. */
async function vote(house: TestHouse, dissatisfied: number, satisfied: number): Promise<void> {
  const clerk = await house.as('communityClerk');
  const { id: assessmentId } = await clerk.call(openAssessment, {
    params: { unitId: house.id('COMMUNITY') },
    body: { heldOn: '2026-03-19' },
  });
  const body = { member: { ...none, dissatisfied, satisfied }, representative: none };
  await clerk.call(enterCount, { params: { assessmentId }, body });
  await (await house.as('communityHead')).call(enterCount, { params: { assessmentId }, body });
  await (await house.as('team')).call(confirmAssessment, { params: { assessmentId } });
  await (await house.as('team')).call(reportAssessment, { params: { assessmentId }, body: {} });
}

async function gateOf(house: TestHouse, who: CastName, unit: string) {
  return (await house.as(who)).call(readGate, { params: { unitId: house.id(unit) } });
}

async function apply(house: TestHouse, who: CastName, unit: string): Promise<string> {
  const { judgedHash } = await gateOf(house, who, unit);
  return (
    await (await house.as(who)).call(applyForTransition, { params: { unitId: house.id(unit) }, body: { judgedHash } })
  ).id;
}

test('exactly ten percent dissatisfied: refused by every step, for everybody', async () => {
  const house = await startTestHouse();
  try {
    await study(house, 'communityHead', 'COMMUNITY-1', ['2026-03-18', '2026-03-19']);
    await vote(house, 9, 81);
    const gate = await gateOf(house, 'communityHead', 'COMMUNITY');
    assert.deepEqual(
      gate.findings.map((finding) => [finding.code, finding.verdict, finding.num, finding.den]),
      [
        ['hours', 'met', 95, 95],
        ['dissatisfied', 'not-met', 9, 90],
      ],
    );
    const votes = gate.findings[1];
    const assessment = { params: { assessmentId: votes?.assessmentId ?? '' } };
    const counted = await (await house.as('communityHead')).call(readAssessment, assessment);
    assert.equal(counted.assessment.id, votes?.assessmentId);
    assert.deepEqual([votes?.act.kind, votes?.whose.map(({ role }) => role)], ['order-correction', ['supervisor']]);
    assert.equal(gate.mayApply, false);
    assert.equal(await refusalOf(apply(house, 'communityHead', 'COMMUNITY')), 'hard-conditions-open');
    const again = (await house.as('communityClerk')).call(openAssessment, {
      params: { unitId: house.id('COMMUNITY') },
      body: { heldOn: '2026-03-20' },
    });
    assert.equal(await refusalOf(again), 'assessment-needs-verified-order');
  } finally {
    await house.close();
  }
});

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await study(house, 'communityHead', 'COMMUNITY-1', ['2026-03-17', '2026-03-18']);
});
after(() => house.close());

test('what is missing is named: who lacks how much, whose it is, by when, and the act that closes it', async () => {
  const gate = await gateOf(house, 'secretary', 'SCHOOL');
  const [hours, dissatisfied] = gate.findings;
  assert.deepEqual(
    [hours?.verdict, hours?.num, hours?.den, hours?.act.kind, hours?.due],
    ['not-met', 0, 20, 'record-activity', '2026-03-22'],
  );
  assert.ok(hours?.missing.some((member) => member.name === '唐晓棠' && member.minutes === 240));
  assert.ok(hours?.whose.some((holder) => holder.name === '程砚' && holder.role === 'secretary'));
  assert.deepEqual(
    [dissatisfied?.verdict, dissatisfied?.act.kind, dissatisfied?.num],
    ['waiting', 'open-assessment', null],
  );
  assert.equal(gate.applyRefusal?.code, 'hard-conditions-open');
});

test('below ten percent: applied by the head, endorsed by the team, decided by the office; the next stage opens', async () => {
  await vote(house, 9, 82);
  const id = await apply(house, 'communityHead', 'COMMUNITY');
  const [head, team, office, town] = await Promise.all(
    (['communityHead', 'team', 'office', 'town'] as const).map((who) => house.as(who)),
  );
  assert.ok(head && team && office && town);

  const decide = (by: typeof office, outcome: 'passed' | 'refused') =>
    by.call(decideTransition, { params: { transitionId: id }, body: { outcome } });
  assert.equal(await refusalOf(decide(office, 'passed')), 'transition-not-endorsed');
  assert.equal(await refusalOf(apply(house, 'communityHead', 'COMMUNITY')), 'transition-open-already');
  const late = study(house, 'communityHead', 'COMMUNITY-1', ['2026-03-19']);
  assert.equal(await refusalOf(late), 'evidence-window-closed', 'applying closes the window');

  await team.call(endorseTransition, { params: { transitionId: id }, body: { note: '已核对' } });
  assert.equal(
    await refusalOf(team.call(endorseTransition, { params: { transitionId: id }, body: {} })),
    'transition-endorsed-already',
  );
  const back = team.call(returnTransition, { params: { transitionId: id }, body: { reason: '再核对一下' } });
  assert.equal(await refusalOf(back), 'transition-endorsed-already', 'what is endorsed is with the office');
  const waiting = await town.call(listTransitions, {});
  assert.deepEqual(
    waiting.transitions.map((each) => [each.unit.name, each.state, each.may.decide]),
    [['明湖社区', 'endorsed', true]],
  );
  assert.equal(await refusalOf(decide(office, 'refused')), 'reason-missing');

  // A colleague who was given an office above the unit since decides on others, and is told so beforehand.
  await office.call(appoint, {
    params: { organisationId: house.id('TOWN') },
    body: { personId: house.id('COMMUNITY-1-02'), role: 'office' },
  });
  const clerk = await house.as('communityClerk');
  const { may } = (await gateOf(house, 'communityClerk', 'COMMUNITY')).transition ?? {};
  assert.deepEqual(may, { endorse: false, decide: false, notDecide: 'decider-is-of-the-unit' });
  assert.equal(await refusalOf(decide(clerk, 'passed')), 'decider-is-of-the-unit');
  await withClient(house.database.connection('app'), async (client) => {
    const { rows: roots } = await withClient(house.database.superuser(), (owner) =>
      owner.query<{ path: string }>('select path::text from organisation where parent_id is null'),
    );
    await client.query('begin');
    await client.query('select muster_scope($1, null)', [roots.map(({ path }) => path)]);
    await assert.rejects(
      client.query(`select gate_decide(0, $1, 'passed', $2, '', null, '', clock_timestamp())`, [
        id,
        house.id('COMMUNITY-1-02'),
      ]),
      { constraint: 'transition_decision__not_of_the_unit' },
    );
  });

  await decide(town, 'passed');
  assert.equal(await refusalOf(decide(office, 'passed')), 'transition-not-open');
  const gate = await gateOf(house, 'communityHead', 'COMMUNITY');
  assert.deepEqual(
    gate.stages.map((stage) => stage.state),
    ['closed', 'open', 'ahead'],
  );
  assert.equal(gate.stageCode, 'analysis');
  const next = gate.stages[1];
  assert.deepEqual([next?.startsOn, next?.earliestOn, next?.endsOn], ['2026-03-20', '2026-04-18', '2026-05-10']);
  assert.deepEqual(
    gate.earlier.map((each) => [each.state, each.steps.map((step) => step.actorName)]),
    [['passed', ['江晚晴', '罗亦舟', '沈知秋']]],
  );
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('returned with a reason, the window opens again; a verdict that flips makes what was seen stale', async () => {
  const joint = await house.as('jointSecretary');
  const team = await house.as('otherTeam');
  const office = await house.as('office');
  const meetings = await study(house, 'jointSecretary', 'JOINT-1', ['2026-03-18', '2026-03-19']);
  await office.call(appoint, {
    params: { organisationId: house.id('CLINIC') },
    body: { personId: house.id('CLINIC-02'), role: 'clerk' },
  });
  await house.account(house.id('CLINIC-02'), 'clinic-clerk');
  const clerk = await house.signedIn('clinic-clerk');
  const { id: assessmentId } = await clerk.call(openAssessment, {
    params: { unitId: house.id('CLINIC') },
    body: { heldOn: '2026-03-19' },
  });
  const body = { member: { ...none, satisfied: 11 }, representative: { ...none, satisfied: 10 } };
  await clerk.call(enterCount, { params: { assessmentId }, body });
  await joint.call(enterCount, { params: { assessmentId }, body });
  await team.call(confirmAssessment, { params: { assessmentId } });
  await team.call(reportAssessment, { params: { assessmentId }, body: {} });

  const first = await apply(house, 'jointSecretary', 'CLINIC');
  await team.call(returnTransition, { params: { transitionId: first }, body: { reason: '签到表与现场不符' } });
  const seen = (await gateOf(house, 'jointSecretary', 'CLINIC')).judgedHash;
  await joint.call(voidActivity, { params: { activityId: meetings[0] ?? '' }, body: { reason: '重复登记' } });
  const stale = joint.call(applyForTransition, { params: { unitId: house.id('CLINIC') }, body: { judgedHash: seen } });
  assert.equal(await refusalOf(stale), 'hard-conditions-open');
  await study(house, 'jointSecretary', 'JOINT-1', ['2026-03-17']);
  const second = await joint.call(applyForTransition, {
    params: { unitId: house.id('CLINIC') },
    body: { judgedHash: seen },
  });
  await team.call(endorseTransition, { params: { transitionId: second.id }, body: {} });
  const refused = await office.call(decideTransition, {
    params: { transitionId: second.id },
    body: { outcome: 'refused', note: '材料不全', mendBy: '2026-03-25' },
  });
  assert.equal(refused.id, second.id);
  const gate = await gateOf(house, 'jointSecretary', 'CLINIC');
  assert.deepEqual(
    gate.earlier.map((each) => each.state),
    ['returned', 'refused'],
  );
  assert.equal(gate.stageCode, 'study');
});
