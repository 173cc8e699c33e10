/** How far a count is, is what PostgreSQL has done of it, seen from another connection while it goes on. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { withClient } from '@muster/server/testing';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { openDatabase, type Db } from '../platform/database/db.ts';
import { alone } from './alone.ts';
import { countedSteps } from './counted-step.ts';
import { differing } from './differences.ts';
import { countingTold, stepsDone } from './how-far.ts';
import { recount } from './recount.ts';

let house: TestHouse;
let worker: Db;
before(async () => {
  house = await startTestHouse();
  await house.fold();
  worker = openDatabase({ ...house.database.connection('worker'), max: 2 });
});
after(async () => {
  await worker.close();
  await house.close();
});

const held = 77;

/** The worker's count stops where it reads what is owed, for as long as `meanwhile` takes. */
const stopped = <T>(meanwhile: () => Promise<T>): Promise<T> =>
  withClient(house.database.superuser(), async (superuser) => {
    await superuser.query(`create function held_up() returns boolean language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(${held}); return true; end $$`);
    await superuser.query(
      'create policy held_up on obligation as restrictive for select to muster_worker using (held_up())',
    );
    await superuser.query(`select pg_advisory_lock(${held})`);
    try {
      return await meanwhile();
    } finally {
      await superuser.query(`select pg_advisory_unlock(${held})`);
    }
  });

test('a count that goes on is told by the steps that are done, and what is written by its rows', async () => {
  await withClient(house.database.superuser(), (superuser) =>
    superuser.query(`delete from rollup_standing where item = 'stage'`),
  );
  const tells: { readonly phase: string; readonly done: number; readonly all: number }[] = [];
  const counting = await stopped(async () => {
    const work = recount(worker, (phase, done, all) => tells.push({ phase, done, all }));
    for (let left = 200; left > 0 && !tells.some(({ done }) => done > 0); left -= 1) await setTimeout(50);
    // It stands still.
    await setTimeout(400);
    const { done = 0 } = tells.at(-1) ?? {};
    assert.ok(done > 0 && done < countedSteps, `${done} of ${countedSteps} steps`);
    return { work };
  });
  assert.ok((await counting.work) > 0);
  const ofPhase = (wanted: string) => tells.filter(({ phase }) => phase === wanted);
  assert.ok(ofPhase('counting').every(({ all }) => all === countedSteps));
  assert.equal(ofPhase('counting').at(-1)?.done, countedSteps);
  const dones = ofPhase('counting').map(({ done }) => done);
  assert.deepEqual(
    dones,
    dones.toSorted((a, b) => a - b),
  );
  const last = tells.at(-1);
  assert.equal(last?.phase, 'writing');
  assert.ok(last.done > 0 && last.done === last.all);
});

test('every step says that it is done, in every count anew, and a count that fails says why', async () => {
  const steps = await alone(worker, async (tx) => {
    const pid = await tx.selectNoFrom((eb) => eb.fn<number>('pg_backend_pid').as('pid')).executeTakeFirstOrThrow();
    assert.equal(await stepsDone(worker, pid.pid), 0);
    await differing(tx);
    return stepsDone(worker, pid.pid);
  });
  assert.equal(steps, countedSteps);
  const failing = alone(worker, (tx) =>
    countingTold(
      worker,
      tx,
      () => undefined,
      () => Promise.reject(new Error('the disk is full')),
    ),
  );
  await assert.rejects(failing, /the disk is full/);
});
