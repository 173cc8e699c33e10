import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { listOwed, readToDo } from '@muster/contract/obligation';
import {
  handInScript,
  listLectures,
  nameLecturer,
  readActivity,
  readActivityReadings,
  recordActivity,
} from '@muster/contract/study';
import { listGuests } from '@muster/contract/supervision';
import type { Client } from '@muster/client';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';

/** The clinic hosts a meeting of the branch that the station shares; the station's heads speak there, one a member and one not. */
let house: TestHouse;
let heads: readonly Client[];
let activityId: string;
let lectureIds: readonly string[];
before(async () => {
  house = await startTestHouse();
  const office = await house.as('office');
  const params = { organisationId: house.id('STATION') };
  const member = await office.call(appoint, { params, body: { personId: house.id('STATION-01'), role: 'head' } });
  const other = await office.call(appoint, { params, body: { personName: '外聘站长', role: 'head' } });
  const people = [member.personId, other.personId];
  for (const [index, personId] of people.entries()) await house.account(personId, `station-${index}`);
  heads = [await house.signedIn('station-0'), await house.signedIn('station-1')];
  const host = await house.as('jointSecretary');
  const held = { startsAt: '2026-03-19T14:00:00+08:00', endsAt: '2026-03-19T16:00:00+08:00', absences: [] };
  ({ id: activityId } = await host.call(recordActivity, {
    params: { branchId: house.id('JOINT-1') },
    body: { kind: 'lecture', topic: '一起上党课', ...held },
  }));
  const named: string[] = [];
  for (const personId of people) {
    const body = { capacity: 'head', personId } as const;
    named.push((await host.call(nameLecturer, { params: { activityId }, body })).id);
  }
  lectureIds = named;
});
after(() => house.close());

const script = { text: '一、为什么学……', file: null, isOwn: true };
const owed = async () => {
  const params = { organisationId: house.id('STATION') };
  const query = { kind: 'lecture', state: 'all' } as const;
  const { owed: found } = await (await house.as('office')).call(listOwed, { params, query });
  return found.map(({ standing }) => standing);
};

test('the head of a guest unit finds the own lecture at the host’s meeting, and no other’s', async () => {
  for (const [index, head] of heads.entries()) {
    const { activity } = await head.call(readActivity, { params: { activityId } });
    assert.equal(activity.topic, '一起上党课');
    const { lectures, candidates, mayName } = await head.call(listLectures, { params: { activityId } });
    assert.deepEqual(
      lectures.map(({ id, mayHandIn }) => [id, mayHandIn]),
      [[lectureIds[index], true]],
    );
    assert.deepEqual([candidates, mayName], [[], false]);
  }
});

test('what each owes leads there', async () => {
  for (const head of heads) {
    const { owed: found } = await head.call(readToDo, { query: { kind: 'lecture' } });
    assert.deepEqual(
      found.map(({ spokeAt }) => spokeAt),
      [activityId],
    );
  }
});

test('each hands in the own script, which closes what that head owes; the other’s is not theirs', async () => {
  const [first = '', second = ''] = lectureIds;
  const [member, other] = heads;
  assert.ok(member && other);
  assert.equal(
    await refusalOf(member.call(handInScript, { params: { lectureId: second }, body: script })),
    'not-found',
  );
  assert.deepEqual(await owed(), ['open', 'open']);
  await member.call(handInScript, { params: { lectureId: first }, body: script });
  const file = { name: '讲稿.txt', base64: Buffer.from('一、为什么学').toString('base64') };
  await other.call(handInScript, { params: { lectureId: second }, body: { ...script, file } });
  assert.deepEqual(await owed(), ['discharged', 'discharged']);
  const { lectures } = await (await house.as('jointSecretary')).call(listLectures, { params: { activityId } });
  assert.ok(lectures.every(({ script: handed }) => handed?.isOwn && handed.version === 1));
});

test('a head of the guest unit who did not speak there sees what its members met for, and hands in nothing for those who spoke', async () => {
  const office = await house.as('office');
  const params = { organisationId: house.id('STATION') };
  const { personId } = await office.call(appoint, { params, body: { personName: '第三位', role: 'head' } });
  await house.account(personId, 'station-2');
  const third = await house.signedIn('station-2');
  const [lectureId = ''] = lectureIds;
  assert.equal(await refusalOf(third.call(handInScript, { params: { lectureId }, body: script })), 'not-found');
  const { lectures, candidates, mayName } = await third.call(listLectures, { params: { activityId } });
  assert.deepEqual([lectures, candidates, mayName], [[], [], false]);
  const { branch, sheet, mayCorrect, mayVoid } = await third.call(readActivity, { params: { activityId } });
  assert.deepEqual([branch.id, mayCorrect, mayVoid], [house.id('JOINT-1'), false, false]);
  // As the page asks for them, which has no place for a refusal.
  const read = await third.call(readActivityReadings, { params: { activityId } });
  const { guests, mayNote } = await third.call(listGuests, { params: { activityId } });
  assert.deepEqual([read.mayName, guests, mayNote], [false, [], false]);
  // Of the sheet the own members alone: ten of twenty-one.
  assert.equal(sheet.length, 10);
  assert.ok(sheet.every(({ name }) => name.startsWith('党员STATION')));
});
