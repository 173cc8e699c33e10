import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  cancelPoll,
  closeDraw,
  closePoll,
  drawBallot,
  publishPoll,
  refuseCast,
  stateOf,
  voidPoll,
  type PollRecord,
  type PollState,
} from './index.ts';
import { apart, meeting, on, pollAt } from './poll.fixture.ts';

const poll = pollAt({ ...apart, issuing: { from: on(21), until: on(22) } });
const met = pollAt(meeting);
const counts = { eligible: 20, issued: 12, cast: 11 };
const opening = { void: 0, questions: [[0, 11, 0, 0, 0]] };

/** Every act, each as it would be allowed if the state allowed it. */
const acts = {
  draw: (of: PollRecord, at: Date) =>
    drawBallot({ poll: of, onRoster: true, ended: null, signed: null }, 'blinded', at),
  closeDraw: (of: PollRecord, at: Date) => closeDraw(of, at),
  cast: (of: PollRecord, at: Date) => refuseCast(of, at),
  close: (of: PollRecord, at: Date) => closePoll(of, counts, at),
  publish: (of: PollRecord, at: Date) => publishPoll({ poll: of, counts, fewestCast: 5, questions: 1, opening }, at),
  void: (of: PollRecord, at: Date) =>
    voidPoll(of, { reason: 'shares-lost', note: 'x', counts: null, isOfTheUnit: false }, at),
  cancel: (of: PollRecord, at: Date) => cancelPoll(of, at),
};
const codeOf = (answer: object | null) => (answer !== null && 'refused' in answer ? String(answer.refused) : 'allowed');
const answers = (of: PollRecord, at: Date) =>
  Object.fromEntries(Object.entries(acts).map(([name, act]) => [name, codeOf(act(of, at))]));

const table: readonly (readonly [string, PollRecord, Date, PollState, Partial<Record<keyof typeof acts, string>>])[] = [
  [
    'before its first window',
    poll,
    on(20, 10),
    'announced',
    {
      draw: 'draw-not-begun',
      cast: 'casting-not-begun',
      close: 'poll-not-over-yet',
      void: 'poll-not-begun',
      cancel: 'allowed',
    },
  ],
  [
    'from the first moment of the draw',
    poll,
    on(21),
    'drawing',
    {
      draw: 'allowed',
      cast: 'casting-not-begun',
      close: 'poll-not-over-yet',
    },
  ],
  [
    'between the windows',
    poll,
    on(22),
    'drawn',
    {
      draw: 'draw-over',
      cast: 'casting-not-begun',
      close: 'poll-not-over-yet',
    },
  ],
  [
    'from the first moment of casting',
    poll,
    on(23),
    'casting',
    {
      draw: 'draw-over',
      cast: 'allowed',
      close: 'poll-not-over-yet',
    },
  ],
  [
    'when casting is over and the box is full',
    poll,
    on(25),
    'closed',
    {
      draw: 'draw-over',
      cast: 'casting-over',
      close: 'allowed',
    },
  ],
  [
    'when the box is emptied',
    { ...poll, closedAt: on(25) },
    on(25),
    'closed',
    {
      draw: 'draw-over',
      cast: 'casting-over',
      close: 'poll-closed-already',
      publish: 'allowed',
    },
  ],
];

describe('a poll of two windows', () => {
  for (const [when, of, at, state, allowed] of table)
    it(`${when} is ${state}`, () => {
      assert.equal(stateOf(of, at), state);
      assert.deepEqual(answers(of, at), {
        closeDraw: 'draw-closes-by-itself',
        publish: 'poll-not-closed',
        void: 'allowed',
        cancel: 'draw-begun',
        ...allowed,
      });
    });

  it('that has ended allows nothing any more, and says as what and when it ended', () => {
    for (const as of ['counted', 'void', 'cancelled'] as const) {
      const ended = { ...poll, end: { as, at: on(24) } };
      assert.equal(stateOf(ended, on(21)), as);
      const { closeDraw: _, ...others } = answers(ended, on(24));
      for (const code of Object.values(others)) assert.equal(code, `poll-${as}-already`);
      assert.deepEqual(refuseCast(ended, on(24))?.params, { at: on(24).toISOString() });
    }
  });

  it('says from when on or since when', () => {
    assert.deepEqual(acts.draw(poll, on(20, 10)), {
      refused: 'draw-not-begun',
      params: { from: on(21).toISOString() },
    });
    assert.deepEqual(acts.draw(poll, on(23)), { refused: 'draw-over', params: { since: on(22).toISOString() } });
    assert.deepEqual(acts.cast(poll, on(22)), { refused: 'casting-not-begun', params: { from: on(23).toISOString() } });
    assert.deepEqual(acts.cast(poll, on(25)), { refused: 'casting-over', params: { since: on(25).toISOString() } });
  });
});

describe('a poll of a meeting', () => {
  const parted = { ...met, drawClosedAt: on(21, 15) };

  it('is drawn until its clerk closes the draw, and cast from then on', () => {
    assert.equal(stateOf(met, on(21, 13)), 'announced');
    assert.equal(stateOf(met, on(21, 16)), 'drawing');
    assert.equal(codeOf(acts.cast(met, on(21, 16))), 'casting-after-the-draw');
    assert.deepEqual(acts.closeDraw(met, on(21, 15)), { drawClosedAt: on(21, 15) });
    assert.equal(stateOf(parted, on(21, 15)), 'casting');
    assert.deepEqual(acts.draw(parted, on(21, 15)), {
      refused: 'draw-over',
      params: { since: on(21, 15).toISOString() },
    });
    assert.equal(acts.cast(parted, on(21, 15)), null);
  });

  it('has its draw closed once, and while it is open', () => {
    assert.equal(codeOf(acts.closeDraw(met, on(21, 13))), 'draw-not-begun');
    assert.equal(codeOf(acts.closeDraw(parted, on(21, 16))), 'draw-over');
    assert.equal(codeOf(acts.closeDraw(met, on(21, 17))), 'draw-over');
  });

  it('whose draw nobody closed is over at its end, with nothing cast', () => {
    assert.equal(stateOf(met, on(21, 17)), 'closed');
    assert.equal(codeOf(acts.cast(met, on(21, 17))), 'casting-over');
  });

  it('is closed before its end when everybody who drew has cast, and not before', () => {
    assert.equal(codeOf(closePoll(parted, { ...counts, cast: 11 }, on(21, 16))), 'poll-not-over-yet');
    assert.deepEqual(closePoll(parted, { ...counts, cast: 12 }, on(21, 16)), { closedAt: on(21, 16) });
    const closed = { ...parted, closedAt: on(21, 16) };
    assert.equal(stateOf(closed, on(21, 16)), 'closed');
    assert.deepEqual(acts.cast(closed, on(21, 16)), {
      refused: 'casting-over',
      params: { since: on(21, 16).toISOString() },
    });
    assert.equal(codeOf(closePoll(met, { ...counts, issued: 0, cast: 0 }, on(21, 16))), 'poll-not-over-yet');
  });
});
