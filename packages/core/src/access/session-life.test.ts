import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsTouch, sessionEnds } from './session-life.ts';

const opened = new Date('2026-03-02T00:00:00Z');
const later = (hours: number) => new Date(opened.getTime() + hours * 3_600_000);

test('a session lasts its hours from the last sign of life', () => {
  assert.deepEqual(sessionEnds(opened, opened, 8), later(8));
  assert.deepEqual(sessionEnds(opened, later(7), 8), later(15));
});

test('however busy, it ends after seven times its hours', () => {
  assert.deepEqual(sessionEnds(opened, later(55), 8), later(56));
});

test('a sign of life is written down at most once a minute', () => {
  assert.equal(needsTouch(opened, new Date(opened.getTime() + 59_999)), false);
  assert.equal(needsTouch(opened, new Date(opened.getTime() + 60_000)), true);
});
