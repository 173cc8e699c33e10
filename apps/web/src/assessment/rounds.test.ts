import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roundsOf } from './rounds.ts';

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const count = (round: number, personId: string, satisfied: number) => ({
  round,
  personId,
  voters: 'member' as const,
  answers: { ...none, satisfied },
});

test('two counts stand side by side, the latest round first, with the cells that differ', () => {
  const counts = [count(1, 'mei', 20), count(1, 'tao', 21), count(2, 'tao', 20), count(2, 'mei', 20)];
  const rounds = roundsOf({ counts, electorate: { member: 28, representative: 0 } });
  assert.deepEqual(
    rounds.map(({ round, tellers, differing }) => [round, tellers, differing]),
    [
      [2, ['tao', 'mei'], 0],
      [1, ['mei', 'tao'], 1],
    ],
  );
  assert.deepEqual(rounds[1]?.cells[0], { voters: 'member', answer: 'satisfied', first: 20, second: 21 });
  assert.equal(rounds[0]?.cells.length, 5);
});

test('a round that only one has counted shows nothing', () => {
  assert.deepEqual(roundsOf({ counts: [count(1, 'mei', 20)], electorate: { member: 28, representative: 0 } }), []);
});
