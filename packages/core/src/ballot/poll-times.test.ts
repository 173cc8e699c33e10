import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isRefusal } from '../kernel/index.ts';
import { timesOf, type PollWindow } from './index.ts';
import { apart, meeting, now, on, timeZone } from './poll.fixture.ts';

const windows = (issuing: PollWindow, casting: PollWindow) =>
  timesOf({ mode: 'windows', issuing, casting }, now, timeZone);
const met = (from: Date, until: Date) => timesOf({ mode: 'meeting', meeting: { from, until } }, now, timeZone);
const refusalOf = (answer: unknown) => (isRefusal(answer) ? [answer.refused, answer.field] : null);

describe('the windows of a poll', () => {
  it('may touch and may lie apart, and must not overlap', () => {
    assert.deepEqual(timesOf(apart, now, timeZone), apart);
    const issuing = { from: on(21), until: on(22) };
    assert.equal(refusalOf(windows(issuing, { from: on(24), until: on(25) })), null);
    assert.deepEqual(windows(issuing, { from: on(22, 8, 59), until: on(25) }), {
      refused: 'poll-windows-overlap',
      params: { issuingUntil: on(22).toISOString() },
      field: 'casting',
    });
  });

  it('begin no earlier than they are announced, and no more than sixty days ahead', () => {
    const casting = { from: on(23), until: on(25) };
    assert.equal(refusalOf(windows({ from: now, until: on(22) }, casting)), null);
    const past = refusalOf(windows({ from: on(20, 8, 59), until: on(22) }, casting));
    assert.deepEqual(past, ['poll-window-past', 'issuing']);
    const far = { from: on(81), until: on(82) };
    assert.deepEqual(refusalOf(windows({ from: on(21), until: on(22) }, far)), ['day-too-far', 'casting']);
  });

  it('last four hours at least and fourteen days at most', () => {
    const casting = { from: on(40), until: on(41) };
    const of = (from: Date, until: Date) => refusalOf(windows({ from, until }, casting));
    assert.equal(of(on(21, 9), on(21, 13)), null);
    assert.deepEqual(of(on(21, 9), on(21, 12, 59)), ['poll-window-too-short', 'issuing']);
    assert.deepEqual(of(on(22), on(21)), ['poll-window-too-short', 'issuing']);
    assert.equal(of(on(21), on(35)), null);
    assert.deepEqual(of(on(21), on(35, 9, 1)), ['poll-window-too-long', 'issuing']);
  });
});

describe('a meeting', () => {
  it('has one window for drawing and casting', () => {
    const window = { from: on(21, 14), until: on(21, 17) };
    assert.deepEqual(timesOf(meeting, now, timeZone), { mode: 'meeting', issuing: window, casting: window });
  });

  it('lasts twenty minutes at least and eight hours at most', () => {
    assert.equal(refusalOf(met(on(21, 9), on(21, 9, 20))), null);
    assert.deepEqual(refusalOf(met(on(21, 9), on(21, 9, 19))), ['poll-window-too-short', 'meeting']);
    assert.deepEqual(refusalOf(met(on(21, 9), on(21, 17, 1))), ['poll-window-too-long', 'meeting']);
  });
});
