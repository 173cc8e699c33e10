import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readMe } from '@muster/contract/access';
import { recordActivity } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { inTransaction, openDatabase } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';
import { refreshStandings, takeMarks } from './standings.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

async function meet(day: number): Promise<void> {
  const on = `2026-03-${day}T`;
  await (
    await house.as('secretary')
  ).call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind: 'collective-study',
      topic: '学习',
      startsAt: `${on}14:00:00+08:00`,
      endsAt: `${on}16:00:00+08:00`,
      lateReason: '补记',
      absences: [],
    },
  });
}

test('given standings that are being worked out, then a command that marks the same unit does not wait for them', async () => {
  const worker = openDatabase(house.database.connection('worker'));
  try {
    await house.fold();
    await meet(18);
    assert.equal(await inTransaction(worker, EVERYWHERE, (tx) => takeMarks(tx, 200)), 1);
    await inTransaction(worker, EVERYWHERE, async (tx) => {
      await refreshStandings(tx);
      await meet(19);
    });
    assert.equal(await inTransaction(worker, EVERYWHERE, (tx) => takeMarks(tx, 200)), 1, 'marked again meanwhile');
    await house.fold();
    assert.deepEqual(await house.differences(), []);
  } finally {
    await worker.close();
  }
});

test('given a worker that was ended after it had taken marks, then the next turn works them out', async () => {
  const worker = openDatabase(house.database.connection('worker'));
  try {
    await meet(17);
    await inTransaction(worker, EVERYWHERE, (tx) => takeMarks(tx, 200));
    await house.fold();
    assert.deepEqual(await house.differences(), []);
  } finally {
    await worker.close();
  }
});

test('given a place whose past is being written, then its marks wait, and folding everything takes them', async () => {
  const worker = openDatabase(house.database.connection('worker'));
  const take = (but: readonly string[]) => inTransaction(worker, EVERYWHERE, (tx) => takeMarks(tx, 200, but));
  try {
    const { grants } = await (await house.as('office')).call(readMe, {});
    await meet(16);
    assert.equal(await take(grants.map(({ path }) => path)), 0);
    await house.fold();
    assert.equal(await take([]), 0);
    assert.deepEqual(await house.differences(), []);
  } finally {
    await worker.close();
  }
});
