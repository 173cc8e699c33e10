import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawBallot, type DrawState } from './index.ts';
import { apart, on, pollAt } from './poll.fixture.ts';

const state: DrawState = { poll: pollAt(apart), onRoster: true, ended: null, signed: null };
const draw = (given: Partial<DrawState>, blinded = 'blinded', at = on(22)) =>
  drawBallot({ ...state, ...given }, blinded, at);

describe('whoever draws', () => {
  it('has one ballot signed', () => {
    assert.deepEqual(draw({}), { blinded: 'blinded', isAgain: false });
  });

  it('and got no answer asks the same again, as often as need be', () => {
    assert.deepEqual(draw({ signed: 'blinded' }), { blinded: 'blinded', isAgain: true });
  });

  it('and lost the phone gets no other: the first may still be cast, by whoever found it', () => {
    assert.deepEqual(draw({ signed: 'blinded' }, 'another'), { refused: 'drawn-already', params: {} });
  });

  it('is on the frozen roster, and neither died nor left since', () => {
    assert.deepEqual(draw({ onRoster: false }), { refused: 'not-on-roster-of-poll', params: {} });
    assert.deepEqual(draw({ ended: 'left' }), { refused: 'off-roster-since', params: { reason: 'left' } });
  });

  it('asks nothing after the draw, the same again neither', () => {
    assert.deepEqual(draw({ signed: 'blinded' }, 'blinded', on(23)), {
      refused: 'draw-over',
      params: { since: on(23).toISOString() },
    });
  });
});
