import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, partsOf, sourceAddress } from './entry-parts.ts';

test('a summary becomes its typed words, its stage and its figures', () => {
  assert.deepEqual(partsOf({ minutes: 120, onRoll: 15, present: 13, topic: '第三专题' }, 'zh'), [
    { is: 'typed', text: '第三专题' },
    { is: 'present', present: 13, onRoll: 15 },
  ]);
  assert.deepEqual(partsOf({ stage: 'study' }, 'en'), [{ is: 'stage', code: 'study' }]);
});

test('a campaign is named in the language of the page', () => {
  const summary = { zh: '教育活动', en: 'Education campaign', startedOn: '2026-11-01' };
  assert.deepEqual(partsOf(summary, 'en'), [{ is: 'typed', text: 'Education campaign' }]);
});

test('an import leads to the file it came from', () => {
  const sha256 = 'ab'.repeat(32);
  assert.deepEqual(partsOf({ rows: 3, created: 3, updated: 0, source: sha256 }, 'zh'), [
    { is: 'count', of: 'created', count: 3 },
    { is: 'count', of: 'updated', count: 0 },
    { is: 'source', sha256 },
  ]);
  assert.equal(sourceAddress(sha256), `/api/files/${sha256}`);
});

test('meetings and votes have pages, the rest has none', () => {
  assert.equal(addressOf({ kind: 'study.activity-voided', subjectId: 'a' }), '/activities/a');
  assert.equal(addressOf({ kind: 'assessment.counted', subjectId: 'b' }), '/assessments/b');
  assert.equal(addressOf({ kind: 'gate.transition-passed', subjectId: 'c' }), null);
});
