import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import {
  holdForPlace,
  listActivities,
  listHeldFor,
  listLectures,
  listMobilisation,
  listQuietBranches,
  nameLecturer,
  recordActivity,
  voidActivity,
  withdrawHeldFor,
  withdrawLecture,
} from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

type Wanted = {
  readonly level?: 'place' | 'unit' | 'branch';
  readonly kind?: string;
  readonly state?: 'not-held' | 'without-head' | 'in-person';
};
const mobilised = async (at: string, wanted: Wanted = {}, who: CastName = 'office') =>
  (await house.as(who)).call(listMobilisation, {
    params: { organisationId: house.id(at) },
    query: { ...wanted, limit: 200 },
  });
const quiet = async (at: string, days: number, who: CastName = 'office') =>
  (await house.as(who)).call(listQuietBranches, {
    params: { organisationId: house.id(at) },
    query: { days, limit: 200 },
  });
const hold = async (kind: string, day: string, absent: readonly string[] = []) =>
  (await house.as('secretary')).call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind,
      topic: '动员',
      startsAt: `${day}T14:00:00+08:00`,
      endsAt: `${day}T16:00:00+08:00`,
      absences: absent.map((code) => ({ personId: house.id(code), reason: 'sick' })),
      lateReason: '补录',
    },
  });
const stateOf = async (code: string, level: 'unit' | 'branch') => {
  const { rows } = await mobilised('SCHOOL', { level });
  return rows.find(({ organisation }) => organisation.id === house.id(code))?.state;
};

test('at the beginning nobody has held one, and every unit and branch is on the list of its level', async () => {
  const { rows, all, kind, stage, counts } = await mobilised('COUNTY', { state: 'not-held' });
  assert.deepEqual([kind, stage, rows.length], ['mobilisation', 'study', all]);
  assert.ok(all > 1);
  assert.deepEqual(
    counts.filter((each) => each.kind === kind && each.level === 'unit').map(({ state, count }) => [state, count]),
    [['not-held', all]],
  );
  assert.equal(await stateOf('SCHOOL', 'unit'), 'not-held');
});

test('held is not yet held in person: that is with the head of the unit, and with the secretary of the branch', async () => {
  const everybody = await hold('mobilisation', '2026-03-17');
  assert.equal(await stateOf('SCHOOL-1', 'branch'), 'in-person');
  assert.equal(await stateOf('SCHOOL-2', 'branch'), 'not-held');
  const unit = await stateOf('SCHOOL', 'unit');
  assert.ok(unit === 'in-person' || unit === 'without-head');
  await (
    await house.as('secretary')
  ).call(voidActivity, { params: { activityId: everybody.id }, body: { reason: '没有开' } });
  assert.equal(await stateOf('SCHOOL-1', 'branch'), 'not-held', 'a meeting that was voided was held by nobody');
});

test('the kinds are those that the playbook names; figures are as long as their lists, at every node', async () => {
  await hold('second-mobilisation', '2026-03-18');
  for (const at of ['COUNTY', 'TOWN', 'SCHOOL', 'SCHOOL-1', 'COUNTY-COMMITTEE'] as const) {
    const { kinds, kind: first } = await mobilised(at);
    assert.deepEqual(kinds, ['mobilisation', 'second-mobilisation', 'transition-meeting']);
    assert.equal(first, 'mobilisation');
    for (const one of kinds) {
      const { counts, kinds: beside } = await mobilised(at, { kind: one });
      assert.deepEqual(beside, kinds);
      assert.deepEqual([...new Set(counts.map(({ kind }) => kind))], [one]);
      for (const { kind, level, state, count } of counts) {
        const { rows, all } = await mobilised(at, { kind, level, state });
        assert.deepEqual([rows.length, all], [count, count], `${kind} ${level} ${state} at ${at}`);
      }
    }
    const { rows, counts } = await mobilised(at, { kind: 'collective-study' });
    assert.deepEqual([rows, counts], [[], []], 'of a kind that not every level holds nobody lacks one');
  }
});

test('a branch is quiet that has met for nothing for so many days, whatever others held', async () => {
  const codes = async (days: number, at = 'SCHOOL') => (await quiet(at, days)).rows.map(({ branch }) => branch.id);
  assert.deepEqual(await codes(1), [house.id('SCHOOL-1'), house.id('SCHOOL-2')]);
  assert.deepEqual(await codes(7), [house.id('SCHOOL-2')]);
  assert.deepEqual(await codes(200), [], 'the stage has not been open for so long');
  const { rows, all, since } = await quiet('COUNTY', 7);
  assert.deepEqual([rows.length, since], [all, '2026-03-13']);
  assert.ok(rows.every(({ last }) => last === null));
  const [first] = (await quiet('SCHOOL-1', 1)).rows;
  assert.equal(first?.last?.on, '2026-03-18');
  const seen = await quiet('SCHOOL-1', 1, 'secretary');
  assert.deepEqual(
    seen.rows.map(({ branch }) => branch.id),
    [house.id('SCHOOL-1')],
  );
});

const placeOf = async (code: string, at: string, who: CastName = 'office') => {
  const { rows } = await mobilised(at, { level: 'place' }, who);
  const row = rows.find(({ organisation }) => organisation.id === house.id(code));
  return row === undefined ? null : [row.state, row.held?.on ?? null];
};
const holdFor = async (who: CastName, place: string, activityId: string) =>
  (await house.as(who)).call(holdForPlace, { params: { organisationId: house.id(place) }, body: { activityId } });
const heldFor = async (who: CastName, activityId: string) =>
  (await house.as(who)).call(listHeldFor, { params: { activityId } });

test('every level above the units is listed with a unit under way beneath it, and none has held one before somebody says which it was', async () => {
  const { rows, all } = await mobilised('COUNTY', { level: 'place', state: 'not-held' });
  assert.equal(all, 3);
  assert.deepEqual(
    new Set(rows.map(({ organisation }) => organisation.id)),
    new Set(['COUNTY', 'TOWN', 'OTHER-TOWN'].map(house.id)),
  );
  assert.equal((await mobilised('SCHOOL', { level: 'place' })).all, 0);
  assert.equal((await mobilised('COUNTY-COMMITTEE', { level: 'place' })).all, 0);
  assert.equal(await placeOf('COUNTY', 'TOWN', 'town'), null, 'what is above oneself is not listed');
});

test('a meeting is a place’s own from when the office there says so until it takes that back; somebody who leads there makes it in person', async () => {
  const { id } = await hold('mobilisation', '2026-03-16');
  const offered = await heldFor('county', id);
  assert.deepEqual(
    offered.places.map((place) => place.id),
    [house.id('COUNTY'), house.id('TOWN')],
  );
  assert.deepEqual((await heldFor('secretary', id)).places, [], 'who holds nothing there is offered nothing');

  const { id: naming } = await holdFor('town', 'TOWN', id);
  assert.deepEqual(await placeOf('TOWN', 'COUNTY'), ['without-head', '2026-03-16']);
  assert.deepEqual(await placeOf('COUNTY', 'COUNTY'), ['not-held', null], 'the town’s is not the county’s');
  assert.equal(await refusalOf(holdFor('county', 'TOWN', id)), 'held-for-already');

  const secretary = await house.as('secretary');
  const { candidates } = await secretary.call(listLectures, { params: { activityId: id } });
  const leader = candidates.find(({ name }) => name === '叶知秋')?.personId ?? '';
  const lecturer = { capacity: 'leader', personId: leader } as const;
  const lecture = await secretary.call(nameLecturer, { params: { activityId: id }, body: lecturer });
  assert.deepEqual(await placeOf('TOWN', 'TOWN', 'town'), ['in-person', '2026-03-16']);
  await secretary.call(withdrawLecture, { params: { lectureId: lecture.id }, body: { reason: '没有讲' } });
  assert.deepEqual(await placeOf('TOWN', 'TOWN', 'town'), ['without-head', '2026-03-16']);

  const seen = await heldFor('secretary', id);
  assert.deepEqual(
    seen.heldFor.map(({ place, by, mayWithdraw }) => [place.name, by, mayWithdraw]),
    [['白鹭镇', '沈知秋', false]],
  );
  const withdraw = async (who: CastName) =>
    (await house.as(who)).call(withdrawHeldFor, { params: { heldForId: naming }, body: { reason: '认错了' } });
  assert.equal(await refusalOf(withdraw('secretary')), 'not-permitted');
  await withdraw('town');
  assert.equal(await refusalOf(withdraw('county')), 'held-for-withdrawn-already');
  assert.deepEqual(await placeOf('TOWN', 'COUNTY'), ['not-held', null]);
  const [taken] = (await heldFor('secretary', id)).heldFor;
  assert.deepEqual([taken?.withdrawn?.by, taken?.withdrawn?.reason], ['沈知秋', '认错了']);

  await holdFor('county', 'TOWN', id);
  assert.deepEqual(await placeOf('TOWN', 'COUNTY'), ['without-head', '2026-03-16']);
  await secretary.call(voidActivity, { params: { activityId: id }, body: { reason: '没有开' } });
  assert.deepEqual(await placeOf('TOWN', 'COUNTY'), ['not-held', null]);
});

test('somebody with an office there who sat on the sheet was there in person; of two meetings the one that was led counts', async () => {
  const alone = await hold('mobilisation', '2026-03-11', ['SCHOOL-1-07']);
  const led = await hold('mobilisation', '2026-03-12');
  await holdFor('county', 'TOWN', alone.id);
  await holdFor('county', 'TOWN', led.id);
  assert.deepEqual(await placeOf('TOWN', 'COUNTY'), ['without-head', '2026-03-11']);
  await (
    await house.as('county')
  ).call(appoint, {
    params: { organisationId: house.id('TOWN') },
    body: { personId: house.id('SCHOOL-1-07'), role: 'leader' },
  });
  assert.deepEqual(await placeOf('TOWN', 'COUNTY'), ['in-person', '2026-03-12']);
});

test('what is of another kind, of another place or void is no place’s own; a unit holds by who came and is not said', async () => {
  const study = await hold('collective-study', '2026-03-10');
  const met = await hold('mobilisation', '2026-03-09');
  assert.equal(await refusalOf(holdFor('county', 'TOWN', study.id)), 'meeting-not-of-every-level');
  assert.deepEqual((await heldFor('county', study.id)).places, []);
  assert.equal(await refusalOf(holdFor('county', 'OTHER-TOWN', met.id)), 'meeting-not-beneath');
  assert.equal(await refusalOf(holdFor('otherTown', 'OTHER-TOWN', met.id)), 'not-found');
  assert.equal(await refusalOf(holdFor('town', 'COUNTY', met.id)), 'not-permitted');
  assert.equal(await refusalOf(holdFor('county', 'SCHOOL', met.id)), 'not-found');
  await (
    await house.as('secretary')
  ).call(voidActivity, { params: { activityId: met.id }, body: { reason: '没有开' } });
  assert.equal(await refusalOf(holdFor('county', 'TOWN', met.id)), 'activity-voided-already');
});

test('of two who say it at once, or take it back at once, one does', async () => {
  const { id } = await hold('mobilisation', '2026-03-06');
  const both = async (act: () => Promise<unknown>) => {
    const refused = await Promise.all([refusalOf(act()), refusalOf(act())]);
    return refused.toSorted((one, other) => String(other).localeCompare(String(one)));
  };
  assert.deepEqual(await both(() => holdFor('county', 'COUNTY', id)), [null, 'held-for-already']);
  const [naming] = (await heldFor('county', id)).heldFor;
  const county = await house.as('county');
  const params = { heldForId: naming?.id ?? '' };
  const withdraw = () => county.call(withdrawHeldFor, { params, body: { reason: '认错了' } });
  assert.deepEqual(await both(withdraw), [null, 'held-for-withdrawn-already']);
});

test('the list of activities is narrowed to a kind, as long as it says', async () => {
  const list = async (at: string, query: { readonly kind?: string; readonly which?: 'held' | 'voided' } = {}) =>
    (await house.as('county')).call(listActivities, {
      params: { organisationId: house.id(at) },
      query: { ...query, limit: 200 },
    });
  for (const at of ['COUNTY', 'SCHOOL', 'SCHOOL-1'] as const) {
    const whole = await list(at);
    for (const kind of whole.kinds) {
      const some = await list(at, { kind });
      assert.deepEqual(
        some.activities.map(({ id }) => id),
        whole.activities.filter((each) => each.kind === kind).map(({ id }) => id),
        `${kind} at ${at}`,
      );
      assert.equal(some.all, some.activities.length);
      const gone = await list(at, { kind, which: 'voided' });
      assert.deepEqual([gone.all, gone.counts.voided], [gone.activities.length, gone.activities.length]);
    }
    assert.ok((await list(at, { kind: 'mobilisation', which: 'voided' })).all > 0);
  }
});
