import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentenceOf } from './fault-sentence.ts';

test('what is YAML but not taken in a playbook is said in its own words, whatever code it comes under', () => {
  const said = (reason: string) => sentenceOf('playbook.not-yaml', { line: 1, column: 7, reason });
  assert.equal(said('TAG_RESOLVE_FAILED'), 'playbook.tag-refused');
  assert.equal(said('MULTIPLE_DOCS'), 'playbook.second-document');
  assert.equal(said('DIRECTIVE'), 'playbook.directive-refused');
  assert.equal(said('BAD_INDENT'), 'playbook.not-yaml');
});

test('every other fault has the sentence of its code', () => {
  assert.equal(sentenceOf('playbook.tag-refused', { tag: '!!str' }), 'playbook.tag-refused');
  assert.equal(sentenceOf('too_small', {}), 'app.fault.too_small');
});
