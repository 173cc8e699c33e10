import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Band } from '../campaign/index.ts';
import {
  bandOf,
  blocks,
  castOf,
  dissatisfiedShare,
  satisfactionShare,
  satisfiedShare,
  together,
  validOf,
  type Answers,
} from './index.ts';

const tenPercent = { num: 1, den: 10 };
/** 95 and more, 90 to under 95, under 90. */
const cityBands: readonly Band[] = [
  { min: 95, below: null },
  { min: 90, below: 95 },
  { min: null, below: 90 },
];

const nobody: Answers = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const anyAmount = fc.integer({ min: 0, max: 1_000_000 });
const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  satisfied: anyAmount,
  basicallySatisfied: anyAmount,
  dissatisfied: anyAmount,
  dontKnow: anyAmount,
  void: anyAmount,
});

/** Bands that leave no gap: any falling row of borders. */
const anyBands: fc.Arbitrary<readonly Band[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 6 })
  .map((cuts) => cuts.toSorted((a, b) => b - a))
  .map((cuts) => [...cuts, null].map((min, index) => ({ min, below: cuts[index - 1] ?? null })));

describe('a tally', () => {
  it('counts a void paper as cast and not as valid', () => {
    const answers = { satisfied: 8, basicallySatisfied: 3, dissatisfied: 1, dontKnow: 2, void: 4 };
    assert.equal(castOf(answers), 18);
    assert.equal(validOf(answers), 14);
    assert.deepEqual(satisfactionShare(answers), { num: 11, den: 14 });
    assert.deepEqual(satisfiedShare(answers), { num: 8, den: 14 });
    assert.deepEqual(dissatisfiedShare(answers), { num: 1, den: 14 });
  });

  it('rules on members and representatives together', () => {
    // 1 of 30 members and 3 of 10 representatives: the representatives alone would block, both together are 4 of 40.
    const member = { ...nobody, satisfied: 29, dissatisfied: 1 };
    const representative = { ...nobody, satisfied: 7, dissatisfied: 3 };
    assert.ok(blocks(dissatisfiedShare(representative), tenPercent));
    assert.ok(!blocks(dissatisfiedShare(member), tenPercent));
    assert.deepEqual(dissatisfiedShare(together({ member, representative })), { num: 4, den: 40 });
    assert.ok(blocks(dissatisfiedShare(together({ member, representative })), tenPercent));
    const calmer = { ...representative, satisfied: 8, dissatisfied: 2 };
    assert.ok(!blocks(dissatisfiedShare(together({ member, representative: calmer })), tenPercent));
  });

  it('adds up, whatever the papers say', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (member, representative) => {
        const both = together({ member, representative });
        assert.equal(castOf(both), castOf(member) + castOf(representative));
        assert.equal(validOf(both), validOf(member) + validOf(representative));
        const { num, den } = satisfactionShare(both);
        assert.equal(num + both.dissatisfied + both.dontKnow, den);
      }),
    );
  });
});

describe('the dissatisfied', () => {
  it('block at exactly ten percent', () => {
    assert.ok(blocks({ num: 10, den: 100 }, tenPercent));
    assert.ok(blocks({ num: 1, den: 10 }, tenPercent));
  });

  it('do not block at 9.9 percent', () => {
    assert.ok(!blocks({ num: 10, den: 101 }, tenPercent));
    assert.ok(!blocks({ num: 99, den: 1000 }, tenPercent));
  });

  it('block where nobody cast a valid vote, since nothing was shown', () => {
    assert.ok(blocks(dissatisfiedShare({ ...nobody, void: 12 }), tenPercent));
  });

  it('block or do not, with no value between and no rounding', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const share = dissatisfiedShare(answers);
        const exact = BigInt(share.num) * 10n >= BigInt(share.den);
        assert.equal(blocks(share, tenPercent), share.den === 0 || exact);
      }),
    );
  });
});

describe('the bands', () => {
  it('draw their borders exactly: 95 of 100 is in the first, 949 of 1,000 in the second, 899 of 1,000 in the last', () => {
    assert.equal(bandOf({ num: 95, den: 100 }, cityBands), 0);
    assert.equal(bandOf({ num: 949, den: 1000 }, cityBands), 1);
    assert.equal(bandOf({ num: 90, den: 100 }, cityBands), 1);
    assert.equal(bandOf({ num: 899, den: 1000 }, cityBands), 2);
    assert.equal(bandOf({ num: 0, den: 7 }, cityBands), 2);
  });

  it('have no place for an assessment without a valid vote', () => {
    assert.equal(bandOf(satisfactionShare({ ...nobody, void: 3 }), cityBands), null);
  });

  it('take every tally in, and each only once', () => {
    fc.assert(
      fc.property(anyAnswers, fc.oneof(anyBands, fc.constant(cityBands)), (answers, bands) => {
        const share = satisfactionShare(answers);
        fc.pre(share.den > 0);
        const takenBy = bands.filter((band) => bandOf(share, [band]) === 0);
        assert.equal(takenBy.length, 1);
        const place = bandOf(share, bands);
        assert.ok(place !== null);
        assert.equal(bands[place], takenBy[0]);
      }),
    );
  });
});
