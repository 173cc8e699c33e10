import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKindIn } from './read-kind-in.ts';

const hospital = { member: '医护人员', unit: '科室', branch: '班组', committee: '院区', generalBranch: '大科' };

test('given a campaign with words in two languages, then a kind is read in either, in ours and by its code', () => {
  const english = {
    member: 'staff member',
    unit: 'department',
    branch: 'shift team',
    committee: 'campus',
    generalBranch: 'division',
  };
  const words = { ...hospital, english };
  for (const text of [hospital.branch, '党支部', 'branch', 'shift team', 'Shift team']) {
    assert.equal(readKindIn(words, text), 'branch', text);
  }
  assert.equal(readKindIn(words, 'division'), 'general_branch');
  assert.equal(readKindIn(words, 'general branch'), 'general_branch');
  assert.equal(readKindIn(words, ''), null);
  assert.equal(readKindIn(words, 'squad'), null);
  assert.equal(readKindIn(hospital, 'shift team'), null);
});
