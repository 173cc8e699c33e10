import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listMobilisation, listQuietBranches, recordActivity, voidActivity } from '@muster/contract/study';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

type Wanted = {
  readonly level?: 'unit' | 'branch';
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
    const { counts } = await mobilised(at);
    assert.deepEqual([...new Set(counts.map(({ kind }) => kind))].toSorted(), [
      'mobilisation',
      'second-mobilisation',
      'transition-meeting',
    ]);
    for (const { kind, level, state, count } of counts) {
      const { rows, all } = await mobilised(at, { kind, level, state });
      assert.deepEqual([rows.length, all], [count, count], `${kind} ${level} ${state} at ${at}`);
    }
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
