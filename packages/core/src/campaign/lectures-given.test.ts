import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { layOver } from './lay-over.ts';
import { condition, lecture, read, title, wholly } from './lectures-given.fixture.ts';
import { pinnedConditions } from './pinned-conditions.ts';

test('given a lecture that is owed, the condition names it and what is pinned is about it', () => {
  const { stages, activityKinds } = wholly(read(condition));
  const last = stages[0]!.conditions.at(-1)!;
  assert.deepEqual([last.lecture, last.threshold, last.comparison], ['head-lecture', { num: 1, den: 1 }, 'at-least']);
  const unit = { classes: [], operation: 'running' } as const;
  assert.equal(pinnedConditions(stages[0]!, 'town', unit, activityKinds).at(-1)?.subject, 'head-lecture');
});

test('given a layer, it may make a condition of a lecture that is owed above, and not be about another one', () => {
  const base = wholly(read(condition));
  const over = (says: object) =>
    layOver(
      base,
      {
        code: 'county',
        version: '1',
        title,
        extends: { code: 'drill', version: '1' },
        stages: [{ code: 'learn', ...says }],
      },
      catalogue,
    );
  const added = over({
    lectures: [lecture('expert-lecture', 'expert')],
    conditions: [{ ...condition, code: 'heard', lecture: 'expert-lecture' }],
  });
  assert.ok(!Array.isArray(added), JSON.stringify(added));
  const other = over({
    lectures: [lecture('expert-lecture', 'expert')],
    conditions: [{ code: 'head-spoke', lecture: 'expert-lecture' }],
  });
  assert.ok(Array.isArray(other));
  assert.deepEqual(
    other.map(({ code }) => code),
    ['layer-changes'],
  );
});
