import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mendBy } from './mend-by.ts';

const nothing = { refusal: null, sinceVote: null, any: null, votedOn: null };

test('given a refusal was ordered to be mended, then that day counts whatever the conditions say', () => {
  assert.equal(mendBy({ ...nothing, refusal: '2026-04-12', any: '2026-05-20' }, [], 0), '2026-04-12');
});

test('given the vote failed, then what was ordered since counts, and the days from one vote to the next', () => {
  const failed = { ...nothing, sinceVote: '2026-04-02', any: '2026-05-20', votedOn: '2026-03-19' };
  assert.equal(mendBy(failed, ['assessment.dissatisfied'], 0), '2026-04-02');
  assert.equal(mendBy(failed, ['assessment.dissatisfied'], 20), '2026-04-08');
  assert.equal(mendBy({ ...failed, sinceVote: null }, ['assessment.dissatisfied'], 20), '2026-04-08');
});

test('given the vote failed, nothing is ordered since and no days are asked for, then no day is known', () => {
  assert.equal(mendBy({ ...nothing, votedOn: '2026-03-19' }, ['assessment.dissatisfied'], 0), null);
});

test('given closed orders are a hard condition, then every order of the stage counts', () => {
  assert.equal(mendBy({ ...nothing, any: '2026-05-20' }, ['supervision.orders-closed'], 0), '2026-05-20');
});

test('given nothing hard is open, then neither an order of the team nor a vote that passed moves a day', () => {
  assert.equal(mendBy({ ...nothing, sinceVote: '2026-04-02', any: '2026-05-20', votedOn: '2026-03-19' }, [], 20), null);
});
