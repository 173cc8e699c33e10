/** A unit that moved to another storage region reads there what was recorded of it before, and is as old as it is. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  confirmAssessment,
  enterCount,
  listAssessments,
  openAssessment,
  readAssessment,
  reportAssessment,
} from '@muster/contract/assessment';
import { applyForTransition, decideTransition, endorseTransition, readGate } from '@muster/contract/gate';
import { listEntries } from '@muster/contract/ledger';
import { readOrganisation, readOrganisationRecord } from '@muster/contract/organisation';
import {
  listActivities,
  listHeldFor,
  listLectures,
  readActivity,
  readActivityReadings,
  recordActivity,
} from '@muster/contract/study';
import { listGuests } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { openDatabase, type Db } from '../platform/database/db.ts';
import { makeRegion } from './make-region.ts';
import { moveRegion } from './move-region.ts';

let house: TestHouse;
let worker: Db;
const timeZone = 'Asia/Shanghai';
const at = new Date('2026-03-20T09:00:00+08:00');
const as = (who: CastName) => house.as(who);
const unit = () => ({ unitId: house.id('COMMUNITY') });
const node = () => ({ organisationId: house.id('COMMUNITY') });
const branch = () => ({ organisationId: house.id('COMMUNITY-1') });

before(async () => {
  house = await startTestHouse();
  worker = openDatabase({ ...house.database.connection('worker'), max: 1 });
  const place = { name: '相邻市', code: 'CITY-2' };
  const party = { name: '中共相邻市委', code: 'PARTY-2' };
  await makeRegion(worker, { region: 2, name: '相邻市', place, party, administrator: 'administrator' }, timeZone, at);
  await passStage();
});
after(async () => {
  await worker.close();
  await house.close();
});

const move = (toRegion: number, under: string, partyUnder: string) =>
  moveRegion(worker, { code: 'COMMUNITY', toRegion, under, partyUnder, reason: '区划调整' }, timeZone, at);

async function passStage(): Promise<void> {
  const head = await as('communityHead');
  for (const day of ['18', '19'])
    await head.call(recordActivity, {
      params: { branchId: house.id('COMMUNITY-1') },
      body: {
        kind: 'collective-study',
        topic: '学习',
        startsAt: `2026-03-${day}T14:00:00+08:00`,
        endsAt: `2026-03-${day}T16:00:00+08:00`,
        absences: [],
        lateReason: '补记',
      },
    });
  const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
  const clerk = await as('communityClerk');
  const { id: assessmentId } = await clerk.call(openAssessment, { params: unit(), body: { heldOn: '2026-03-19' } });
  const body = { member: { ...none, satisfied: 90 }, representative: none };
  await clerk.call(enterCount, { params: { assessmentId }, body });
  await head.call(enterCount, { params: { assessmentId }, body });
  await (await as('team')).call(confirmAssessment, { params: { assessmentId } });
  await (await as('team')).call(reportAssessment, { params: { assessmentId }, body: {} });
  const { judgedHash } = await head.call(readGate, { params: unit() });
  const { id: transitionId } = await head.call(applyForTransition, { params: unit(), body: { judgedHash } });
  const params = { transitionId };
  await (await as('team')).call(endorseTransition, { params, body: {} });
  await (await as('office')).call(decideTransition, { params, body: { outcome: 'passed' } });
}

/** All that its head reads of what is past. */
async function past() {
  const head = await as('communityHead');
  const { earlier } = await head.call(readGate, { params: unit() });
  const { assessments } = await head.call(listAssessments, { params: node() });
  const [first] = assessments;
  const opened = first && (await head.call(readAssessment, { params: { assessmentId: first.id } }));
  const { entries } = await head.call(listEntries, { params: node(), query: { limit: 50 } });
  const { activities } = await head.call(listActivities, { params: branch(), query: { limit: 50 } });
  const ofUnit = await head.call(listActivities, { params: node(), query: { limit: 50 } });
  const held =
    activities[0] && (await head.call(readActivity, { params: { activityId: activities[0].id }, query: {} }));
  const { organisation } = await head.call(readOrganisation, { params: node() });
  const beside = [];
  for (const route of [listLectures, listHeldFor, readActivityReadings, listGuests])
    beside.push(
      await refusalOf(head.call(route as typeof listLectures, { params: { activityId: activities[0]?.id ?? '' } })),
    );
  return {
    beside,
    openedOn: organisation.openedOn,
    ofUnit: ofUnit.activities.map(({ id }) => id),
    all: ofUnit.all,
    stages: earlier.map(({ stageCode, state, steps }) => [stageCode, state, steps.length]),
    votes: assessments.map(({ stageCode, tally }) => [stageCode, tally?.satisfied]),
    vote: opened?.assessment.tally?.satisfied,
    records: entries.filter(({ kind }) => kind !== 'organisation.region-moved').map(({ kind }) => kind),
    meetings: activities.map(({ topic, present }) => [topic, present]),
    sheet: held?.sheet.length,
  };
}

const moves = async (who: CastName) =>
  (await (await as(who)).call(listEntries, { params: node(), query: { limit: 50 } })).entries.filter(
    ({ kind }) => kind === 'organisation.region-moved',
  ).length;

test('its own people read every stage, vote, meeting and record of before; the place it left reads them no more there', async () => {
  const earlier = await past();
  assert.deepEqual(earlier.stages, [['study', 'passed', 3]]);
  assert.deepEqual([earlier.votes, earlier.vote], [[['study', 90]], 90]);
  assert.equal(earlier.meetings.length, 2);
  assert.ok(earlier.records.length >= 5);

  await move(2, 'CITY-2', 'PARTY-2');

  assert.deepEqual(await past(), earlier);
  assert.equal(await moves('communityHead'), 1);
  assert.deepEqual(await house.differences(), []);
});

test('who administers the new place reads it as well; where it stood and since when is on its page, and opens for those who may', async () => {
  const administrator = await as('administrator');
  assert.equal((await administrator.call(readGate, { params: unit() })).earlier.length, 1);
  const parents = async (who: CastName) =>
    (await (await as(who)).call(readOrganisationRecord, { params: node() })).parents.map(({ parent, formerly }) => [
      parent?.name,
      parent?.opens,
      formerly,
    ]);
  assert.deepEqual(await parents('administrator'), [
    ['相邻市', true, false],
    ['白鹭镇', true, true],
  ]);
  assert.deepEqual(await parents('communityHead'), [
    ['相邻市', false, false],
    ['白鹭镇', false, true],
  ]);
  const { assessments } = await administrator.call(listAssessments, { params: node() });
  const params = { assessmentId: assessments[0]?.id ?? '' };
  assert.equal(await refusalOf((await as('secretary')).call(readAssessment, { params })), 'not-found');
});

test('back where it was, nothing is listed twice and the past of both places is read', async () => {
  const there = await past();
  await move(0, 'TOWN', 'TOWN-COMMITTEE');
  assert.deepEqual(await past(), there);
  assert.equal(await moves('communityHead'), 2);
  assert.deepEqual(await house.differences(), []);
});
