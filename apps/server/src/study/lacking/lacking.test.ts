import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { correctPerson, endMembership, proposeTransfer } from '@muster/contract/roster';
import {
  listUnread,
  listUnspoken,
  nameReadings,
  nameSpeakers,
  readLacking,
  readLackingAt,
  readReadings,
  recordActivity,
  tickReadings,
  voidActivity,
} from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const MEMBER = 'SCHOOL-1-04';
const lacking = async (who: CastName = 'member', of = MEMBER) =>
  (await house.as(who)).call(readLacking, { params: { personId: house.id(of) } });
const at = async (node: string, who: CastName = 'office') =>
  (await house.as(who)).call(readLackingAt, { params: { organisationId: house.id(node) } });
const unread = async (node: string, who: CastName = 'office', query: { limit?: number; after?: string } = {}) =>
  (await house.as(who)).call(listUnread, {
    params: { organisationId: house.id(node) },
    query: { limit: 200, ...query },
  });
const unspoken = async (node: string, who: CastName = 'office') =>
  (await house.as(who)).call(listUnspoken, { params: { organisationId: house.id(node) }, query: { limit: 200 } });
const hold = async (day: string, absent: readonly string[] = []) =>
  (await house.as('secretary')).call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind: 'lecture',
      topic: '我的差距在哪里',
      startsAt: `2026-03-${day}T14:30:00+08:00`,
      endsAt: `2026-03-${day}T16:30:00+08:00`,
      absences: absent.map((code) => ({ personId: house.id(code), reason: 'sick' })),
      lateReason: '补录',
      another: true,
    },
  });
const tick = async (code: string, pieces: readonly string[], read = true) =>
  (await house.as('secretary')).call(tickReadings, {
    params: { personId: house.id(code) },
    body: { pieces: [...pieces], read },
  });
const piecesOf = async (code: string) =>
  (await (await house.as('secretary')).call(readReadings, { params: { personId: house.id(code) } })).pieces.map(
    ({ piece }) => piece,
  );

test('a member is told of the lecture still to be given, by when, and of how many pieces of which work are unread', async () => {
  const { stages } = await lacking();
  const [stage] = stages;
  assert.deepEqual([stages.length, stage?.stageCode], [1, 'study']);
  assert.deepEqual(
    stage?.lectures.map(({ code, title }) => [code, title.zh]),
    [['own-lecture', '自己讲']],
  );
  assert.deepEqual([stage?.reading?.unread, stage?.reading?.required], [16, 16]);
  assert.deepEqual(stage?.reading?.works[1], {
    work: { zh: '《党章》', en: 'The Party constitution' },
    unread: 12,
    required: 12,
  });
  // The lecture by the day that the playbook names, the reading by the end of the stage.
  assert.ok((stage?.lectures[0]?.dueOn ?? '') < (stage?.reading?.dueOn ?? ''));
});

test('the branch, the unit and their lists of names count the same people, at every node and for everybody who sees them', async () => {
  for (const [node, who] of [
    ['SCHOOL-1', 'secretary'],
    ['SCHOOL-1', 'office'],
    ['SCHOOL', 'head'],
    ['JOINT-1', 'jointSecretary'],
    ['CLINIC', 'office'],
    ['TOWN', 'office'],
    ['COUNTY-COMMITTEE', 'office'],
  ] as const) {
    const told = await at(node, who);
    const [names, silent] = [await unread(node, who), await unspoken(node, who)];
    assert.deepEqual(
      told.unread.map(({ stage, count, asked }) => [stage, count, asked]),
      [['study', names.rows.length, names.asked]],
      node,
    );
    assert.equal(names.all, names.rows.length, node);
    assert.deepEqual(
      told.unspoken.map(({ code, count, asked }) => [code, count, asked]),
      [['own-lecture', silent.rows.length, silent.asked]],
      node,
    );
    assert.ok(names.rows.length > 0, node);
  }
});

test('named at the activity and ticked it is closed by that alone; taken back or voided it is open again', async () => {
  const { id: activityId } = await hold('17');
  const secretary = await house.as('secretary');
  await secretary.call(nameSpeakers, { params: { activityId }, body: { personIds: [house.id(MEMBER)] } });
  assert.deepEqual((await lacking()).stages[0]?.lectures, []);
  const all = await piecesOf(MEMBER);
  await tick(MEMBER, all.slice(1));
  const [left] = (await lacking()).stages;
  assert.deepEqual([left?.reading?.unread, left?.reading?.works.map(({ work }) => work.zh)], [1, ['《读本》']]);
  const row = (await unread('SCHOOL-1')).rows.find(({ person }) => person.id === house.id(MEMBER));
  assert.deepEqual([row?.unread, row?.required], [1, 16]);
  await tick(MEMBER, all.slice(0, 1));
  assert.deepEqual((await lacking()).stages, [], 'nothing is left to be said');
  const [school, branch] = [await at('SCHOOL'), await at('SCHOOL-1')];
  assert.deepEqual([branch.unread[0]?.count, branch.unspoken[0]?.count], [14, 14]);
  assert.equal(school.unread[0]?.count, (await unread('SCHOOL')).all);
  await tick(MEMBER, all.slice(0, 1), false);
  await secretary.call(voidActivity, { params: { activityId }, body: { reason: '没有开' } });
  const [again] = (await lacking()).stages;
  assert.deepEqual([again?.reading?.unread, again?.lectures.length], [1, 1]);
});

test('what was read together at a meeting is read by whoever was there, and by nobody else', async () => {
  const earlier = (await unread('SCHOOL-1')).rows;
  const { id: activityId } = await hold('18', ['SCHOOL-1-05']);
  await (
    await house.as('secretary')
  ).call(nameReadings, { params: { activityId }, body: { pieces: ['reader', 'circular-20'], read: true } });
  const now = new Map((await unread('SCHOOL-1')).rows.map(({ person, unread: left }) => [person.id, left]));
  for (const { person, unread: left } of earlier) {
    const own = person.id === house.id(MEMBER);
    const less = person.id === house.id('SCHOOL-1-05') ? 0 : own ? 1 : 2;
    assert.equal(now.get(person.id) ?? 0, left - less, person.name);
  }
});

test('whoever has left is asked nothing, nor is whoever is exempt asked to speak', async () => {
  const office = await house.as('office');
  const first = await at('SCHOOL-1');
  const infirm = { name: '钱老', bornIn: 1931, categories: ['infirm'], reason: '登记有误' };
  await office.call(correctPerson, { params: { personId: house.id('SCHOOL-1-15') }, body: infirm });
  const [stage] = (await lacking('secretary', 'SCHOOL-1-15')).stages;
  assert.deepEqual(stage?.lectures, []);
  assert.equal(stage?.reading?.required, 16);
  const left = { reason: 'died', on: '2026-03-19' } as const;
  await office.call(endMembership, { params: { personId: house.id('SCHOOL-1-14') }, body: left });
  const now = await at('SCHOOL-1');
  assert.equal(now.unspoken[0]?.asked, (first.unspoken[0]?.asked ?? 0) - 2);
  assert.equal(now.unread[0]?.asked, (first.unread[0]?.asked ?? 0) - 1);
  assert.deepEqual((await lacking('office', 'SCHOOL-1-14')).stages, []);
});

test('what was said and read goes along with whoever moves to another unit, whose figures take it over', async () => {
  const office = await house.as('office');
  const mover = 'SCHOOL-1-06';
  const { id: activityId } = await hold('19');
  await (
    await house.as('secretary')
  ).call(nameSpeakers, { params: { activityId }, body: { personIds: [house.id(mover)] } });
  await tick(mover, ['constitution/general']);
  const [stage] = (await lacking('secretary', mover)).stages;
  const [from, to] = [await at('SCHOOL'), await at('COMMUNITY')];
  await office.call(proposeTransfer, {
    params: { personId: house.id(mover) },
    body: { branchId: house.id('COMMUNITY-1') },
  });
  const [moved] = (await lacking('office', mover)).stages;
  assert.deepEqual([moved?.lectures, moved?.reading?.unread], [[], stage?.reading?.unread]);
  const [left, taken] = [await at('SCHOOL'), await at('COMMUNITY')];
  assert.equal(left.unread[0]?.count, (from.unread[0]?.count ?? 0) - 1);
  assert.equal(taken.unread[0]?.count, (to.unread[0]?.count ?? 0) + 1);
  assert.equal(taken.unspoken[0]?.count, to.unspoken[0]?.count);
  assert.equal(taken.unspoken[0]?.asked, (to.unspoken[0]?.asked ?? 0) + 1);
});

test('whom one may not read one does not find; oneself one does', async () => {
  assert.equal(await refusalOf(lacking('secretary2')), 'not-found');
  assert.equal(await refusalOf(lacking('member', 'SCHOOL-1-05')), 'not-found');
  const seen = await unread('SCHOOL', 'secretary');
  assert.ok(seen.rows.every(({ branch }) => branch.id === house.id('SCHOOL-1')));
});

test('a list that is read page by page is the whole one, and no more queries are asked of more', async () => {
  const whole = await unread('COUNTY');
  const read: string[] = [];
  let next: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof unread>> = await unread('COUNTY', 'office', {
      limit: 7,
      ...(next !== null && { after: next }),
    });
    read.push(...page.rows.map(({ person }) => person.id));
    ({ next } = page);
  } while (next !== null);
  assert.deepEqual(
    read,
    whole.rows.map(({ person }) => person.id),
  );
  const asked = async (run: () => Promise<unknown>) => {
    await run();
    const sofar = house.queries();
    await run();
    return house.queries() - sofar;
  };
  assert.equal(await asked(() => at('COUNTY')), await asked(() => at('SCHOOL-1')));
  assert.equal(await asked(() => unread('COUNTY')), await asked(() => unread('SCHOOL-1')));
});
