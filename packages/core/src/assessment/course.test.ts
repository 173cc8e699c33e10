import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../kernel/index.ts';
import {
  confirmAssessment,
  courseOf,
  enterCount,
  type Answers,
  type Count,
  type CountingState,
  type Papers,
} from './index.ts';

const none: Answers = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const papers = (member: Partial<Answers>, representative: Partial<Answers> = {}): Papers => ({
  member: { ...none, ...member },
  representative: { ...none, ...representative },
});

const twelve = papers({ satisfied: 10, dissatisfied: 2 }, { satisfied: 5 });
const another = papers({ satisfied: 9, dissatisfied: 3 }, { satisfied: 5 });

const opened: CountingState = {
  counts: [],
  confirmed: false,
  electorate: { member: 15, representative: 5 },
  fewestPapers: 10,
  stageOpen: true,
  evidenceClosed: false,
  isOfTheUnit: false,
};

/** What is taken of the entries, one after another. */
function counted(entries: readonly (readonly [string, Papers])[]): { state: CountingState; refused: number } {
  const counts: Count[] = [];
  for (const [teller, entry] of entries) {
    const entered = enterCount({ ...opened, counts }, teller, entry);
    if (!isRefusal(entered)) counts.push(entered.count);
  }
  return { state: { ...opened, counts }, refused: entries.length - counts.length };
}

/** Tellers enter one after another; every entry must be taken. */
function given(...entries: readonly (readonly [string, Papers])[]): CountingState {
  const { state, refused } = counted(entries);
  assert.equal(refused, 0);
  return state;
}

function refusalOf(result: unknown): string | null {
  return isRefusal(result) ? result.refused : null;
}

describe('two tellers', () => {
  it('begin with the first round', () => {
    const entered = enterCount(opened, 'mei', twelve);
    assert.ok(!isRefusal(entered));
    assert.equal(entered.count.round, 1);
    assert.equal(entered.state, 'counting');
  });

  it('agree when every cell is equal', () => {
    const entered = enterCount(given(['mei', twelve]), 'tao', twelve);
    assert.ok(!isRefusal(entered));
    assert.equal(entered.state, 'agreed');
  });

  it('differ cell by cell', () => {
    const course = courseOf(given(['mei', twelve], ['tao', another]).counts, false);
    assert.equal(course.state, 'differing');
    assert.deepEqual(course.state === 'differing' && course.differences, [
      { voters: 'member', answer: 'satisfied', first: 10, second: 9 },
      { voters: 'member', answer: 'dissatisfied', first: 2, second: 3 },
    ]);
  });

  it('both count again after a difference, and the earlier round stays', () => {
    const again = given(['mei', twelve], ['tao', another], ['tao', twelve]);
    const between = courseOf(again.counts, false);
    assert.equal(between.state, 'counting');
    assert.equal(between.round, 2);
    assert.equal(between.finished.length, 1);
    const agreed = courseOf(given(['mei', twelve], ['tao', another], ['tao', twelve], ['mei', twelve]).counts, false);
    assert.equal(agreed.state, 'agreed');
    assert.deepEqual(
      agreed.finished.map(({ round }) => round),
      [1, 2],
    );
  });

  it('are two different people', () => {
    assert.equal(refusalOf(enterCount(given(['mei', twelve]), 'mei', twelve)), 'teller-counted-already');
  });

  it('are not three, once they agree', () => {
    const agreed = given(['mei', twelve], ['tao', twelve]);
    assert.equal(refusalOf(enterCount(agreed, 'lan', twelve)), 'two-tellers-already');
    assert.equal(refusalOf(enterCount(agreed, 'tao', another)), 'teller-counted-already');
  });
});

describe('a count', () => {
  it('has no more papers than people who may vote, in each group', () => {
    const result = enterCount(opened, 'mei', papers({ satisfied: 15, void: 1 }));
    assert.deepEqual(result, {
      refused: 'count-exceeds-eligible',
      params: { voters: 'member', cast: 16, eligible: 15 },
      field: 'member',
    });
  });

  it('has only zeros for a group in which nobody may vote', () => {
    const withoutRepresentatives = { ...opened, electorate: { member: 15, representative: 0 } };
    const result = enterCount(withoutRepresentatives, 'mei', papers({ satisfied: 15 }, { void: 1 }));
    assert.deepEqual(isRefusal(result) && result.params, { voters: 'representative', cast: 1, eligible: 0 });
    assert.equal(refusalOf(enterCount(withoutRepresentatives, 'mei', papers({ satisfied: 15 }))), null);
  });

  it('comes too late after the confirmation, after the stage, and once the unit has applied', () => {
    assert.equal(refusalOf(enterCount({ ...opened, confirmed: true }, 'mei', twelve)), 'assessment-confirmed-already');
    assert.equal(refusalOf(enterCount({ ...opened, stageOpen: false }, 'mei', twelve)), 'stage-not-open');
    assert.equal(refusalOf(enterCount({ ...opened, evidenceClosed: true }, 'mei', twelve)), 'evidence-window-closed');
  });
});

describe('the supervision team', () => {
  it('confirms what two tellers counted alike', () => {
    const result = confirmAssessment(given(['mei', twelve], ['tao', twelve]), 'wu');
    assert.deepEqual(result, { round: 1, papers: twelve, isTooFew: false });
  });

  it('confirms fewer valid papers than it takes as too few, whatever they say', () => {
    for (const [one, isTooFew] of [
      [papers({ satisfied: 9, void: 6 }), true],
      [papers({ satisfied: 9 }, { dontKnow: 1 }), false],
    ] as const) {
      const result = confirmAssessment(given(['mei', one], ['tao', one]), 'wu');
      assert.equal(!isRefusal(result) && result.isTooFew, isTooFew);
    }
  });

  it('cannot confirm before both have counted', () => {
    assert.equal(refusalOf(confirmAssessment(opened, 'wu')), 'two-tellers-needed');
    assert.equal(refusalOf(confirmAssessment(given(['mei', twelve]), 'wu')), 'two-tellers-needed');
    const recounting = given(['mei', twelve], ['tao', another], ['mei', another]);
    assert.equal(refusalOf(confirmAssessment(recounting, 'wu')), 'two-tellers-needed');
  });

  it('cannot confirm a difference', () => {
    assert.equal(refusalOf(confirmAssessment(given(['mei', twelve], ['tao', another]), 'wu')), 'tellers-differ');
  });

  it('cannot confirm through somebody who counted, in an earlier round either', () => {
    assert.equal(refusalOf(confirmAssessment(given(['mei', twelve], ['tao', twelve]), 'mei')), 'teller-cannot-confirm');
    const replaced = given(['wu', another], ['tao', twelve], ['mei', twelve], ['tao', twelve]);
    assert.equal(refusalOf(confirmAssessment(replaced, 'wu')), 'teller-cannot-confirm');
  });

  it('confirms once', () => {
    const confirmed = { ...given(['mei', twelve], ['tao', twelve]), confirmed: true };
    assert.equal(refusalOf(confirmAssessment(confirmed, 'wu')), 'assessment-confirmed-already');
  });
});

describe('any sequence of entries', () => {
  const entry = fc.tuple(fc.constantFrom('mei', 'tao', 'lan'), fc.constantFrom(twelve, another));

  it('never lets a tally stand on fewer or more than two different tellers who agree', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.constantFrom('mei', 'tao', 'lan', 'wu'), (entries, who) => {
        const { state } = counted(entries);
        for (const { counts } of courseOf(state.counts, false).finished) {
          assert.notEqual(counts[0].tellerId, counts[1].tellerId);
        }
        const confirmed = confirmAssessment(state, who);
        if (isRefusal(confirmed)) return;
        const last = state.counts.filter((count) => count.round === confirmed.round);
        assert.equal(last.length, 2);
        assert.deepEqual(last[0]?.papers, last[1]?.papers);
        assert.ok(state.counts.every((count) => count.tellerId !== who));
      }),
    );
  });
});
