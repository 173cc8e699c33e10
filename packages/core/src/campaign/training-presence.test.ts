import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { readPlaybook } from './read-playbook.ts';

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
