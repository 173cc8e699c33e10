import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCivilDate } from './index.ts';

test('a civil date is a day that the calendar has', () => {
  for (const day of ['2026-11-20', '2024-02-29', '1949-10-01', '1000-01-01', '8999-12-31'])
    assert.equal(isCivilDate(day), true, day);
});

test('whatever else somebody types is none', () => {
  const none = [
    '2026-02-31',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '20261120',
    '0000-01-01',
    '9999-12-31',
    '',
    'today',
  ];
  for (const text of [...none, '2026-11-20T00:00', ' 2026-11-20', '+12026-11-20'])
    assert.equal(isCivilDate(text), false, text);
});
