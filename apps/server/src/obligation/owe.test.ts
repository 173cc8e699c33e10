import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkDeliverable, listObligations, submitDeliverable } from '@muster/contract/obligation';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { v7 } from 'uuid';
import { withClient } from '../platform/database/client.ts';
import { inTransaction, openDatabase, type Db, type Tx } from '../platform/database/db.ts';
import { moveDueDates } from './write-obligations.ts';
import { cancelOwed, discharge, owe, undoDischarge, type Owed } from './owe.ts';

let house: TestHouse;
let db: Db;
let school: Pick<Owed, 'regionId' | 'campaignId' | 'participationId' | 'unitId' | 'path' | 'linked'>;
before(async () => {
  house = await startTestHouse();
  db = openDatabase(house.database.connection('app'));
  const [row] = await rows<typeof school>(
    `select region_id as "regionId", campaign_id as "campaignId", id as "participationId", unit_id as "unitId",
       path::text, linked::text[] from participation where unit_id = '${house.id('SCHOOL')}'`,
  );
  assert.ok(row);
  school = row;
});
after(async () => {
  await db.close();
  await house.close();
});

const rows = async <Row extends object>(query: string): Promise<Row[]> =>
  withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
/** As somebody whose office is at the unit. */
const atSchool = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, { paths: [school.path], self: null }, work);
const who = () => ({
  actor: { personId: house.id('SCHOOL-1-03'), personName: '程砚' },
  at: new Date(),
});

const makeUp = (member: string, sheet: string): Owed => ({
  ...school,
  stageCode: 'study',
  addressee: 'person',
  personId: house.id(member),
  branchId: house.id('SCHOOL-1'),
  kind: 'make-up',
  dutyCode: 'make-up',
  title: { zh: '补课', en: 'Make-up' },
  anchor: 'day',
  dueOn: '2026-03-20',
  originKind: 'sheet',
  originId: sheet,
});

async function owed(...asked: Owed[]): Promise<{ id: string; dueOn: string }[]> {
  await atSchool((tx) => owe(tx, new Date(), v7, asked));
  const sheets = asked.map(({ originId }) => `'${originId ?? ''}'`).join();
  return rows(`select id, due_on::text as "dueOn" from obligation where origin_id in (${sheets}) order by id`);
}

const standing = async (id: string): Promise<number> =>
  (await rows(`select from obligation_discharge where obligation_id = '${id}' and voided_at is null`)).length;

test('given the same is asked of somebody twice from one origin, then it is owed once; from another origin, again', async () => {
  const [one, other] = [v7(), v7()];
  assert.equal((await owed(makeUp('SCHOOL-1-01', one), makeUp('SCHOOL-1-02', one))).length, 2);
  assert.equal((await owed(makeUp('SCHOOL-1-01', one))).length, 2);
  assert.equal((await owed(makeUp('SCHOOL-1-01', other))).length, 1);
});

test('given a day of its own outside the stage, then it is due within; moving dates leaves a day of its own', async () => {
  const [late] = await owed({ ...makeUp('SCHOOL-1-01', v7()), dueOn: '2027-01-01' });
  assert.equal(late?.dueOn, '2026-03-25');
  const sheet = v7();
  const [own] = await owed(makeUp('SCHOOL-1-01', sheet));
  await atSchool((tx) => moveDueDates(tx, { regionId: school.regionId, participationIds: [school.participationId] }));
  assert.deepEqual([own], await owed(makeUp('SCHOOL-1-01', sheet)));
});

test('given a record closes it and is voided, then it is open again, unless another closes it too', async () => {
  const [each] = await owed(makeUp('SCHOOL-1-01', v7()));
  const { regionId } = school;
  const [one, other] = [v7(), v7()];
  const close = (recordId: string) =>
    atSchool((tx) =>
      discharge(tx, who(), {
        regionId,
        obligationIds: [each?.id ?? ''],
        recordKind: 'sheet',
        recordId,
        on: '2026-03-18',
      }),
    );
  const open = (recordId: string) =>
    atSchool((tx) => undoDischarge(tx, who(), { regionId, recordKind: 'sheet', recordIds: [recordId] }));
  await close(one);
  await close(one);
  await close(other);
  assert.equal(await standing(each?.id ?? ''), 2);
  await open(one);
  assert.equal(await standing(each?.id ?? ''), 1);
  await open(other);
  assert.equal(await standing(each?.id ?? ''), 0);
  await close(one);
  assert.equal(await standing(each?.id ?? ''), 1);
});

test('given what it came from is voided, then it is owed no longer, says why, and nothing closes it', async () => {
  const sheet = v7();
  const [each] = await owed(makeUp('SCHOOL-1-01', sheet));
  const { regionId } = school;
  await atSchool((tx) => cancelOwed(tx, who(), { regionId, originKind: 'sheet', originIds: [sheet], reason: '记错' }));
  assert.deepEqual(await rows(`select cancel_reason as why from obligation where id = '${each?.id ?? ''}'`), [
    { why: '记错' },
  ]);
  const obligationIds = [each?.id ?? ''];
  await atSchool((tx) =>
    discharge(tx, who(), { regionId, obligationIds, recordKind: 'sheet', recordId: v7(), on: '2026-03-18' }),
  );
  assert.equal(await standing(each?.id ?? ''), 0);
});

test('given somebody owes it, then that person sees it and closes it, and nobody of another unit sees either', async () => {
  const [each] = await owed(makeUp('SCHOOL-1-01', v7()));
  const as = (self: string, paths: string[]) =>
    inTransaction(db, { paths, self }, async (tx) => {
      const on = { recordKind: 'reading', recordId: v7(), on: '2026-03-18' };
      await discharge(tx, who(), { regionId: school.regionId, obligationIds: [each?.id ?? ''], ...on });
      const seen = await tx
        .selectFrom('obligation')
        .select('id')
        .where('id', '=', each?.id ?? '')
        .execute();
      return seen.length;
    });
  const [clinic] = await rows<{ path: string }>(
    `select path::text from organisation where id = '${house.id('CLINIC')}'`,
  );
  assert.equal(await as(house.id('CLINIC-01'), [clinic?.path ?? '']), 0);
  assert.equal(await as(house.id('SCHOOL-1-02'), []), 0);
  assert.equal(await standing(each?.id ?? ''), 0);
  assert.equal(await as(house.id('SCHOOL-1-01'), []), 1);
  assert.equal(await standing(each?.id ?? ''), 1);
});

test('given a deliverable is accepted, then its obligation is discharged on the day on which it was handed in', async () => {
  const clerk = await house.as('clerk');
  const { obligations } = await clerk.call(listObligations, { params: { organisationId: house.id('SCHOOL') } });
  const obligationId = obligations[0]?.id ?? '';
  const handed = await clerk.call(submitDeliverable, {
    params: { obligationId },
    body: { text: '方案', file: null },
  });
  assert.equal(await standing(obligationId), 0);
  await (
    await house.as('team')
  ).call(checkDeliverable, { params: { deliverableId: handed.id }, body: { outcome: 'accepted', note: null } });
  assert.deepEqual(
    await rows(
      `select discharged_on::text as "on", record_id as record from obligation_discharge where obligation_id = '${obligationId}'`,
    ),
    [{ on: '2026-03-20', record: handed.id }],
  );
});
