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

test('where units are at the end of a week follows from all that came and went before', () => {
  const moved = [
    { week: '2026-03-02', opened: 4, passed: 0 },
    { week: '2026-03-16', opened: 1, passed: 3 },
  ];
  assert.deepEqual(
    stageWeeks(6, moved, '2026-03-25').map(({ week, past, within, ahead }) => [week, past, within, ahead]),
    [
      ['2026-03-02', 0, 4, 2],
      ['2026-03-09', 0, 4, 2],
      ['2026-03-16', 3, 2, 1],
      ['2026-03-23', 3, 2, 1],
    ],
  );
});
