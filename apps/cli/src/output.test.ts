import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spokenBar } from './output.ts';

test('given work that moves all the time, then its first step is told at once and the rest more often than once a second', () => {
  let now = 0;
  const told: number[] = [];
  const bar = spokenBar(
    'Building',
    () => told.push(now),
    () => now,
  );
  for (; now <= 10_000; now += 30) bar.at(now / 30, 400);
  assert.equal(told[0], 0);
  const gaps = told.slice(1).map((at, index) => at - (told[index] ?? 0));
  assert.ok(
    gaps.every((gap) => gap >= 400 && gap < 500),
    String(gaps),
  );
});

test('given work that does not move, then nothing is told again', () => {
  let now = 0;
  const told: string[] = [];
  const bar = spokenBar(
    'Building',
    (line) => told.push(line),
    () => now,
  );
  for (; now <= 10_000; now += 1000) bar.at(now < 5000 ? 1 : 2, 3);
  assert.deepEqual(told, ['Building 1/3', 'Building 2/3']);
});
