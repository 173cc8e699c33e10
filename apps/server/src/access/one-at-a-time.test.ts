import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneAtATime } from './one-at-a-time.ts';

test('given work of the same name, then each begins when the one before has ended, also where that failed; another name does not wait', async () => {
  const inTurn = oneAtATime();
  const done: string[] = [];
  const open = Promise.withResolvers<void>();
  const first = inTurn('one', async () => {
    await open.promise;
    done.push('first');
    throw new Error('failed');
  });
  const second = inTurn('one', async () => done.push('second'));
  assert.equal(await inTurn('other', async () => done.push('other')), 1);
  open.resolve();
  await assert.rejects(first, /failed/u);
  assert.equal(await second, 3);
  assert.deepEqual(done, ['other', 'first', 'second']);
});
