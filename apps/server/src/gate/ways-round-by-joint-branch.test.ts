import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { applyForTransition, returnTransition } from '@muster/contract/gate';
import {
  correctSheet,
  listReading,
  nameLecturer,
  planActivity,
  readActivity,
  readBranchReading,
  readPlan,
  readRoll,
  recordActivities,
  recordActivity,
  recordSheet,
  voidActivity,
} from '@muster/contract/study';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';
import { teamIn } from '../testing/second-campaign.fixture.ts';
import { apply, decide, endorse, gateOf } from './ways-round.fixture.ts';

// A joint branch serves two units, each of which is judged by itself: while one is, the branch goes on meeting for the other, and nothing of
// that moves what is judged.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  const campaign = await ownCampaign(house, [
    condition('hours', 'measure: study.minutes, hard: true, each: 2 hours, threshold: at least 100 %'),
    condition('came', 'measure: study.attendance, hard: false, threshold: at least 50 %'),
    condition(
      'met',
      'measure: study.sessions-held, activity: collective-study, hard: false, threshold: at least 9 sessions',
    ),
  ]);
  await teamIn(house, campaign, ['STATION'], 'otherTeam', 'OTHER-TOWN');
  const body = { personId: house.id('STATION-02'), role: 'head' } as const;
  await (await house.as('office')).call(appoint, { params: { organisationId: house.id('STATION') }, body });
  await house.account(house.id('STATION-02'), 'station-head');
  await meet(house, 'jointSecretary', { branch: 'JOINT-1', day: '2026-03-16' });
});
after(() => house.close());

const params = () => ({ branchId: house.id('JOINT-1') });
const on = (day: string, ill: readonly string[] = []) => ({
  kind: 'collective-study',
  topic: `${day} 的学习`,
  startsAt: `${day}T14:00:00+08:00`,
  endsAt: `${day}T16:00:00+08:00`,
  absences: ill.map((code) => ({ personId: house.id(code), reason: 'sick' })),
  lateReason: '补记',
});
const record = async (day: string, ill?: readonly string[]) =>
  (await house.as('jointSecretary')).call(recordActivity, { params: params(), body: on(day, ill) });
const figures = async (unit: string) =>
  (await gateOf(house, 'office', unit)).findings.map(({ code, num, den }) => [code, num, den]);
const roll = async () => (await house.as('jointSecretary')).call(readRoll, { params: params() });
const sheetOf = async (activityId: string) =>
  (await house.as('jointSecretary')).call(readActivity, { params: { activityId } });

async function applyForStation(): Promise<string> {
  const head = await house.signedIn('station-head');
  const { judgedHash } = await gateOf(house, 'office', 'STATION');
  return (await head.call(applyForTransition, { params: { unitId: house.id('STATION') }, body: { judgedHash } })).id;
}

let ofStation: string;
let ofClinic: string;
let withoutStation: string;

test('while a guest of the branch is judged its people are on no sheet, and the others meet on', async () => {
  assert.deepEqual((await roll()).judged, []);
  ofStation = await applyForStation();
  const figuresBefore = await figures('STATION');
  const shown = await roll();
  assert.deepEqual(
    shown.judged.map(({ id }) => id),
    [house.id('STATION')],
  );
  assert.equal(shown.stage?.isJudged, false);
  const recorded = await record('2026-03-17', ['CLINIC-03']);
  withoutStation = recorded.id;
  assert.deepEqual([recorded.present, recorded.onRoll], [10, 11]);
  assert.deepEqual(await figures('STATION'), figuresBefore);
  assert.deepEqual(await figures('CLINIC'), [
    ['hours', 11, 11],
    ['came', 21, 22],
    ['met', 2, 1],
  ]);
  assert.equal(await refusalOf(record('2026-03-18', ['STATION-03'])), 'not-on-the-roll');
});

test('nor does a list that came together above them bring one of them in', async () => {
  const figuresBefore = await figures('STATION');
  const secretary = await house.as('jointSecretary');
  const meetings = [{ branchId: house.id('JOINT-1'), ...on('2026-03-18') }];
  const { activities } = await secretary.call(
    recordActivities,
    { params: { organisationId: house.id('JOINT-1') }, body: { meetings } },
    { key: crypto.randomUUID() },
  );
  assert.deepEqual(
    activities.map(({ onRoll }) => onRoll),
    [11],
  );
  assert.deepEqual(await figures('STATION'), figuresBefore);
});

test('a plan is recorded without them, too, and says of a branch that it waits only where nobody else is in it', async () => {
  const secretary = await house.as('jointSecretary');
  const { absences: _, lateReason: __, ...planned } = on('2026-03-19');
  const { id: planId } = await secretary.call(
    planActivity,
    {
      params: params(),
      body: {
        ...planned,
        startsAt: '2026-03-20T19:00:00+08:00',
        endsAt: '2026-03-20T21:00:00+08:00',
        withBranches: [],
      },
    },
    { key: crypto.randomUUID() },
  );
  const { plan } = await secretary.call(readPlan, { params: { planId } });
  assert.deepEqual(
    plan.branches.map(({ isJudged }) => isJudged),
    [false],
  );
  const body = { held: planned, absences: [], lateReason: '补记' };
  const held = await secretary.call(recordSheet, { params: { planId, ...params() }, body });
  assert.equal(held.onRoll, 11);
});

test('what was held without them is corrected and voided while they are judged, and nothing that they are on', async () => {
  const secretary = await house.as('jointSecretary');
  const { version } = await sheetOf(withoutStation);
  const correct = (activityId: string, of: number, ill: readonly string[]) =>
    secretary.call(correctSheet, {
      params: { activityId, ...params() },
      body: { version: of, reason: '点错了', absences: on('2026-03-17', ill).absences },
    });
  await correct(withoutStation, version, []);
  assert.deepEqual((await figures('CLINIC'))[1], ['came', 44, 44]);
  const { id } = await record('2026-03-12');
  await secretary.call(voidActivity, { params: { activityId: id }, body: { reason: '没有开' } });
});

test('after the application was returned a correction adds those who were left out, and they count; not before', async () => {
  const secretary = await house.as('jointSecretary');
  const { version, leftOut } = await sheetOf(withoutStation);
  assert.deepEqual(
    leftOut.map(({ unit, isJudged, people }) => [unit.id, isJudged, people.length]),
    [[house.id('STATION'), true, 10]],
  );
  const add = (adds: string[]) =>
    secretary.call(correctSheet, {
      params: { activityId: withoutStation, ...params() },
      body: { version, adds, reason: '补列', absences: on('2026-03-17', ['STATION-04']).absences },
    });
  assert.equal(await refusalOf(add([house.id('STATION')])), 'evidence-window-closed');
  house.clock.set(new Date(house.clock.now().getTime() + 60_000));
  await (
    await house.as('otherTeam')
  ).call(returnTransition, { params: { transitionId: ofStation }, body: { reason: '请补' } });
  assert.equal(await refusalOf(add([house.id('SCHOOL')])), 'nobody-left-out');
  assert.equal(await refusalOf(add([])), 'not-on-the-roll');
  assert.equal((await add([house.id('STATION')])).changed, 10);
  assert.deepEqual(await figures('STATION'), [
    ['hours', 10, 10],
    ['came', 19, 20],
    ['met', 2, 1],
  ]);
  const { leftOut: now, sheet, corrections } = await sheetOf(withoutStation);
  assert.deepEqual([now.length, sheet.length], [0, 21]);
  assert.equal(corrections.at(-1)?.changes.filter(({ from }) => from === null).length, 10);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('while the host is judged the guest meets on; while both are, nobody does', async () => {
  ofClinic = await apply(house, 'jointSecretary', 'CLINIC');
  const figuresBefore = await figures('CLINIC');
  const { id, onRoll } = await record('2026-03-13');
  assert.equal(onRoll, 10);
  assert.deepEqual(await figures('CLINIC'), figuresBefore);
  assert.deepEqual((await figures('STATION'))[2], ['met', 3, 1]);
  const secretary = await house.as('jointSecretary');
  const named = { capacity: 'expert', name: '党校教师' } as const;
  const say = secretary.call(nameLecturer, { params: { activityId: id }, body: named });
  assert.equal(await refusalOf(say), 'evidence-window-closed');
  ofStation = await applyForStation();
  assert.equal((await roll()).stage?.isJudged, true);
  assert.equal(await refusalOf(record('2026-03-18')), 'evidence-window-closed');
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('when the host has passed the guest goes on in its own stage, and the page of the branch says whose is which', async () => {
  house.clock.set(new Date(house.clock.now().getTime() + 60_000));
  const team = await house.as('otherTeam');
  await team.call(returnTransition, { params: { transitionId: ofStation }, body: { reason: '请补' } });
  await endorse(house, 'team', ofClinic);
  await decide(house, 'office', ofClinic);
  const { id, onRoll } = await record('2026-03-11');
  assert.equal(onRoll, 10, 'the host was not in its next stage yet');
  assert.deepEqual((await sheetOf(id)).leftOut, []);
  assert.deepEqual((await figures('STATION'))[2], ['met', 4, 1]);
  const shown = await roll();
  assert.deepEqual(
    [shown.stage?.code, shown.elsewhere.map(({ unit, stage }) => [unit.id, stage.code])],
    ['analysis', [[house.id('STATION'), 'study']]],
  );
  const hoursOf = (unit: string) =>
    new Set(shown.hours.flatMap((each) => (each.unitId === house.id(unit) ? each.minutes : [])));
  assert.deepEqual([hoursOf('STATION'), hoursOf('CLINIC')], [new Set([480, 360]), new Set([0])]);
  assert.deepEqual(
    shown.needs.map(({ unitId, code }) => [unitId, code]),
    [[house.id('STATION'), 'hours']],
  );
  const secretary = await house.as('jointSecretary');
  const { pieces, members, isOpen } = await secretary.call(readBranchReading, { params: params() });
  const required = (unit: string) =>
    new Set(
      members.flatMap((each) =>
        shown.roll.some(({ personId, unitId }) => personId === each.personId && unitId === house.id(unit))
          ? each.required
          : [],
      ),
    );
  assert.deepEqual([isOpen, required('STATION'), required('CLINIC')], [true, new Set([pieces.length]), new Set([0])]);
  assert.notEqual(pieces.length, 0);
  assert.deepEqual(new Set(pieces.map(({ askedOf }) => askedOf)), new Set([10]), 'nothing is asked of the others');
  const { rows } = await secretary.call(listReading, { params: { organisationId: house.id('JOINT-1') }, query: {} });
  assert.deepEqual(
    rows.map((row) => [row.required, row.members, row.begun, row.through]),
    [[pieces.length, 10, 0, 0]],
  );
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('whoever answers for the guest alone sees the branch as far as its own people meet there, and records nothing', async () => {
  const head = await house.signedIn('station-head');
  const seen = await head.call(readRoll, { params: params() });
  assert.deepEqual(
    [seen.unit.id, seen.stage?.code, seen.roll.length, seen.hours.length, seen.mayRecord],
    [house.id('STATION'), 'study', 10, 10, false],
  );
  const { members } = await head.call(readBranchReading, { params: params() });
  assert.equal(members.length, 10);
});
