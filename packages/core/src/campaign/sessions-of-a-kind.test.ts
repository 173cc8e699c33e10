import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { mergeLayers } from './lay-over.ts';
import { pinnedConditions } from './pinned-conditions.ts';
import { readPlaybook } from './read-playbook.ts';

const title = { zh: '题目', en: 'Title' };
const held = {
  code: 'held',
  title,
  measure: 'study.sessions-held',
  activity: 'exercise',
  hard: true,
  threshold: 'at least 2 sessions',
  notFor: [],
  dueDaysBeforeEnd: 0,
};

function withCondition(condition: Record<string, unknown>) {
  const body = document();
  body.stages[0]!.conditions.push(condition);
  return readPlaybook(body, catalogue);
}

function faultsOf(condition: Record<string, unknown>): string[] {
  const faults = withCondition(condition);
  assert.ok(Array.isArray(faults), 'no fault was found');
  return faults.map(({ at, code, params }) => `${at} ${code} ${JSON.stringify(params)}`);
}

test('given a number of activities of one kind, the condition names the kind and counts whole ones', () => {
  const playbook = withCondition(held);
  assert.ok(!Array.isArray(playbook), JSON.stringify(playbook));
  const read = playbook.stages[0]!.conditions.at(-1);
  assert.deepEqual(
    [read?.activityKind, read?.threshold, read?.comparison],
    ['exercise', { num: 2, den: 1 }, 'at-least'],
  );
});

test('given a form of the kind in a layer, what is pinned names it too', () => {
  const playbook = withCondition(held);
  assert.ok(!Array.isArray(playbook));
  const layer = {
    code: 'county',
    version: '1',
    title,
    extends: { code: 'drill', version: '1' },
    activities: [{ code: 'night-exercise', countsAs: 'exercise', title }],
  };
  const merged = mergeLayers(playbook, [layer], catalogue);
  assert.ok(!Array.isArray(merged), JSON.stringify(merged));
  const { stages, activityKinds } = merged.playbook;
  const unit = { classes: [], operation: 'running' } as const;
  assert.equal(pinnedConditions(stages[0]!, 'town', unit, activityKinds).at(-1)?.subject, 'exercise night-exercise');
});

const cases: [string, Record<string, unknown>, string][] = [
  ['no kind', { activity: undefined }, 'stages[0].conditions[4].activity key-missing {"key":"activity"}'],
  [
    'a kind that the playbook does not know',
    { activity: 'exercize' },
    'stages[0].conditions[4].activity activity-unknown {"activity":"exercize","nearest":"exercise"}',
  ],
  [
    'a kind with a measure of all activities',
    { measure: 'study.attendance', threshold: 'at least 90 %' },
    'stages[0].conditions[4].activity activity-stray {"measure":"study.attendance"}',
  ],
  [
    'a share',
    { threshold: 'at least 90 %' },
    'stages[0].conditions[4].threshold threshold-invalid {"value":"at least 90 %"}',
  ],
  [
    'more than a year holds',
    { threshold: 'at least 999 sessions' },
    'stages[0].conditions[4].threshold too-large {"most":366}',
  ],
];
for (const [words, change, fault] of cases) {
  test(`given ${words}, the condition is refused at its place`, () => {
    const entries = Object.entries({ ...held, ...change }).filter(([, value]) => value !== undefined);
    assert.deepEqual(faultsOf(Object.fromEntries(entries)), [fault]);
  });
}
