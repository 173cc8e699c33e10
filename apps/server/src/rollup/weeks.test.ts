import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyWeek, stageWeeks } from './weeks.ts';

test('weeks of which nothing is known are there with nothing, over the end of a year', () => {
  const none = (week: string) => ({ week, count: 0 });
  assert.deepEqual(everyWeek([], none), []);
  const weeks = everyWeek(
    [
      { week: '2027-01-11', count: 2 },
      { week: '2026-12-21', count: 1 },
    ],
    none,
  );
  assert.deepEqual(
    weeks.map(({ week, count }) => `${week} ${count}`),
    ['2026-12-21 1', '2026-12-28 0', '2027-01-04 0', '2027-01-11 2'],
  );
});

const nothing = { opened: 0, passed: 0, endedAhead: 0, endedWithin: 0, endedPast: 0 };

test('where units are at the end of a week follows from all that came and went before', () => {
  const moved = [
    { week: '2026-03-02', ...nothing, opened: 4 },
    { week: '2026-03-16', ...nothing, opened: 1, passed: 3 },
  ];
  assert.deepEqual(
    stageWeeks(6, moved, '2026-03-25').map(({ week, past, within, all }) => [week, past, within, all]),
    [
      ['2026-03-02', 0, 4, 6],
      ['2026-03-09', 0, 4, 6],
      ['2026-03-16', 3, 2, 6],
      ['2026-03-23', 3, 2, 6],
    ],
  );
});

test('a unit that was merged or closed was where it was until then, and is nowhere afterwards', () => {
  const moved = [
    { week: '2026-03-02', ...nothing, opened: 5 },
    { week: '2026-03-09', ...nothing, passed: 2 },
    { week: '2026-03-16', ...nothing, endedAhead: 1, endedWithin: 1 },
    { week: '2026-03-23', ...nothing, endedPast: 1 },
  ];
  assert.deepEqual(
    stageWeeks(4, moved, '2026-03-25').map(({ week, past, within, all }) => [week, past, within, all]),
    [
      ['2026-03-02', 0, 5, 7],
      ['2026-03-09', 2, 3, 7],
      ['2026-03-16', 2, 2, 5],
      ['2026-03-23', 1, 2, 4],
    ],
  );
});
