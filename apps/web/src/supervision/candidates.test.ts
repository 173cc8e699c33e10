import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matching, type Candidate } from './candidates.ts';

const people: readonly Candidate[] = [
  { personId: 'luo', name: '罗亦舟', about: '' },
  { personId: 'luo', name: '罗亦舟', about: '机关支部' },
  { personId: 'man', name: '罗小满', about: '第一支部' },
  { personId: 'gu', name: '顾晚舟', about: '第一支部' },
];

test('a part of the name is enough, and each person stands once with what tells them apart', () => {
  assert.deepEqual(matching(people, '罗', [], 8), [people[1], people[2]]);
  assert.deepEqual(matching(people, ' 晚舟 ', [], 8), [people[3]]);
});

test('nothing typed finds nobody; who is in already is left out', () => {
  assert.deepEqual(matching(people, ' ', [], 8), []);
  assert.deepEqual(matching(people, '罗', [{ personId: 'luo' }], 8), [people[2]]);
  assert.equal(matching(people, '舟', [], 1).length, 1);
});
