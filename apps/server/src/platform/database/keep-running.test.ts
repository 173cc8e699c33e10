import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepRunning } from './keep-running.ts';

const quick = { waits: [0, 1, 1], lookEvery: 1 };

/** A database that has gone and starts at the given try; null: never. */
function gone(startsAt: number | null) {
  let tries = 0;
  const said: string[] = [];
  const note = (...words: unknown[]) => void said.push(String(words.at(-1)));
  return {
    said,
    tries: () => tries,
    log: { error: note, warn: note } as unknown as Parameters<typeof keepRunning>[1],
    own: {
      runs: () => startsAt !== null && tries >= startsAt,
      start: () => {
        tries += 1;
        return startsAt !== null && tries >= startsAt ? Promise.resolve() : Promise.reject(new Error('no room'));
      },
    },
  };
}

test('given it starts at the third try, then it is kept and all of it is logged', async () => {
  const database = gone(3);
  const kept = keepRunning(database, database.log, quick);
  while (database.tries() < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  await kept.stop();
  assert.deepEqual(database.said, [
    'the built-in database is gone; it is started again',
    'the built-in database did not start',
    'the built-in database did not start',
    'the built-in database runs again',
  ]);
});

test('given it never starts, then it is given up with the reason of the last try', async () => {
  const database = gone(null);
  const kept = keepRunning(database, database.log, quick);
  assert.equal((await kept.lost).message, 'no room');
  assert.equal(database.tries(), quick.waits.length);
  await kept.stop();
});

test('given somebody stops meanwhile, then nothing is started and nothing given up', async () => {
  const database = gone(null);
  const kept = keepRunning(database, database.log, { waits: [60_000], lookEvery: 1 });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await kept.stop();
  assert.equal(database.tries(), 0);
});
