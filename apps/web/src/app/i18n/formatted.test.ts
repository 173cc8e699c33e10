import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatted } from './formatted.ts';

test('words take the article by which they are said', () => {
  const an = ['inspection team', 'office', 'activist', 'hour', 'honorary member', 'HR office'];
  assert.deepEqual(
    an.map((word) => formatted(word, 'a')),
    ['an inspection team', 'an office', 'an activist', 'an hour', 'an honorary member', 'an HR office'],
  );
  const a = [
    'unit',
    'union of units',
    'university',
    'user',
    'one-person office',
    'European branch',
    'ward',
    'UN mission',
  ];
  for (const word of a) assert.equal(formatted(word, 'a'), `a ${word}`);
  for (const word of ['urban branch', 'under-secretary', 'usher', 'umbrella body'])
    assert.equal(formatted(word, 'A'), `An ${word}`);
  assert.equal(formatted('inspection team'), 'inspection team');
  assert.equal(formatted(12_345, 'a'), formatted(12_345));
});
