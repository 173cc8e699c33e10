import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phases } from './phases.ts';

function watched() {
  const seen: string[] = [];
  const bars = phases(
    {
      progress: (label) => ({
        at: (done, all) => seen.push(`${label} ${done}/${all}`),
        stop: () => seen.push(`${label} ends`),
      }),
    },
    { first: 'Reading', second: 'Writing' },
  );
  return { seen, bars };
}

test('given work that goes well, then each bar is full before the next begins, and the last one at the end', async () => {
  const { seen, bars } = watched();
  const work = async () => {
    bars.at('first', 1, 3);
    bars.at('second', 2, 5);
    return 'done';
  };
  assert.equal(await bars.of(work()), 'done');
  assert.deepEqual(seen, ['Reading 1/3', 'Reading 3/3', 'Reading ends', 'Writing 2/5', 'Writing 5/5', 'Writing ends']);
});

test('given work that fails, then its bar stays where it had come to', async () => {
  const { seen, bars } = watched();
  const work = async () => {
    bars.at('first', 1, 3);
    throw new Error('no disk');
  };
  await assert.rejects(bars.of(work()), /no disk/u);
  assert.deepEqual(seen, ['Reading 1/3', 'Reading ends']);
});
