/** Who would be on no sheet is not signed in, and is told why; whoever looks at the list of an activity sees who that is. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applyForTransition, returnTransition } from '@muster/contract/gate';
import {
  listSignIns,
  planActivity,
  readActivity,
  readOwnSignIn,
  readSignInCode,
  recordSheet,
  signIn,
} from '@muster/contract/study';
import { appoint } from '@muster/contract/access';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { apply, decide, endorse, gateOf } from './ways-round.fixture.ts';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';
import { teamIn } from '../testing/second-campaign.fixture.ts';

let house: TestHouse;
let planId: string;
let transitionId: string;
before(async () => {
  house = await startTestHouse();
  const campaign = await ownCampaign(house, [
    condition('hours', 'measure: study.minutes, hard: true, each: 2 hours, threshold: at least 100 %'),
  ]);
  await teamIn(house, campaign, ['STATION'], 'otherTeam', 'OTHER-TOWN');
  const body = { personId: house.id('STATION-02'), role: 'head' } as const;
  await (await house.as('office')).call(appoint, { params: { organisationId: house.id('STATION') }, body });
  await house.account(house.id('STATION-02'), 'station-head');
  await house.account(house.id('STATION-03'), 'station');
  await house.account(house.id('CLINIC-03'), 'clinic');
  await meet(house, 'jointSecretary', { branch: 'JOINT-1', day: '2026-03-16' });
  planId = await planned('19:00', '21:00');
  const { judgedHash } = await gateOf(house, 'office', 'STATION');
  const unit = { unitId: house.id('STATION') };
  const head = await house.signedIn('station-head');
  ({ id: transitionId } = await head.call(applyForTransition, { params: unit, body: { judgedHash } }));
  house.clock.set(new Date('2026-03-20T18:50:00+08:00'));
});
after(() => house.close());

const branch = () => ({ branchId: house.id('JOINT-1') });
async function planned(from: string, until: string): Promise<string> {
  const times = { startsAt: `2026-03-20T${from}:00+08:00`, endsAt: `2026-03-20T${until}:00+08:00` };
  const body = { kind: 'collective-study', topic: '晚上的学习', ...times };
  const secretary = await house.as('jointSecretary');
  return (await secretary.call(planActivity, { params: branch(), body }, { key: crypto.randomUUID() })).id;
}
const screen = async () => (await house.as('jointSecretary')).call(readSignInCode, { params: { planId } });
const send = async (login: string) =>
  (await house.signedIn(login)).call(signIn, {
    params: { planId },
    body: { code: (await screen()).code ?? assert.fail('no code') },
  });
const whyNot = async (login: string) =>
  (await (await house.signedIn(login)).call(readOwnSignIn, { params: { planId } })).leftOut;
const list = async () =>
  (await house.as('jointSecretary')).call(listSignIns, { params: { planId, branchId: house.id('JOINT-1') } });
const leftOut = async () => (await list()).leftOut.map(({ unit, why, people }) => [unit.id, why, people.length]);

test('while a unit is judged its people are not signed in, and the list says who that is; the others are', async () => {
  assert.equal(await whyNot('station'), 'judged');
  assert.equal(await refusalOf(send('station')), 'sign-in-while-judged');
  assert.equal(await whyNot('clinic'), null);
  await send('clinic');
  const { signIns, leftOut: named } = await list();
  assert.deepEqual(
    signIns.map(({ personId }) => personId),
    [house.id('CLINIC-03')],
  );
  assert.ok(named[0]?.people.some(({ personId, name }) => personId === house.id('STATION-03') && name !== ''));
  assert.deepEqual(await leftOut(), [[house.id('STATION'), 'judged', 10]]);
  const [shown] = (await screen()).branches;
  assert.deepEqual(
    [shown?.expected, shown?.signedIn, shown?.leftOut.map(({ unit, why, count }) => [unit.id, why, count])],
    [11, 1, [[house.id('STATION'), 'judged', 10]]],
  );
});

test('once the application is returned they sign in, and the sheet has them; who has signed in is on it', async () => {
  await (await house.as('otherTeam')).call(returnTransition, { params: { transitionId }, body: { reason: '请补' } });
  assert.equal(await whyNot('station'), null);
  await send('station');
  assert.deepEqual(await leftOut(), []);
  house.clock.set(new Date('2026-03-20T21:10:00+08:00'));
  const secretary = await house.as('jointSecretary');
  const params = { planId, ...branch() };
  const { id } = await secretary.call(recordSheet, { params, body: { absences: [] } }, { key: crypto.randomUUID() });
  const { sheet } = await secretary.call(readActivity, { params: { activityId: id } });
  const onIt = new Set(sheet.map(({ personId }) => personId));
  assert.ok((await list()).signIns.every(({ personId }) => onIt.has(personId)));
  assert.equal(onIt.size, 21);
});

test('whose unit was not in its next stage yet on that day is not signed in either', async () => {
  const ofClinic = await apply(house, 'jointSecretary', 'CLINIC');
  planId = await planned('21:30', '23:50');
  house.clock.set(new Date('2026-03-21T00:05:00+08:00'));
  await endorse(house, 'team', ofClinic);
  await decide(house, 'office', ofClinic);
  assert.equal(await whyNot('clinic'), 'no-stage');
  assert.equal(await refusalOf(send('clinic')), 'sign-in-without-stage');
  await send('station');
  assert.deepEqual(await leftOut(), [[house.id('CLINIC'), 'no-stage', 11]]);
});

test('the list asks as often where units are left out as where none is', async () => {
  const asked = async (run: () => Promise<unknown>) => {
    await run();
    const earlier = house.queries();
    await run();
    return house.queries() - earlier;
  };
  const ofOne = await asked(list);
  const clerk = await house.as('clerk');
  const body = {
    kind: 'collective-study',
    topic: '学校的学习',
    startsAt: '2026-03-21T14:00:00+08:00',
    endsAt: '2026-03-21T16:00:00+08:00',
  };
  const params = { branchId: house.id('SCHOOL-1') };
  const { id } = await clerk.call(planActivity, { params, body }, { key: crypto.randomUUID() });
  assert.equal(await asked(() => clerk.call(listSignIns, { params: { planId: id, ...params } })), ofOne);
});
