import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formPool, type PoolCandidate } from './pool.ts';

const unit = (name: string, voters: number, more: Partial<PoolCandidate> = {}): PoolCandidate => ({
  unitId: name,
  name,
  stageCode: 'study',
  voters,
  fewestVoters: 10,
  isPooled: false,
  isCounting: false,
  hasVoted: false,
  evidenceClosed: false,
  ...more,
});
const sum = (units: readonly PoolCandidate[]) => units.reduce((all, { voters }) => all + voters, 0);
const formed = (...candidates: PoolCandidate[]) => formPool({ candidates, together: sum(candidates) });
const code = (...candidates: PoolCandidate[]) => {
  const answer = formed(...candidates);
  return 'refused' in answer ? answer.refused : null;
};

describe('units that vote together', () => {
  test('two that are too small alone and enough together', () => {
    assert.deepEqual(formed(unit('a', 4), unit('b', 6)), { stageCode: 'study' });
  });

  test('too few together are still too few, and somebody who belongs to two of them is one voter', () => {
    assert.equal(code(unit('a', 4), unit('b', 5)), 'too-few-voters');
    const twice = formPool({ candidates: [unit('a', 4), unit('b', 6)], together: 9 });
    assert.deepEqual(twice, { refused: 'too-few-voters', params: { voters: 9, least: 10 } });
  });

  test('one that could vote alone joins only where the small ones need it', () => {
    assert.equal(code(unit('small', 4), unit('large', 40)), null);
    assert.equal(code(unit('a', 4), unit('b', 6), unit('large', 40)), 'pool-unit-suffices');
    assert.equal(code(unit('large', 40), unit('larger', 50)), 'pool-unit-suffices');
    assert.equal(code(unit('small', 4), unit('large', 40), unit('larger', 50)), 'pool-unit-suffices');
  });

  test('the highest floor of them holds', () => {
    assert.equal(code(unit('a', 6), unit('b', 5, { fewestVoters: 12 })), 'too-few-voters');
    assert.equal(code(unit('a', 6), unit('b', 6, { fewestVoters: 12 })), null);
  });

  test('in one stage, none of them twice, none that is voting, has voted or is being judged', () => {
    assert.equal(code(unit('a', 6), unit('b', 5, { stageCode: 'analysis' })), 'pool-stages-differ');
    assert.equal(code(unit('a', 6), unit('b', 5, { stageCode: null })), 'pool-unit-elsewhere');
    assert.equal(code(unit('a', 6), unit('b', 5, { isPooled: true })), 'unit-pooled-already');
    assert.equal(code(unit('a', 6), unit('b', 5, { isCounting: true })), 'pool-unit-is-counting');
    assert.equal(code(unit('a', 6), unit('b', 5, { hasVoted: true })), 'pool-unit-has-voted');
    assert.equal(code(unit('a', 6), unit('b', 5, { evidenceClosed: true })), 'pool-unit-is-judged');
  });
});
