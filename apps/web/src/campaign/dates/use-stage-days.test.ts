import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastDay } from './use-stage-days.ts';

const stage = { startsOn: '2026-10-22', endsOn: '2026-11-28' };

test('a stage that is not left ends when it is planned to', () => {
  assert.equal(lastDay({ ...stage, closedOn: null }), '2026-11-28');
});

test('a stage that was left ended on that day, sooner or later than planned', () => {
  assert.equal(lastDay({ ...stage, closedOn: '2026-11-20' }), '2026-11-20');
  assert.equal(lastDay({ ...stage, closedOn: '2026-12-02' }), '2026-12-02');
});

test('a stage that was left before it was to begin has its planned days', () => {
  assert.equal(lastDay({ ...stage, closedOn: '2026-10-01' }), '2026-11-28');
});
