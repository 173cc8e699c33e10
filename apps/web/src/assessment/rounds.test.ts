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
const mei = { personId: 'mei', name: '林梅' };
const tao = { personId: 'tao', name: '韩涛' };
const electorate = { member: 28, representative: 0 };
const first = { round: 1, tellers: [mei, tao], differs: [{ voters: 'member' as const, answer: 'satisfied' as const }] };

test('two counts stand side by side, the latest round first, with the cells that differ', () => {
  const counts = [count(1, 'mei', 20), count(1, 'tao', 21), count(2, 'tao', 20), count(2, 'mei', 20)];
  const rounds = roundsOf({
    rounds: [first, { round: 2, tellers: [tao, mei], differs: [] }],
    counts,
    electorate,
  });
  assert.deepEqual(
    rounds.map(({ round, tellers, differing, isWithheld }) => [round, tellers, differing, isWithheld]),
    [
      [2, [tao, mei], 0, false],
      [1, [mei, tao], 1, false],
    ],
  );
  const cell = { voters: 'member', answer: 'satisfied', first: 20, second: 21, differs: true };
  assert.deepEqual(rounds[1]?.cells[0], cell);
  assert.equal(rounds[0]?.cells.length, 5);
});

test('a round that only one has counted shows nothing', () => {
  assert.deepEqual(roundsOf({ rounds: [], counts: [count(1, 'mei', 20)], electorate }), []);
});

test('to a teller who counts again the round has both names, one’s own figures, and where the two differ', () => {
  const [round] = roundsOf({ rounds: [first], counts: [count(1, 'tao', 21)], electorate });
  assert.deepEqual([round?.tellers, round?.differing, round?.isWithheld], [[mei, tao], 1, true]);
  assert.deepEqual(
    round?.cells.map(({ answer, differs, ...cell }) => [answer, cell.first, cell.second, differs]),
    [
      ['satisfied', null, 21, true],
      ['basicallySatisfied', null, 0, false],
      ['dissatisfied', null, 0, false],
      ['dontKnow', null, 0, false],
      ['void', null, 0, false],
    ],
  );
});
