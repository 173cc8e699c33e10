import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { castOf, type Answers, type Voters } from '../assessment/index.ts';
import { ofEachUnit, outcomeOf, type EndedPoll, type VoteOutcome } from './index.ts';
import { planning } from './poll.fixture.ts';

const tenth = { num: 1, den: 10 };
const rules = { fewestPapers: 10, bands: planning.bands, rule: tenth };
const said = (more: Partial<Answers>): Answers => ({
  satisfied: 0,
  basicallySatisfied: 0,
  dissatisfied: 0,
  dontKnow: 0,
  void: 0,
  ...more,
});

function poll(raters: readonly Voters[], answers: Answers, eligible: number, more: Partial<EndedPoll> = {}): EndedPoll {
  const cast = castOf(answers);
  return {
    raters,
    counts: { eligible, issued: cast, cast },
    turnout: { num: 1, den: 2 },
    end: { as: 'counted', answers: [answers] },
    ...more,
  };
}
const both = ['member', 'representative'] as const;
const joint = (answers: Partial<Answers>, eligible = 150) => poll(both, said(answers), eligible);
const why = (outcome: VoteOutcome) => (outcome.hasOutcome ? null : outcome.why);
const blocked = (...polls: EndedPoll[]) => {
  const outcome = outcomeOf(polls, rules);
  return outcome.hasOutcome ? outcome.isBlocked : assert.fail(outcome.why);
};

describe('the outcome of a vote', () => {
  it('has the measures of paper', () => {
    const outcome = outcomeOf(
      [joint({ satisfied: 80, basicallySatisfied: 12, dissatisfied: 5, dontKnow: 3, void: 4 })],
      rules,
    );
    assert.deepEqual(outcome, {
      hasOutcome: true,
      answers: said({ satisfied: 80, basicallySatisfied: 12, dissatisfied: 5, dontKnow: 3, void: 4 }),
      apart: null,
      satisfied: { num: 80, den: 100 },
      satisfaction: { num: 92, den: 100 },
      dissatisfied: { num: 5, den: 100 },
      band: 1,
      isBlocked: false,
    });
  });

  it('blocks at exactly ten per cent dissatisfied of the valid, and at one fewer or one more valid as the integers say', () => {
    assert.equal(blocked(joint({ satisfied: 90, dissatisfied: 10 })), true);
    assert.equal(blocked(joint({ satisfied: 91, dissatisfied: 10 })), false);
    assert.equal(blocked(joint({ satisfied: 91, dissatisfied: 9 })), false);
    assert.equal(blocked(joint({ satisfied: 9, dissatisfied: 1 }, 20)), true);
    // A void one is not valid, and one that does not know is.
    assert.equal(blocked(joint({ satisfied: 90, dissatisfied: 10, void: 20 })), true);
    assert.equal(blocked(joint({ satisfied: 90, dissatisfied: 10, dontKnow: 1 })), false);
  });

  it('blocks nothing where the playbook sets no threshold', () => {
    const outcome = outcomeOf([joint({ satisfied: 60, dissatisfied: 40 })], { ...rules, rule: null });
    assert.equal(outcome.hasOutcome && outcome.isBlocked, null);
  });

  it('of two polls is ruled on together and told apart', () => {
    const members = said({ satisfied: 29, dissatisfied: 1 });
    const representatives = said({ satisfied: 7, dissatisfied: 3 });
    const polls = [poll(['member'], members, 30), poll(['representative'], representatives, 12)];
    const outcome = outcomeOf(polls, rules);
    assert.ok(outcome.hasOutcome);
    assert.deepEqual(outcome.apart, { member: members, representative: representatives });
    assert.deepEqual([outcome.dissatisfied, outcome.isBlocked], [{ num: 4, den: 40 }, true]);
  });

  it('is read from the first question', () => {
    const answers = [said({ satisfied: 20 }), said({ dissatisfied: 20 })];
    const outcome = outcomeOf([{ ...joint({ satisfied: 20 }, 20), end: { as: 'counted', answers } }], rules);
    assert.deepEqual(outcome.hasOutcome && outcome.dissatisfied, { num: 0, den: 20 });
  });
});

describe('there is no outcome', () => {
  it('below the turnout that was announced; at exactly half there is', () => {
    assert.equal(why(outcomeOf([joint({ satisfied: 20 }, 41)], rules)), 'turnout-not-reached');
    assert.equal(why(outcomeOf([joint({ satisfied: 20 }, 40)], rules)), null);
    // Void ones were cast.
    assert.equal(why(outcomeOf([joint({ satisfied: 15, void: 5 }, 40)], rules)), null);
  });

  it('of fewer valid ballots than the playbook asks of papers, of all polls together', () => {
    assert.equal(why(outcomeOf([joint({ satisfied: 9, void: 1 }, 12)], rules)), 'too-few-valid');
    const apart = [poll(['member'], said({ satisfied: 5 }), 10), poll(['representative'], said({ satisfied: 5 }), 10)];
    assert.equal(why(outcomeOf(apart, rules)), null);
    assert.equal(why(outcomeOf(apart, { ...rules, fewestPapers: 11 })), 'too-few-valid');
  });

  it('where one of its polls is void, or below its own turnout', () => {
    const members = poll(['member'], said({ satisfied: 30 }), 30);
    const end = { as: 'void', reason: 'too-few-cast' } as const;
    const few = poll(['representative'], said({ satisfied: 4 }), 10, { end });
    assert.equal(why(outcomeOf([members, few], rules)), 'too-few-cast');
    const low = poll(['representative'], said({ satisfied: 5 }), 12);
    assert.equal(why(outcomeOf([members, low], rules)), 'turnout-not-reached');
  });
});

describe('an outcome', () => {
  const opened = ['order', null].map((orderId, at) => ({
    stageCode: 'study',
    attempt: at + 1,
    heldOn: '2026-11-23',
    electorate: { member: 9, representative: 4 },
    orderId,
  }));

  it('of a pool is that of each of its units, each by its own attempt and order', () => {
    const outcome = outcomeOf([joint({ satisfied: 11, dissatisfied: 1 }, 13)], rules);
    const each = ofEachUnit(['school', 'station'], opened, outcome);
    assert.deepEqual(
      each.map(({ unitId, attempt, isPooled }) => [unitId, attempt.attempt, attempt.orderId, isPooled]),
      [
        ['school', 1, 'order', true],
        ['station', 2, null, true],
      ],
    );
    assert.ok(each.every((one) => one.outcome === outcome && one.attempt.confirmed && !one.attempt.isTooFew));
  });

  it('that is none leaves the unit free to vote again without an order', () => {
    const none = outcomeOf([joint({ satisfied: 4 }, 13)], rules);
    const [only] = ofEachUnit(['school'], opened.slice(0, 1), none);
    assert.deepEqual([only?.attempt.isTooFew, only?.isPooled], [true, false]);
  });
});
