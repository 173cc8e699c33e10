import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spokenBar } from './output.ts';

test('given work that moves all the time, then its first step is told at once and the rest more often than once a second', ({
  mock,
}) => {
  mock.timers.enable({ apis: ['Date', 'setTimeout'] });
  const told: number[] = [];
  const bar = spokenBar('Building', () => told.push(Date.now()));
  for (; Date.now() <= 10_000; mock.timers.tick(30)) bar.at(Date.now() / 30, 400);
  assert.equal(told[0], 0);
  const gaps = told.slice(1).map((at, index) => at - (told[index] ?? 0));
  assert.ok(
    gaps.every((gap) => gap >= 400 && gap < 500),
    String(gaps),
  );
});

test('given work that does not move, then nothing is told again', ({ mock }) => {
  mock.timers.enable({ apis: ['Date', 'setTimeout'] });
  const told: string[] = [];
  const bar = spokenBar('Building', (line) => told.push(line));
  for (; Date.now() <= 10_000; mock.timers.tick(1000)) bar.at(Date.now() < 5000 ? 1 : 2, 3);
  assert.deepEqual(told, ['Building 1/3', 'Building 2/3']);
});

test('given a step that comes too soon after the one before and is long, then it is told when its turn has come, the newest of them', ({
  mock,
}) => {
  mock.timers.enable({ apis: ['Date', 'setTimeout'] });
  const told: string[] = [];
  const bar = spokenBar('Building', (line) => told.push(`${Date.now()} ${line}`));
  bar.at(1, 9);
  mock.timers.tick(10);
  bar.at(2, 9);
  mock.timers.tick(10);
  bar.at(3, 9);
  mock.timers.tick(380);
  assert.deepEqual(told, ['0 Building 1/9', '400 Building 3/9']);
  mock.timers.tick(1620);
  bar.at(4, 9);
  mock.timers.tick(10);
  bar.at(5, 9);
  bar.stop();
  mock.timers.tick(2000);
  assert.deepEqual(told, ['0 Building 1/9', '400 Building 3/9', '2020 Building 4/9']);
});
