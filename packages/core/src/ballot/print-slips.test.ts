import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { printSlips } from './index.ts';
import { apart, meeting, on, pollAt } from './poll.fixture.ts';

const poll = pollAt(apart);

describe('the slips of a poll', () => {
  it('are printed all at once, before the draw and while it lasts, and again', () => {
    for (const at of [on(20), on(21), on(22)]) assert.deepEqual(printSlips(poll, 12, at), { printed: 12 });
  });

  it('are of no use once the draw is over', () => {
    assert.deepEqual(printSlips(poll, 12, on(23)), { refused: 'draw-over', params: { since: on(23).toISOString() } });
    const closed = { ...pollAt(meeting), drawClosedAt: on(21, 15) };
    assert.deepEqual(printSlips(closed, 12, on(21, 16)), {
      refused: 'draw-over',
      params: { since: on(21, 15).toISOString() },
    });
  });

  it('are none where all draw by their accounts', () => {
    assert.deepEqual(printSlips(poll, 0, on(20)), { refused: 'poll-without-slips', params: {} });
  });

  it('are not printed of a poll that has ended', () => {
    const ended = { ...poll, end: { as: 'cancelled' as const, at: on(20) } };
    assert.deepEqual(printSlips(ended, 12, on(20)), {
      refused: 'poll-cancelled-already',
      params: { at: on(20).toISOString() },
    });
  });
});
