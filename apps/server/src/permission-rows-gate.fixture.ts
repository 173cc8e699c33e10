/** Rows of the permission walk about study, assessments, what is owed, the gate and the figures above it. */
import { appoint } from '@muster/contract/access';
import { confirmAssessment, enterCount, openAssessment, reportAssessment } from '@muster/contract/assessment';
import { applyForTransition, readGate } from '@muster/contract/gate';
import { askExtension, listObligations, submitDeliverable } from '@muster/contract/obligation';
import { answerOrder, checkOneself, recordFinding, listFindings, readSelfCheck } from '@muster/contract/supervision';
import {
  callOffPlan,
  nameLecturer,
  noteLeave,
  planActivity,
  recordActivity,
  voidActivity,
  withdrawLecture,
} from '@muster/contract/study';
import type { TestHouse } from '@muster/testkit';
import { atBranch, atNode, atUnit, everybody, ofThing, onlyFor } from './permission-asks.fixture.ts';
import type { Ask, NamedRows, Rows, Things } from './permission-asks.fixture.ts';
import { holders } from './permission-holders.fixture.ts';
import { withClient } from './platform/database/client.ts';

const empty = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const tooMany = { ...empty, satisfied: 1000 };
const unknown = '00000000-0000-7000-8000-000000000000';
const meeting = {
  kind: 'no-such-kind',
  topic: '试',
  startsAt: '2026-03-19T14:30:00+08:00',
  endsAt: '2026-03-19T16:30:00+08:00',
  absences: [],
};

const { absences: _absences, ...planned } = meeting;

/** A list of something that the school owes and something that is not there, so that none of it is done. */
const listAtSchool =
  (body: (obligationIds: readonly string[]) => unknown): Ask =>
  (place, ids) =>
    place === 'SCHOOL' ? { body: body([ids('obligation'), '01890000-0000-7000-8000-000000000000']) } : null;

export const gateRows: Rows = {
  listActivities: atNode,
  listPresences: (place, ids) => ({
    params: { organisationId: ids(place) },
    query: { week: '2026-03-16', presence: 'absent' },
  }),
  readRoll: atBranch(),
  recordActivity: atBranch(meeting),
  readActivity: ofThing('SCHOOL-1', 'activityId', 'activity'),
  correctSheet: (place, ids) =>
    place === 'SCHOOL-1'
      ? {
          params: { activityId: ids('voided'), branchId: ids(place) },
          body: { version: 1, absences: [], reason: '试' },
        }
      : null,
  noteLeave: atBranch({ personId: unknown, fromOn: '2026-03-10', toOn: '2026-03-20', reason: 'sick' }),
  endLeave: (place, ids) =>
    place === 'SCHOOL-1'
      ? { params: { branchId: ids(place), leaveId: ids('leave') }, body: { lastOn: '2030-01-01' } }
      : null,
  listPlans: atNode,
  planActivity: atBranch(planned),
  changePlan: ofThing('SCHOOL-1', 'planId', 'plan', { body: planned }),
  callOffPlan: ofThing('SCHOOL-1', 'planId', 'plan', { body: { reason: '试' } }),
  recordSheet: (place, ids) =>
    place === 'SCHOOL-1' ? { params: { planId: ids('plan'), branchId: ids(place) }, body: { absences: [] } } : null,
  listSignIns: (place, ids) =>
    place === 'SCHOOL-1' ? { params: { planId: ids('plan'), branchId: ids(place) } } : null,
  listLectures: ofThing('SCHOOL-1', 'activityId', 'activity'),
  nameLecturer: ofThing('SCHOOL-1', 'activityId', 'voided', { body: { capacity: 'expert', name: '试' } }),
  nameSpeakers: ofThing('SCHOOL-1', 'activityId', 'voided', {
    body: { personIds: ['0190a8f0-0000-7000-8000-000000000000'] },
  }),
  withdrawLecture: ofThing('SCHOOL-1', 'lectureId', 'lecture', { body: { reason: '试' } }),
  voidActivity: ofThing('SCHOOL-1', 'activityId', 'voided', { body: { reason: '试' } }),
  listObligations: atNode,
  listOwed: atNode,
  readBurdenAsked: atNode,
  readObligation: ofThing('SCHOOL', 'obligationId', 'obligation'),
  submitDeliverable: ofThing('SCHOOL', 'obligationId', 'obligation', { body: { text: null, file: null } }),
  checkDeliverable: ofThing('SCHOOL', 'deliverableId', 'deliverable', { body: { outcome: 'returned', note: null } }),
  decideExtension: ofThing('SCHOOL', 'extensionId', 'extension', { body: { outcome: 'refused', note: null } }),
  exemptObligation: ofThing('SCHOOL', 'obligationId', 'obligation', { body: { reason: '试' } }),
  submitDeliverables: listAtSchool((ids) => ({ papers: ids.map((obligationId) => ({ obligationId, text: '试' })) })),
  checkDeliverables: listAtSchool((ids) => {
    return { outcome: 'returned', note: '试', checks: ids.map((obligationId) => ({ obligationId, version: 1 })) };
  }),
  exemptObligations: listAtSchool((obligationIds) => ({ obligationIds, reason: '试' })),
  takeBackExemption: ofThing('SCHOOL', 'obligationId', 'obligation'),
  listFindings: atNode,
  recordFinding: atUnit({ code: 'no-such-code', text: '试', order: null }),
  issueOrder: ofThing('SCHOOL', 'findingId', 'finding', { body: { text: '试', dueOn: '2000-01-01' } }),
  readOrder: ofThing('SCHOOL', 'orderId', 'order'),
  answerOrder: ofThing('SCHOOL', 'orderId', 'order', {
    body: { text: '试', file: { name: 'a.exe', base64: 'TVoAAQ==' } },
  }),
  readSelfCheck: atUnit(),
  checkOneself: atUnit({ items: [{ code: 'no-such-item', answer: 'in-order', note: null }] }),
  checkAgain: ofThing('SCHOOL', 'checkId', 'selfCheck', {
    body: { items: [{ code: 'no-such-item', answer: 'in-order', note: null }] },
  }),
  verifyOrder: ofThing('SCHOOL', 'answerId', 'answer', { body: { outcome: 'returned', note: null } }),
  listAssessments: atNode,
  openAssessment: atUnit({ heldOn: '2030-01-01' }),
  readAssessment: ofThing('SCHOOL', 'assessmentId', 'assessment'),
  enterCount: ofThing('SCHOOL', 'assessmentId', 'assessment', { body: { member: tooMany, representative: empty } }),
  confirmAssessment: ofThing('SCHOOL', 'assessmentId', 'assessment'),
  reportAssessment: ofThing('SCHOOL', 'assessmentId', 'assessment', { body: {} }),
  listPools: atNode,
  // Units that could each vote alone, seen from there.
  formPool: (place, ids) => ({
    params: { organisationId: ids(place) },
    body: {
      unitIds: (place.startsWith('OTHER') || place === 'CLINIC' ? ['CLINIC', 'STATION'] : ['SCHOOL', 'COMMUNITY']).map(
        ids,
      ),
    },
  }),
  endPool: ofThing('COUNTY', 'poolId', 'pool', { body: { reason: '试' } }),
  readGate: atUnit(),
  applyForTransition: atUnit({ judgedHash: '0'.repeat(64) }),
  readOverview: atNode,
  listStandings: (place, ids) => ({
    params: { organisationId: ids(place) },
    query: { stage: 'study', condition: 'hours' },
  }),
  listStagesBeneath: atNode,
  readStatistics: atNode,
  listUnitsIn: (place, ids) => ({
    params: { organisationId: ids(place) },
    query: { stage: 'study', of: 'stage', value: 'open' },
  }),
  listOutstanding: (place, ids) => ({ params: { organisationId: ids(place) }, query: { when: 'overdue' } }),
  listEntries: atNode,
};

const ofTransition =
  (body: unknown): Ask =>
  (_place, ids) => ({ params: { transitionId: ids('transition') }, body });

/** The clinic has applied. */
export const gateOthers: NamedRows = {
  listOwnOrders: everybody(),
  markVisit: everybody(),
  listChanges: everybody(),
  // Wherever meetings are sent from, the right is asked for at each branch.
  recordActivities: onlyFor(holders['record-activity']['SCHOOL-1'], (_place, ids) => ({
    params: { organisationId: ids('TOWN') },
    body: { meetings: [{ ...meeting, branchId: ids('SCHOOL-1') }] },
  })),
  // Nobody of the cast gave it, so that whoever records it is left.
  handInScript: onlyFor(holders['record-activity']['SCHOOL-1'], (_place, ids) => ({
    params: { lectureId: ids('lecture') },
    body: { text: '试', file: null, isOwn: false },
  })),
  // What one may not read is left out.
  listGates: everybody((_place, ids) => ({ query: { units: `${ids('SCHOOL')},${ids('CLINIC')}` } })),
  listTransitions: everybody(),
  listOwnPlans: everybody(),
  readSignInCode: onlyFor(holders['record-activity']['SCHOOL-1'], (_place, ids) => ({
    params: { planId: ids('plan') },
  })),
  // Everybody may try; whoever is not expected there is told so.
  signIn: everybody((_place, ids) => ({ params: { planId: ids('plan') }, body: { code: '12345678' } })),
  readOwnSignIn: onlyFor([...(holders.read['SCHOOL-1'] ?? []), 'member'], (_place, ids) => ({
    params: { planId: ids('plan') },
  })),
  // Whoever answers for a branch that is expected, or for what lies above it, and its members.
  readPlan: onlyFor([...(holders.read['SCHOOL-1'] ?? []), 'member'], (_place, ids) => ({
    params: { planId: ids('plan') },
  })),
  readToDo: everybody(),
  listExtensions: everybody(),
  listToCheck: everybody(),
  listNotices: everybody(),
  readUnread: everybody(),
  markNoticesRead: everybody(() => ({ body: { notices: [{ kind: 'overdue', onDay: '2000-01-01' }] } })),
  readOwed: onlyFor(holders.read.SCHOOL, (_place, ids) => ({ params: { obligationId: ids('obligation') } })),
  askExtension: onlyFor(holders['submit-deliverable'].SCHOOL, (_place, ids) => ({
    params: { obligationId: ids('obligation') },
    body: { untilOn: '2000-01-01', reason: '试' },
  })),
  endorseTransition: onlyFor(holders['endorse-transition'].CLINIC, ofTransition({})),
  returnTransition: onlyFor(holders['endorse-transition'].CLINIC, ofTransition({ reason: '试' })),
  endorseTransitions: onlyFor(holders['endorse-transition'].CLINIC, (_place, ids) => ({
    body: { transitionIds: [ids('transition'), unknown] },
  })),
  decideTransitions: onlyFor(holders['decide-transition'].CLINIC, (_place, ids) => ({
    body: { transitionIds: [ids('transition'), unknown], outcome: 'passed' },
  })),
  decideTransition: onlyFor(holders['decide-transition'].CLINIC, ofTransition({ outcome: 'passed' })),
};

async function meet(house: TestHouse, by: 'secretary' | 'jointSecretary', branch: string, day: string) {
  const held = { startsAt: `${day}T14:00:00+08:00`, endsAt: `${day}T16:00:00+08:00` };
  const body = { ...meeting, ...held, kind: 'collective-study' };
  return (await (await house.as(by)).call(recordActivity, { params: { branchId: house.id(branch) }, body })).id;
}

/** Of the school: meetings, an assessment, something owed and handed in, an order that was answered. And the clinic applies. */
export async function makeGateThings(house: TestHouse, things: Things): Promise<void> {
  const [secretary, clerk] = [await house.as('secretary'), await house.as('clerk')];
  things.set('activity', await meet(house, 'secretary', 'SCHOOL-1', '2026-03-19'));
  things.set('lecture', await makeLecture(house, things.get('activity') ?? ''));
  const voided = await meet(house, 'secretary', 'SCHOOL-1', '2026-03-18');
  await secretary.call(voidActivity, { params: { activityId: voided }, body: { reason: '重复' } });
  things.set('voided', voided);
  const leave = { personId: house.id('SCHOOL-1-05'), fromOn: '2026-03-10', toOn: '2026-03-20', reason: 'sick' };
  const params = { branchId: house.id('SCHOOL-1') };
  things.set('leave', (await secretary.call(noteLeave, { params, body: leave })).id);
  // Called off, so that nobody changes it.
  const calledOff = {
    kind: 'collective-study',
    topic: '试',
    startsAt: '2026-03-29T14:00:00+08:00',
    endsAt: '2026-03-29T16:00:00+08:00',
  };
  const { id: planId } = await secretary.call(planActivity, { params, body: calledOff });
  await secretary.call(callOffPlan, { params: { planId }, body: { reason: '防汛' } });
  things.set('plan', planId);
  const unit = { unitId: house.id('SCHOOL') };
  const opened = await clerk.call(openAssessment, { params: unit, body: { heldOn: '2026-03-19' } });
  things.set('assessment', opened.id);
  const { obligations } = await clerk.call(listObligations, { params: { organisationId: house.id('SCHOOL') } });
  const obligationId = obligations[0]?.id ?? '';
  things.set('obligation', obligationId);
  const body = { text: '方案', file: null };
  things.set('deliverable', (await clerk.call(submitDeliverable, { params: { obligationId }, body })).id);
  const later = { params: { obligationId: obligations[1]?.id ?? '' }, body: { untilOn: '2026-03-25', reason: '试' } };
  things.set('extension', (await clerk.call(askExtension, later)).id);
  await makeOrder(house, things);
  things.set('transition', await applyForClinic(house));
  things.set('pool', await makePool(house));
}

/** By somebody from outside, and taken back. */
export async function makeLecture(house: TestHouse, activityId: string): Promise<string> {
  const secretary = await house.as('secretary');
  const { id } = await secretary.call(nameLecturer, {
    params: { activityId },
    body: { capacity: 'expert', name: '党校教师' },
  });
  await secretary.call(withdrawLecture, { params: { lectureId: id }, body: { reason: '登记错了' } });
  return id;
}

/** The county’s, of the clinic, which has voted in it: whoever may end it is told that it is too late. */
async function makePool(house: TestHouse): Promise<string> {
  const { rows } = await withClient(house.database.superuser(), async (client) => {
    await client.query(`begin; set local session_replication_role = replica`);
    const made = await client.query<{ id: string }>(
      `with pool as (
         insert into assessment_pool (region_id, id, campaign_id, organisation_id, stage_code, formed_on, formed_by, formed_by_name, recorded_at, path, told)
         select o.region_id, gen_random_uuid(), p.campaign_id, o.id, 'study', '2026-03-01', o.id, '', now(), o.path, array[p.path]
         from organisation o, participation p where o.id = $1 and p.unit_id = $2 returning *),
       unit as (
         insert into assessment_pool_unit (region_id, pool_id, participation_id, unit_id, unit_name, position, path, told)
         select w.region_id, w.id, p.id, p.unit_id, '', 0, p.path, w.told from pool w, participation p where p.unit_id = $2)
       update assessment set pool_id = pool.id from pool where unit_id = $2 returning pool.id`,
      [house.id('COUNTY'), house.id('CLINIC')],
    );
    await client.query('commit');
    return made;
  });
  return rows[0]?.id ?? '';
}

/** Found at the school by its team, ordered to be corrected, and answered. */
export async function makeOrder(house: TestHouse, things: Things): Promise<void> {
  const team = await house.as('team');
  const order = { text: '补齐签到', dueOn: '2026-03-25' };
  const params = { unitId: house.id('SCHOOL') };
  await team.call(recordFinding, { params, body: { code: null, text: '签到不全', order } });
  const { findings } = await team.call(listFindings, { params: { organisationId: house.id('SCHOOL') } });
  things.set('finding', findings[0]?.id ?? '');
  const orderId = findings[0]?.orders[0]?.id ?? '';
  things.set('order', orderId);
  const clerk = await house.as('clerk');
  const answer = { params: { orderId }, body: { text: '已补齐', file: null } };
  things.set('answer', (await clerk.call(answerOrder, answer)).id);
  const standard = (await clerk.call(readSelfCheck, { params })).items;
  const items = standard.map(({ code }) => ({ code, answer: 'in-order' as const, note: null }));
  things.set('selfCheck', (await clerk.call(checkOneself, { params, body: { items } })).id);
}

/** The clinic meets every condition and applies. */
async function applyForClinic(house: TestHouse): Promise<string> {
  for (const day of ['2026-03-18', '2026-03-19']) await meet(house, 'jointSecretary', 'JOINT-1', day);
  const [office, team, joint] = [
    await house.as('office'),
    await house.as('otherTeam'),
    await house.as('jointSecretary'),
  ];
  const params = { unitId: house.id('CLINIC') };
  const { id: assessmentId } = await team.call(openAssessment, { params, body: { heldOn: '2026-03-19' } });
  await house.account(house.id('CLINIC-02'), 'clinic-clerk');
  await office.call(appoint, {
    params: { organisationId: house.id('CLINIC') },
    body: { personId: house.id('CLINIC-02'), role: 'clerk' },
  });
  const count = { member: { ...empty, satisfied: 11 }, representative: { ...empty, satisfied: 10 } };
  for (const teller of [joint, await house.signedIn('clinic-clerk')])
    await teller.call(enterCount, { params: { assessmentId }, body: count });
  await team.call(confirmAssessment, { params: { assessmentId } });
  await team.call(reportAssessment, { params: { assessmentId }, body: {} });
  const { judgedHash } = await joint.call(readGate, { params });
  return (await joint.call(applyForTransition, { params, body: { judgedHash } })).id;
}
