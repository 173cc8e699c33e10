import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civilDate, dayText, daysBetween, dueText, fullDayText, spanText, timeText } from './dates.ts';
import { countText, percentText } from './numbers.ts';

test('numbers are grouped, with a true minus', () => {
  assert.deepEqual([0, 999, 2469, 1234567, -3, 1234.5].map(countText), [
    '0',
    '999',
    '2,469',
    '1,234,567',
    '−3',
    '1,234.5',
  ]);
});

test('a percentage keeps its digits and a space, and nothing has no rate', () => {
  assert.equal(percentText(639, 771), '82.88 %');
  assert.equal(percentText(10, 771), '1.30 %');
  assert.equal(percentText(412_806, 429_112, 1), '96.2 %');
  assert.equal(percentText(0, 0), '—');
});

test('dates read as each language writes them', () => {
  assert.equal(dayText('2026-11-05', 'zh', 2026), '11-05');
  assert.equal(dayText('2026-11-05', 'en', 2026), '5 Nov');
  assert.equal(dueText('2026-11-24', 'zh', 2026), '11-24 周二');
  assert.equal(dueText('2026-11-24', 'en', 2026), 'Tue 24 Nov');
  assert.equal(fullDayText('2026-11-20', 'zh'), '2026-11-20 星期五');
  assert.equal(fullDayText('2026-11-20', 'en'), 'Friday 20 November 2026');
  assert.equal(spanText('2026-11-01', '2026-11-30', 'zh', 2026), '11-01 至 11-30');
  assert.equal(spanText('2026-11-01', '2026-11-30', 'en', 2026), '1–30 November');
  assert.equal(spanText('2026-11-20', '2026-12-03', 'en', 2026), '20 November – 3 December');
});

test('a day of another year says which, and so does a span that crosses one', () => {
  assert.equal(dayText('2027-01-05', 'zh', 2026), '2027-01-05');
  assert.equal(dayText('2025-12-31', 'en', 2026), '31 Dec 2025');
  assert.equal(dueText('2027-01-05', 'zh', 2026), '2027-01-05 周二');
  assert.equal(dueText('2027-01-05', 'en', 2026), 'Tue 5 Jan 2027');
  assert.equal(spanText('2026-12-20', '2027-01-10', 'zh', 2026), '2026-12-20 至 2027-01-10');
  assert.equal(spanText('2026-12-20', '2027-01-10', 'en', 2026), '20 December 2026 – 10 January 2027');
  assert.equal(spanText('2027-02-01', '2027-02-28', 'en', 2026), '1–28 February 2027');
  assert.equal(spanText('2027-11-20', '2027-12-03', 'en', 2026), '20 November – 3 December 2027');
  assert.equal(spanText('2026-02-28', '2026-02-28', 'en', 2026), '28 February');
});

test('an instant falls on the day and the hour of UTC+8', () => {
  assert.equal(civilDate('2026-11-19T16:30:00Z'), '2026-11-20');
  assert.equal(timeText('2026-11-20T06:32:10Z'), '14:32:10');
  assert.equal(timeText('2026-11-20T06:32:10Z', 'minute'), '14:32');
});

test('days are counted between civil dates', () => {
  assert.equal(daysBetween('2026-11-20', '2026-11-30'), 10);
  assert.equal(daysBetween('2026-11-20', '2026-11-17'), -3);
});
