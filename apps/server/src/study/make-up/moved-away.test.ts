import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listOwed, readToDo } from '@muster/contract/obligation';
import { proposeTransfer } from '@muster/contract/roster';
import { handInNote, listMakeUps, listNotes, recordMakeUp, voidMakeUp } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { meet } from '../../testing/own-campaign.fixture.ts';

/** Of the school's first branch two were ill; one of them belongs to the community now, which has passed the stage. */
let house: TestHouse;
const moved = 'SCHOOL-1-08';
const stays = 'SCHOOL-1-09';
before(async () => {
  house = await startTestHouse();
  const day = '2026-03-19';
  await meet(house, 'secretary', { branch: 'SCHOOL-1', day, ill: [moved, stays] });
  const note = { writing: 'study-notes', text: '一篇：写了三条。', file: null };
  await (await house.as('secretary')).call(handInNote, { params: { personId: house.id(moved) }, body: note });
  await withClient(house.database.superuser(), (client) =>
    client.query(
      `update participation_stage s set closed_at = now() from participation p
        where p.region_id = s.region_id and p.id = s.participation_id and p.unit_id = $1 and s.stage_code = 'study'`,
      [house.id('COMMUNITY')],
    ),
  );
  const to = { params: { personId: house.id(moved) }, body: { branchId: house.id('COMMUNITY-1') } };
  await (await house.as('office')).call(proposeTransfer, to);
});
after(() => house.close());

const listed = async (state: 'open' | 'made' = 'open') =>
  (await house.as('secretary')).call(listMakeUps, { params: { branchId: house.id('SCHOOL-1') }, query: { state } });
const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
const owedTo = async (who: CastName, node?: string) => {
  const client = await house.as(who);
  const query = { kind: 'make-up', limit: 200 } as const;
  const { owed, all } =
    node === undefined
      ? await client.call(readToDo, { query })
      : await client.call(listOwed, { params: { organisationId: house.id(node) }, query });
  return {
    all,
    people: owed.map(({ person }) => ({ id: person?.id ?? '', name: person?.name ?? '' })).toSorted(byName),
  };
};

test('what was left behind is named on the make-up page, with where that person belongs now, and only so', async () => {
  const { makeUps, open } = await listed();
  assert.equal(open, 2);
  const seen = new Map(makeUps.map(({ person }) => [person.id, person]));
  const { name, ...rest } = seen.get(house.id(moved)) ?? { name: '' };
  assert.notEqual(name, '');
  const elsewhere = { unit: '明湖社区', branch: '明湖社区党支部' };
  assert.deepEqual(rest, { id: house.id(moved), mayOpen: false, elsewhere });
  const { mayOpen, elsewhere: nowhere } = seen.get(house.id(stays)) ?? {};
  assert.deepEqual([mayOpen, nowhere], [true, null]);
});

test('the list, its count, the to-do of who records and the lists of branch and unit agree', async () => {
  const { makeUps, open } = await listed();
  const people = makeUps.map(({ person: { id, name } }) => ({ id, name })).toSorted(byName);
  for (const found of [
    await owedTo('secretary'),
    await owedTo('secretary', 'SCHOOL-1'),
    await owedTo('clerk', 'SCHOOL'),
    await owedTo('office', 'SCHOOL'),
  ]) {
    assert.deepEqual(found, { all: open, people });
  }
  assert.deepEqual(await owedTo('secretary2', 'SCHOOL'), { all: 0, people: [] });
});

test('the notes of who has moved are named as well, and nobody is asked to return what could not be written again', async () => {
  const { notes } = await (await house.as('secretary')).call(listNotes, { params: { branchId: house.id('SCHOOL-1') } });
  const [{ person, mayReturn } = { person: null, mayReturn: true }] = notes;
  assert.notEqual(person?.name, '');
  assert.deepEqual([person?.mayOpen, person?.elsewhere?.branch, mayReturn], [false, '明湖社区党支部', false]);
});

test('a make-up of who has moved is recorded where it is owed', async () => {
  const { makeUps } = await listed();
  const owed = makeUps.find(({ person }) => person.id === house.id(moved));
  const body = {
    mode: 'make-up-lesson',
    on: '2026-03-20',
    minutes: 120,
    note: '转走以前补的课',
    lateReason: null,
    file: null,
  };
  const params = { obligationId: owed?.obligationId ?? '' };
  const secretary = await house.as('secretary');
  const { id } = await secretary.call(recordMakeUp, { params, body });
  assert.deepEqual(
    (await listed('made')).makeUps.map(({ person }) => person.name),
    [owed?.person.name],
  );
  await secretary.call(voidMakeUp, { params: { makeUpId: id }, body: { reason: '写错了人' } });
});
