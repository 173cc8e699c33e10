import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  listReading,
  nameReadings,
  readActivityReadings,
  readBranchReading,
  readReadings,
  recordActivity,
  tickReadings,
  voidActivity,
} from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
let own: { personId: string };
before(async () => {
  house = await startTestHouse();
  own = { personId: house.id('SCHOOL-1-04') };
});
after(() => house.close());

const tick = async (who: CastName, pieces: string[], read = true) =>
  (await house.as(who)).call(tickReadings, { params: own, body: { pieces, read } });
const readOf = async (who: CastName = 'member') => {
  const { pieces } = await (await house.as(who)).call(readReadings, { params: own });
  return pieces.filter(({ read }) => read !== null).map(({ piece }) => piece);
};
const branch = async (who: CastName = 'secretary') =>
  (await house.as(who)).call(readBranchReading, { params: { branchId: house.id('SCHOOL-1') } });
const beneath = async (who: CastName, at: string) =>
  (await house.as(who)).call(listReading, { params: { organisationId: house.id(at) }, query: { limit: 200 } });

test('a member sees what is to be read by chapter, ticks it by one touch and takes it back by another', async () => {
  const { pieces, mayTick, stageCode } = await (await house.as('member')).call(readReadings, { params: own });
  assert.deepEqual([stageCode, mayTick, pieces.length], ['study', true, 16]);
  assert.deepEqual(pieces[1]?.chapter?.zh, '总纲');
  assert.deepEqual(await tick('member', ['reader', 'constitution/members']), { changed: 2 });
  assert.deepEqual(await tick('member', ['reader']), { changed: 0 }, 'what was ticked stays as it was');
  assert.deepEqual(await readOf(), ['reader', 'constitution/members']);
  assert.deepEqual(await tick('member', ['reader'], false), { changed: 1 });
  assert.deepEqual(await readOf(), ['constitution/members']);
});

test('the secretary ticks for a member who cannot; a stranger does not even find the member', async () => {
  await tick('secretary', ['circular-20']);
  assert.deepEqual(await readOf(), ['constitution/members', 'circular-20']);
  assert.equal(await refusalOf(tick('secretary2', ['reader'])), 'not-found');
  assert.equal(await refusalOf(tick('member', ['constitution'])), 'reading-unknown');
  assert.equal(await refusalOf(tick('member', ['constitution'], false)), 'reading-unknown');
});

test('what was read at a meeting is read by whoever was there, once, as long as the meeting stands', async () => {
  const secretary = await house.as('secretary');
  const { id: activityId } = await secretary.call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind: 'collective-study',
      topic: '读《读本》',
      startsAt: '2026-03-19T14:00:00+08:00',
      endsAt: '2026-03-19T16:00:00+08:00',
      absences: [{ personId: house.id('SCHOOL-1-09'), reason: 'sick' }],
    },
  });
  const name = (pieces: string[], read = true) =>
    secretary.call(nameReadings, { params: { activityId }, body: { pieces, read } });
  assert.deepEqual(await name(['reader', 'circular-20']), { changed: 2 });
  assert.equal(await refusalOf(name(['no-such-work'])), 'reading-unknown');
  const { pieces, mayName } = await secretary.call(readActivityReadings, { params: { activityId } });
  assert.deepEqual(
    [mayName, pieces.filter(({ isRead }) => isRead).map(({ piece }) => piece)],
    [true, ['reader', 'circular-20']],
  );
  assert.deepEqual(await readOf(), ['reader', 'constitution/members', 'circular-20']);
  const { members, pieces: coverage } = await branch();
  const readers = coverage.find(({ piece }) => piece === 'reader')?.readBy;
  assert.deepEqual([members.length, readers], [15, 14]);
  assert.equal(members[0]?.read, 0, 'whoever has not begun is named first');

  await name(['circular-20'], false);
  assert.deepEqual(await readOf(), ['reader', 'constitution/members', 'circular-20'], 'the tick of one’s own stays');
  await secretary.call(voidActivity, { params: { activityId }, body: { reason: '没有开' } });
  assert.deepEqual(await readOf(), ['constitution/members', 'circular-20']);
  assert.equal(await refusalOf(name(['reader'])), 'activity-voided-already');
});

test('above, coverage alone goes up, from records, and equals what the branch sees', async () => {
  await tick(
    'secretary',
    (await (await house.as('member')).call(readReadings, { params: own })).pieces.map(({ piece }) => piece),
  );
  const { members } = await branch();
  for (const at of ['COUNTY', 'SCHOOL', 'SCHOOL-1', 'COUNTY-COMMITTEE']) {
    const { rows, all } = await beneath('office', at);
    assert.equal(rows.length, all);
    const row = rows.find((each) => each.branch.id === house.id('SCHOOL-1'));
    assert.deepEqual(
      [row?.members, row?.begun, row?.through, row?.required],
      [
        members.length,
        members.filter(({ read }) => read > 0).length,
        members.filter(({ read, required }) => read === required).length,
        16,
      ],
      at,
    );
  }
  const { rows } = await beneath('secretary', 'SCHOOL-1');
  assert.deepEqual(
    rows.map(({ begun, through }) => [begun, through]),
    [[1, 1]],
  );
});
