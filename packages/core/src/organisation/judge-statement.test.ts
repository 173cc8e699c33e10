import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeStatement, type Statement, type StatementGround } from './judge-statement.ts';

const ground: StatementGround = {
  partings: new Map([['units', ['class', 'child']]]),
  known: new Map([
    ['class', new Set(['school', 'court'])],
    ['kind', new Set(['branch'])],
    ['child', new Set(['a'])],
  ]),
  batches: new Set(['second']),
  live: [{ measure: 'units', source: '报告', batchId: null, by: 'class', part: 'court', stated: 3, isVoided: false }],
};
const statement: Statement = {
  measure: 'units',
  source: '报告',
  batchId: null,
  total: 9,
  by: 'class',
  parts: [{ part: 'school', stated: 6 }],
};

function judged(over: Partial<Statement>) {
  const answer = judgeStatement({ ...statement, ...over }, ground);
  return 'refused' in answer ? answer.refused : answer.said.map(({ by, part, stated }) => [by, part, stated]);
}

test('a total and its parts are said, each for itself; what counts already is not said again', () => {
  const court = { part: 'court', stated: 3 };
  assert.deepEqual(judged({ parts: [...statement.parts, court] }), [
    [null, null, 9],
    ['class', 'school', 6],
  ]);
  assert.deepEqual(judged({ total: null, parts: [court] }), []);
  assert.deepEqual(judged({ total: null, parts: [court], source: '电话' }), [['class', 'court', 3]]);
  assert.deepEqual(judged({ total: null, parts: [{ ...court, stated: 4 }] }), [['class', 'court', 4]]);
});

test('the same figure about a batch is another statement, and the batch is one of those at the node', () => {
  const court = { total: null, parts: [{ part: 'court', stated: 3 }] };
  assert.deepEqual(judged({ ...court, batchId: 'second' }), [['class', 'court', 3]]);
  assert.equal(judged({ ...court, batchId: 'elsewhere' }), 'batch-not-at-node');
});

test('nothing, another measure, other parts and unknown or doubled parts are refused', () => {
  assert.equal(judged({ total: null, parts: [] }), 'nothing-stated');
  assert.equal(judged({ measure: 'members' }), 'measure-not-for-this-node');
  assert.equal(judged({ by: 'kind', parts: [{ part: 'branch', stated: 1 }] }), 'parting-not-for-this-node');
  assert.equal(judged({ by: null }), 'parting-not-for-this-node');
  assert.equal(judged({ parts: [{ part: 'guild', stated: 1 }] }), 'part-unknown');
  assert.equal(judged({ parts: [...statement.parts, ...statement.parts] }), 'part-twice');
});
