import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { publishPoll, voidPoll, type PollRecord, type PublishState, type Voiding } from './index.ts';
import { apart, on, pollAt } from './poll.fixture.ts';

const poll: PollRecord = { ...pollAt(apart), closedAt: on(25) };
const state: PublishState = {
  poll,
  counts: { eligible: 20, issued: 14, cast: 12 },
  fewestCast: 5,
  questions: 1,
  opening: { void: 1, questions: [[1, 6, 2, 1, 1]] },
};
const publish = (given: Partial<PublishState>) => publishPoll({ ...state, ...given }, on(25, 10));

describe('a closed poll', () => {
  it('is counted as papers are: who chose nothing, or nothing of the poll, cast a void one', () => {
    const answers = [{ satisfied: 6, basicallySatisfied: 2, dissatisfied: 1, dontKnow: 1, void: 2 }];
    assert.deepEqual(publish({}), { as: 'counted', answers });
  });

  it('of fewer than five ballots is void, and was never opened', () => {
    const few = { counts: { eligible: 20, issued: 14, cast: 4 } };
    assert.deepEqual(publish({ ...few, opening: null }), { as: 'void', reason: 'too-few-cast' });
    assert.deepEqual(publish({ ...few, opening: { void: 0, questions: [[0, 4, 0, 0, 0]] } }), {
      refused: 'opened-though-too-few',
      params: { cast: 4, least: 5 },
    });
  });

  it('of five is counted, and has to be opened', () => {
    const five = { counts: { eligible: 20, issued: 14, cast: 5 } };
    assert.ok('as' in publish({ ...five, opening: { void: 0, questions: [[0, 5, 0, 0, 0]] } }));
    assert.deepEqual(publish({ ...five, opening: null }), { refused: 'poll-not-opened', params: { cast: 5 } });
  });

  it('is not published with more cast than issued, or more issued than on its roster; with as many it is', () => {
    const counted = (eligible: number, issued: number) => publish({ counts: { eligible, issued, cast: 12 } });
    assert.ok('as' in counted(12, 12));
    assert.deepEqual(counted(12, 11), { refused: 'more-cast-than-issued', params: { cast: 12, issued: 11 } });
    assert.deepEqual(counted(12, 13), { refused: 'more-issued-than-eligible', params: { issued: 13, eligible: 12 } });
  });

  it('whose tally does not add up to what was cast is not published', () => {
    const differing = { refused: 'tally-differs', params: { cast: 12 } };
    assert.deepEqual(publish({ opening: { void: 0, questions: [[1, 6, 2, 1, 1]] } }), differing);
    assert.deepEqual(publish({ opening: { void: 12, questions: [] } }), differing);
  });
});

describe('a poll is given up', () => {
  const voided = (given: Partial<Voiding>, at: Date, of = poll) =>
    voidPoll(of, { reason: 'disturbed', note: '停电', counts: null, isOfTheUnit: false, ...given }, at);
  const running = pollAt(apart);

  it('while it runs, with a reason in words, by nobody of the unit', () => {
    assert.deepEqual(voided({}, on(24), running), { as: 'void', reason: 'disturbed' });
    assert.deepEqual(voided({ note: null }, on(24), running), { refused: 'reason-missing', params: {}, field: 'note' });
    assert.deepEqual(voided({ isOfTheUnit: true }, on(24), running), { refused: 'recused-oneself', params: {} });
  });

  it('after casting not because it was disturbed', () => {
    const since = on(25).toISOString();
    const refused = { refused: 'void-after-casting', params: { since }, field: 'reason' };
    assert.deepEqual(voided({}, on(25)), refused);
    assert.deepEqual(voided({}, on(25), running), refused);
    assert.deepEqual(voided({ reason: 'shares-lost' }, on(25)), { as: 'void', reason: 'shares-lost' });
  });

  it('for its counts only where they do not hold', () => {
    const reason = 'counts-do-not-hold';
    const counts = { eligible: 20, issued: 14, cast: 15 };
    assert.deepEqual(voided({ reason, counts }, on(25)), { as: 'void', reason });
    const refused = { refused: 'poll-counts-hold', params: {}, field: 'reason' };
    assert.deepEqual(voided({ reason, counts: { ...counts, cast: 14 } }, on(25)), refused);
    assert.deepEqual(voided({ reason }, on(24), running), refused);
  });
});
