import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { layOver } from './lay-over.ts';
import { pinnedConditions } from './pinned-conditions.ts';
import type { Playbook } from './playbook.ts';
import { readPlaybook } from './read-playbook.ts';

const title = { zh: '讲课', en: 'Lecture' };
const lecture = (code: string, by: string) => ({ code, title, by, activities: ['exercise'], dueDaysBeforeEnd: 3 });
const condition = {
  code: 'head-spoke',
  title,
  measure: 'study.lectures-given',
  lecture: 'head-lecture',
  hard: true,
  threshold: 'given',
  notFor: [],
  dueDaysBeforeEnd: 3,
};

function read(said: Record<string, unknown>) {
  const body = document();
  Object.assign(body.stages[0]!, { lectures: [lecture('head-lecture', 'head'), lecture('own-lecture', 'member')] });
  body.stages[0]!.conditions.push(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)));
  return readPlaybook(body, catalogue);
}

function wholly(result: Playbook | readonly unknown[]): Playbook {
  assert.ok('stages' in result, JSON.stringify(result));
  return result;
}

test('given a lecture that is owed, the condition names it and what is pinned is about it', () => {
  const { stages, activityKinds } = wholly(read(condition));
  const last = stages[0]!.conditions.at(-1)!;
  assert.deepEqual([last.lecture, last.threshold, last.comparison], ['head-lecture', { num: 1, den: 1 }, 'at-least']);
  const unit = { classes: [], operation: 'running' } as const;
  assert.equal(pinnedConditions(stages[0]!, 'town', unit, activityKinds).at(-1)?.subject, 'head-lecture');
});

const faults: [string, Record<string, unknown>, string][] = [
  ['none', { lecture: undefined }, 'lecture key-missing {"key":"lecture"}'],
  [
    'one that nobody is asked for',
    { lecture: 'head-lectures' },
    'lecture lecture-unknown {"lecture":"head-lectures","nearest":"head-lecture"}',
  ],
  [
    'one of every member, which nobody is written down as owing',
    { lecture: 'own-lecture' },
    'lecture lecture-unknown {"lecture":"own-lecture","nearest":"head-lecture"}',
  ],
  [
    'a number of them',
    { threshold: 'at least 1 session' },
    'threshold threshold-invalid {"value":"at least 1 session"}',
  ],
  [
    'a measure that is about something else',
    { measure: 'study.attendance', threshold: 'at least 90 %' },
    'lecture lecture-stray {"measure":"study.attendance"}',
  ],
];
for (const [words, change, fault] of faults) {
  test(`given ${words}, the condition is refused at its place`, () => {
    const result = read({ ...condition, ...change });
    assert.ok(Array.isArray(result));
    assert.deepEqual(
      result.map(({ at, code, params }) => `${at} ${code} ${JSON.stringify(params)}`),
      [`stages[0].conditions[4].${fault}`],
    );
  });
}

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

const present: [string, unknown, string | null][] = [
  ['four of five', '80 %', null],
  ['all', '100 %', null],
  ['half a percent more', '80.5 %', null],
  ['nobody', '0 %', 'presence-invalid'],
  ['more than there are', '101 %', 'presence-invalid'],
  ['a number without its sign', '80', 'presence-invalid'],
];
for (const [words, said, fault] of present) {
  test(`given a day of training with ${words} there, it is ${fault === null ? 'read' : 'refused'}`, () => {
    const body = document();
    Object.assign(body.stages[0]!.conditions[3]!, { present: said });
    const result = readPlaybook(body, catalogue);
    assert.deepEqual(Array.isArray(result) ? result.map(({ code }) => code) : [], fault === null ? [] : [fault]);
  });
}
