import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listObligations, listOwed, readToDo, submitDeliverable } from '@muster/contract/obligation';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { v7 } from 'uuid';
import { withClient } from '../platform/database/client.ts';
import { inTransaction, openDatabase } from '../platform/database/db.ts';
import { discharge, owe, type Owed } from './owe.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  const [school] = await rows<Pick<Owed, 'regionId' | 'campaignId' | 'participationId' | 'unitId' | 'path' | 'linked'>>(
    `select region_id as "regionId", campaign_id as "campaignId", id as "participationId", unit_id as "unitId",
       path::text, linked::text[] from participation where unit_id = '${house.id('SCHOOL')}'`,
  );
  assert.ok(school);
  const asked = { ...school, stageCode: 'study', anchor: 'day' } as const;
  const ofPerson = (member: string, branch: string, dueOn: string): Owed => ({
    ...asked,
    addressee: 'person',
    personId: house.id(member),
    branchId: house.id(branch),
    kind: 'make-up',
    dutyCode: 'make-up',
    title: { zh: '补课', en: 'Make-up' },
    dueOn,
    originKind: 'sheet',
    originId: v7(),
  });
  const db = openDatabase(house.database.connection('app'));
  await inTransaction(db, { paths: [school.path], self: null }, (tx) =>
    owe(tx, new Date(), v7, [
      ofPerson('SCHOOL-1-04', 'SCHOOL-1', '2026-03-18'),
      ofPerson('SCHOOL-1-04', 'SCHOOL-1', '2026-03-23'),
      ofPerson('SCHOOL-2-01', 'SCHOOL-2', '2026-03-21'),
      {
        ...asked,
        addressee: 'branch',
        branchId: house.id('SCHOOL-1'),
        kind: 'lecture',
        dutyCode: 'lecture',
        title: { zh: '讲课', en: 'Lecture' },
        dueOn: '2026-03-20',
      },
    ]),
  );
  await db.close();
});
after(() => house.close());

const rows = async <Row extends object>(query: string): Promise<Row[]> =>
  withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);

type Query = { readonly state?: 'all' | 'late' | 'discharged' | 'waiting'; readonly kind?: 'make-up'; limit?: number };
const mine = async (who: CastName, query: Query = {}) => (await house.as(who)).call(readToDo, { query });
const at = async (who: CastName, node: string, query: Query & { personId?: string } = {}) =>
  (await house.as(who)).call(listOwed, { params: { organisationId: house.id(node) }, query });
const kinds = ({ owed }: Awaited<ReturnType<typeof mine>>) => owed.map(({ kind, dueOn }) => `${kind} ${dueOn}`);

test('given a member without office, then what that person owes is listed, overdue first', async () => {
  const answer = await mine('member');
  assert.deepEqual(kinds(answer), ['make-up 2026-03-18', 'make-up 2026-03-23']);
  assert.deepEqual(
    answer.owed.map(({ standing }) => standing),
    ['overdue', 'open'],
  );
  assert.deepEqual([answer.overdue, answer.open, answer.all], [1, 1, 2]);
});

test('given an office, then one also owes what the own branch or unit owes, with what one records for its members, and nothing else beneath it', async () => {
  const branch = await mine('secretary');
  assert.deepEqual(kinds(branch), ['make-up 2026-03-18', 'lecture 2026-03-20', 'make-up 2026-03-23']);
  assert.ok(branch.owed.every(({ branch: of }) => of?.id === house.id('SCHOOL-1')));
  assert.deepEqual([branch.overdue, branch.open], [1, 2]);
  assert.deepEqual(kinds(await mine('clerk')), ['deliverable 2026-03-22', 'deliverable 2026-03-24']);
  assert.deepEqual(kinds(await mine('office')), []);
});

test('given a branch, then its list is its own; the unit’s has all that counts for it, and a region’s all beneath', async () => {
  assert.deepEqual(kinds(await at('secretary', 'SCHOOL-1')), [
    'make-up 2026-03-18',
    'lecture 2026-03-20',
    'make-up 2026-03-23',
  ]);
  const unit = await at('head', 'SCHOOL');
  assert.equal(unit.all, 7);
  assert.deepEqual(unit.kinds.toSorted(), ['deliverable', 'lecture', 'make-up']);
  const county = await at('office', 'COUNTY');
  assert.ok(county.all > unit.all);
});

test('given a secretary asks of the whole unit, then nobody of another branch is named', async () => {
  const { owed } = await at('secretary', 'SCHOOL');
  assert.ok(owed.every(({ person }) => person?.id !== house.id('SCHOOL-2-01')));
  assert.equal(owed.filter(({ kind }) => kind === 'make-up').length, 2);
  const one = await at('secretary', 'SCHOOL-1', { personId: house.id('SCHOOL-1-04') });
  assert.equal(one.all, 2);
});

test('given pages of one, then every line comes once and in order', async () => {
  const client = await house.as('head');
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof at>> = await client.call(listOwed, {
      params: { organisationId: house.id('SCHOOL') },
      query: { limit: 1, ...(cursor !== null && { after: cursor }) },
    });
    seen.push(...page.owed.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== null);
  assert.deepEqual(
    seen,
    (await at('head', 'SCHOOL')).owed.map(({ id }) => id),
  );
});

test('given something is handed in, then it waits; given it was done late, then it is listed as late for ever', async () => {
  const clerk = await house.as('clerk');
  const { obligations } = await clerk.call(listObligations, { params: { organisationId: house.id('SCHOOL') } });
  const obligationId = obligations[0]?.id ?? '';
  await clerk.call(submitDeliverable, { params: { obligationId }, body: { text: '方案', file: null } });
  assert.deepEqual(kinds(await mine('clerk', { state: 'waiting' })), ['deliverable 2026-03-22']);
  const [late] = (await mine('member')).owed;
  const db = openDatabase(house.database.connection('app'));
  await inTransaction(db, { paths: [], self: house.id('SCHOOL-1-04') }, (tx) =>
    discharge(
      tx,
      { actor: { personId: house.id('SCHOOL-1-04'), personName: '唐晓棠' }, at: new Date() },
      { regionId: 0, obligationIds: [late?.id ?? ''], recordKind: 'visit', recordId: v7(), on: '2026-03-19' },
    ),
  );
  await db.close();
  const done = await mine('member', { state: 'late' });
  assert.deepEqual(
    done.owed.map(({ id, standing, isLate, dischargedOn }) => [id, standing, isLate, dischargedOn]),
    [[late?.id, 'discharged', true, '2026-03-19']],
  );
  assert.equal((await mine('member')).overdue, 0);
});

test('given more is owed, then no more queries are asked', async () => {
  const asked = async (who: CastName, node: string) => {
    const sofar = house.queries();
    await at(who, node, { state: 'all' });
    return house.queries() - sofar;
  };
  await at('office', 'COUNTY');
  assert.equal(await asked('office', 'COUNTY'), await asked('office', 'CLINIC'));
});
