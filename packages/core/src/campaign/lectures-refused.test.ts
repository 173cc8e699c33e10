import assert from 'node:assert/strict';
import { test } from 'node:test';
import { condition, read } from './lectures-given.fixture.ts';

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
