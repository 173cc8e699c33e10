import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { correctPerson, endMembership } from '@muster/contract/roster';
import { listUnspoken, nameSpeakers, recordActivity, voidActivity } from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const unspoken = async (at: string, who: CastName = 'office') =>
  (await house.as(who)).call(listUnspoken, { params: { organisationId: house.id(at) }, query: { limit: 200 } });
const peopleAt = async (at: string) => (await unspoken(at)).rows.map(({ person }) => person.id);
let day = 16;
/** A meeting of the first branch, each on a day of its own but for the last. */
const hold = async (kind: string, more: object = {}) => {
  day = Math.min(19, day + 1);
  const body = {
    kind,
    topic: '我的差距在哪里',
    startsAt: `2026-03-${day}T14:30:00+08:00`,
    endsAt: `2026-03-${day}T16:30:00+08:00`,
    absences: [],
    lateReason: '补录',
    another: true,
    ...more,
  };
  return (await house.as('secretary')).call(recordActivity, { params: { branchId: house.id('SCHOOL-1') }, body });
};
const speak = async (activityId: string, ...codes: string[]) =>
  (await house.as('secretary')).call(nameSpeakers, {
    params: { activityId },
    body: { personIds: codes.map((code) => house.id(code)) },
  });

test('at the beginning nobody has spoken; whoever is of a category that is exempt is asked nothing', async () => {
  const { lecture, lectures, asked, all, rows } = await unspoken('SCHOOL-1');
  assert.deepEqual(lecture, { stage: 'study', code: 'own-lecture', kinds: ['lecture', 'great-discussion'] });
  assert.deepEqual(
    lectures.map(({ title }) => title.zh),
    ['自己讲'],
  );
  assert.deepEqual([asked, all, rows.length], [15, 15, 15]);
});

test('several are named at once where they met, and are off the list at every node; named by mistake they come back', async () => {
  const atFirst = (await unspoken('COUNTY')).all;
  const { id } = await hold('lecture');
  assert.deepEqual(await speak(id, 'SCHOOL-1-02', 'SCHOOL-1-03'), { named: 2 });
  assert.equal(await refusalOf(speak(id, 'SCHOOL-1-04', 'SCHOOL-1-03')), 'lecturer-named-twice');
  const left = await peopleAt('SCHOOL-1');
  assert.equal(left.length, 13);
  assert.ok(!left.includes(house.id('SCHOOL-1-02')) && left.includes(house.id('SCHOOL-1-04')), 'all or none');
  for (const at of ['SCHOOL', 'TOWN', 'COUNTY', 'COUNTY-COMMITTEE'])
    assert.ok((await peopleAt(at)).length > 13 || at === 'SCHOOL');
  assert.equal((await unspoken('COUNTY')).all, atFirst - 2);
  const body = { reason: '没有开' };
  await (await house.as('secretary')).call(voidActivity, { params: { activityId: id }, body });
  assert.equal((await peopleAt('SCHOOL-1')).length, 15, 'at a meeting that was voided nobody has spoken');
});

test('who spoke is recorded with the meeting; at another kind, or as something else, it is not the own lecture', async () => {
  const spoke = (capacity: string, code: string) => ({ lecturers: [{ capacity, personId: house.id(code) }] });
  await hold('great-discussion', spoke('member', 'SCHOOL-1-05'));
  await hold('collective-study', spoke('member', 'SCHOOL-1-06'));
  await hold('lecture', spoke('head', 'SCHOOL-1-01'));
  const left = await peopleAt('SCHOOL-1');
  assert.equal(left.length, 14);
  assert.ok(!left.includes(house.id('SCHOOL-1-05')));
  const absent = { absences: [{ personId: house.id('SCHOOL-1-07'), reason: 'sick' }] };
  const away = hold('lecture', { ...absent, ...spoke('member', 'SCHOOL-1-07') });
  assert.equal(await refusalOf(away), 'lecturer-marked-absent');
  assert.equal((await peopleAt('SCHOOL-1')).length, 14, 'nothing is recorded of what is refused');
});

test('who has left is asked nothing, nor is whoever is put into a category that is exempt', async () => {
  const office = await house.as('office');
  const atFirst = await unspoken('SCHOOL-1');
  const left = { reason: 'died', on: '2026-03-19' } as const;
  await office.call(endMembership, { params: { personId: house.id('SCHOOL-1-14') }, body: left });
  const infirm = { name: '钱老', bornIn: 1931, categories: ['infirm'], reason: '登记有误' };
  await office.call(correctPerson, { params: { personId: house.id('SCHOOL-1-15') }, body: infirm });
  const now = await unspoken('SCHOOL-1');
  assert.deepEqual([now.asked, now.all], [atFirst.asked - 2, atFirst.all - 2]);
});

test('a list that is read page by page is the whole one, by tree and name', async () => {
  const whole = await unspoken('COUNTY');
  const read: string[] = [];
  let next: string | null = null;
  do {
    const query: { limit: number; after?: string } = { limit: 7, ...(next !== null && { after: next }) };
    const page = await (
      await house.as('office')
    ).call(listUnspoken, { params: { organisationId: house.id('COUNTY') }, query });
    read.push(...page.rows.map(({ person }) => person.id));
    ({ next } = page);
  } while (next !== null);
  assert.deepEqual(
    read,
    whole.rows.map(({ person }) => person.id),
  );
  assert.equal(whole.all, read.length);
});
