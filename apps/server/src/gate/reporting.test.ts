import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint, endAppointment, listAppointments } from '@muster/contract/access';
import {
  confirmAssessment,
  enterCount,
  openAssessment,
  readAssessment,
  reportAssessment,
} from '@muster/contract/assessment';
import { joinTeam, listTeams } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { apply, endorse, gateOf, stoppedBy } from './ways-round.fixture.ts';
import { meet } from '../testing/own-campaign.fixture.ts';

// The team reports what was counted before it endorses; whoever of the team belongs to the unit does neither.

let house: TestHouse;
let assessmentId: string;
before(async () => {
  house = await startTestHouse();
  for (const day of ['2026-03-17', '2026-03-18']) await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day });
  const params = { unitId: house.id('COMMUNITY') };
  const clerk = await house.as('communityClerk');
  ({ id: assessmentId } = await clerk.call(openAssessment, { params, body: { heldOn: '2026-03-19' } }));
});
after(() => house.close());

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const params = () => ({ assessmentId });
const report = async (who: CastName, note?: string) =>
  (await house.as(who)).call(reportAssessment, { params: params(), body: note === undefined ? {} : { note } });
const confirm = async (who: CastName) => (await house.as(who)).call(confirmAssessment, { params: params() });
const read = async (who: CastName) =>
  (await (await house.as(who)).call(readAssessment, { params: params() })).assessment;
const teams = async () =>
  (await house.as('office')).call(listTeams, { params: { organisationId: house.id('COUNTY') } });
/** Of the vote at the community, as the gate tells the team: whose turn it is, whether one may confirm, whether one is recused. */
const turn = async () => {
  const { findings, teams: there, recused } = await gateOf(house, 'team', 'COMMUNITY');
  const vote = findings.find(({ measure }) => measure === 'assessment.dissatisfied');
  return {
    whose: vote?.whose.map(({ role, name }) => `${role} ${name}`),
    mayDo: vote?.act.kind === 'confirm-assessment' && vote.act.mayDo,
    acting: there.flatMap(({ acting }) => acting),
    recused,
  };
};
const atCommunity = () => ({ organisationId: house.id('COMMUNITY') });

test('a member of the team who is given an office at the unit is noted there, and confirms and reports nothing', async () => {
  const body = { member: { ...none, satisfied: 90, dissatisfied: 1 }, representative: { ...none, satisfied: 10 } };
  for (const teller of ['communityClerk', 'communityHead'] as const)
    await (await house.as(teller)).call(enterCount, { params: params(), body });
  assert.equal((await read('team')).may.confirm, true);
  assert.deepEqual((await teams()).nobodyActs, []);
  const leading = { whose: ['supervisor 罗亦舟'], mayDo: true, acting: ['罗亦舟'], recused: false };
  assert.deepEqual(await turn(), leading);
  const office = await house.as('office');
  await office.call(appoint, { params: atCommunity(), body: { personId: house.id('罗亦舟'), role: 'clerk' } });
  assert.equal(await refusalOf(confirm('team')), 'recused-oneself');
  const seen = await read('team');
  assert.deepEqual([seen.may, seen.recused], [{ tell: false, confirm: false, report: false }, true]);
  const noted = await teams();
  assert.deepEqual(
    noted.teams.flatMap(({ units }) => units.map(({ name, recused }) => [name, recused])),
    [
      ['白鹭镇中心小学', []],
      ['明湖社区', ['罗亦舟']],
      ['石桥镇卫生院', []],
    ],
  );
  assert.deepEqual(
    noted.nobodyActs.map(({ name }) => name),
    ['明湖社区'],
    'the office sees that nobody acts there',
  );
  assert.deepEqual(await turn(), { whose: ['office '], mayDo: false, acting: [], recused: true });
});

test('whoever else is on the team stands in for the leader who is recused', async () => {
  const [{ id: teamId } = { id: '' }] = (await teams()).teams;
  const body = { personId: house.id('叶知秋') };
  await (await house.as('office')).call(joinTeam, { params: { teamId }, body });
  const standingIn = { whose: ['supervisor 叶知秋'], mayDo: false, acting: ['叶知秋'], recused: true };
  assert.deepEqual(await turn(), standingIn);
});

test('once the office is given up, the count is confirmed, and nothing is endorsed before it is reported', async () => {
  const office = await house.as('office');
  const { appointments } = await office.call(listAppointments, { params: atCommunity() });
  const held = appointments.find(({ person, role }) => person.id === house.id('罗亦舟') && role === 'clerk');
  await office.call(endAppointment, { params: { appointmentId: held?.id ?? '' } });
  assert.equal(await refusalOf(report('team')), 'assessment-not-confirmed');
  assert.deepEqual((await turn()).whose, ['supervisor 罗亦舟'], 'who leads it again');
  await confirm('team');
  assert.deepEqual((await gateOf(house, 'team', 'COMMUNITY')).unreported, [{ assessmentId, attempt: 1 }]);
  const id = await apply(house, 'communityHead', 'COMMUNITY');
  assert.equal(await refusalOf(endorse(house, 'team', id)), 'assessment-not-reported');
  const written = `insert into transition_step (region_id, transition_id, step, actor_id, actor_name, judged, judged_hash, recorded_at, path)
    select region_id, id, 'endorsed', $1, '', '{}', '', clock_timestamp(), path from transition where id = $2`;
  assert.equal(
    await stoppedBy(house, written, [house.id('罗亦舟'), id]),
    'transition_step__reported',
    'nor is it written',
  );
  for (const nobody of ['communityHead', 'communityClerk', 'office'] as const)
    assert.equal(await refusalOf(report(nobody)), 'not-permitted', nobody);
  await report('team', '到会的都投了票');
  assert.equal(await refusalOf(report('team')), 'assessment-reported-already');
  const { report: told, may } = await read('office');
  assert.deepEqual([told?.by, told?.note, may.report], ['罗亦舟', '到会的都投了票', false]);
  assert.deepEqual((await gateOf(house, 'team', 'COMMUNITY')).unreported, []);
  const mayEndorse = async () => (await gateOf(house, 'team', 'COMMUNITY')).transition?.may.endorse;
  assert.equal(await mayEndorse(), true);
  const again = { personId: house.id('罗亦舟'), role: 'secretary' } as const;
  const branch = { organisationId: house.id('COMMUNITY-1') };
  const { id: appointmentId } = await office.call(appoint, { params: branch, body: again });
  assert.equal(await mayEndorse(), false, 'nor by an office in a branch of the unit');
  await office.call(endAppointment, { params: { appointmentId } });
  await endorse(house, 'team', id);
});
