import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weekOf } from './week.ts';

test('given any day of a week, its week is named by the Monday, also across months and years', () => {
  for (const day of ['2026-11-16', '2026-11-18', '2026-11-22']) assert.equal(weekOf(day), '2026-11-16');
  assert.equal(weekOf('2026-11-23'), '2026-11-23');
  assert.equal(weekOf('2027-01-01'), '2026-12-28');
  assert.equal(weekOf('2026-03-01'), '2026-02-23');
});
