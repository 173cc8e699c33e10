import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { explainDifference, explanationLimits, type Part } from './explain-difference.ts';

/** The second batch of the city: stated 2,367, the twelve classes add up to 2,469. */
const batch2 = {
  街道: 2,
  社区: 100,
  社会团体: 63,
  社会中介组织和民办非企业单位: 168,
  国有企业: 173,
  非公有制企业: 829,
  各类学校: 369,
  医疗卫生单位: 148,
  乡镇机关及其直属单位: 350,
  区县派驻乡镇的基层单位: 188,
  未参加第一批集中教育活动的其他企事业单位: 31,
  其他: 48,
};

function partsOf(amounts: Readonly<Record<string, number>>): Part<string>[] {
  return Object.entries(amounts).map(([key, amount]) => ({ key, amount }));
}

/** All subsets, one by one. */
function bySearch(amounts: readonly number[], target: number): { size: number; sets: number[][] } | null {
  let best: { size: number; sets: number[][] } | null = null;
  for (let mask = 1; mask < 1 << amounts.length; mask += 1) {
    const set = amounts.map((_, place) => place).filter((place) => ((mask >> place) & 1) === 1);
    if (set.reduce((sum, place) => sum + amounts[place]!, 0) !== target) continue;
    if (best === null || set.length < best.size) best = { size: set.length, sets: [set] };
    else if (set.length === best.size) best.sets.push(set);
  }
  return best;
}

describe('explaining a difference', () => {
  test('the second batch: of 102, sub-districts and communities are the only smallest set', () => {
    const sum = Object.values(batch2).reduce((total, amount) => total + amount, 0);
    assert.equal(sum, 2469);
    const found = explainDifference(partsOf(batch2), sum - 2367);
    assert.deepEqual(found, { outcome: 'explained', sets: [['街道', '社区']], found: 1, isMore: false });
    const searched = bySearch(Object.values(batch2), 102);
    assert.deepEqual([searched!.size, searched!.sets], [2, [[0, 1]]]);
  });

  test('a total that is too large is explained in the same way: parts counted twice', () => {
    assert.deepEqual(explainDifference(partsOf(batch2), -31).sets, [['未参加第一批集中教育活动的其他企事业单位']]);
  });

  test('where no set makes it, it says so; nothing is explained where nothing differs', () => {
    assert.equal(explainDifference(partsOf(batch2), 1).outcome, 'unexplained');
    assert.equal(explainDifference(partsOf(batch2), 3000).outcome, 'unexplained');
    assert.deepEqual(explainDifference([], 5).sets, []);
    assert.equal(explainDifference(partsOf({ a: 0 }), 0).outcome, 'unexplained');
  });

  test('all sets of the smallest size are counted, the first of them listed', () => {
    const twos = partsOf(Object.fromEntries(Array.from({ length: 60 }, (_, place) => [`p${place}`, 2])));
    const pairs = explainDifference(twos, 4);
    assert.deepEqual([pairs.sets.length, pairs.found, pairs.isMore], [20, 1000, true]);
    const few = explainDifference(twos, 4, { ...explanationLimits, counted: 5000 });
    assert.deepEqual([few.found, few.isMore], [1770, false]);
    assert.deepEqual(few.sets[0], ['p0', 'p1']);
  });

  test('what is too much to search is said to be, and no longer searched than that', () => {
    const huge = Array.from({ length: 40 }, (_, place) => ({
      key: place,
      amount: 1_000_003 * (place + 1) + place ** 3,
    }));
    const begun = performance.now();
    assert.equal(explainDifference(huge, 412_345_678).outcome, 'too-many-parts');
    assert.ok(performance.now() - begun < 2000);
    const few = huge.slice(0, 12);
    assert.deepEqual(explainDifference(few, few[2]!.amount + few[9]!.amount).sets, [[2, 9]]);
  });

  test('a thousand parts cost no more than is allowed', () => {
    const many = Array.from({ length: 1000 }, (_, place) => ({ key: place, amount: 1 + ((place * 7919) % 500) }));
    const begun = performance.now();
    const found = explainDifference(many, 15_000);
    assert.ok(performance.now() - begun < 2000);
    assert.deepEqual([found.outcome, found.sets[0]!.length], ['explained', 31]);
  });
});

const amount = fc.integer({ min: 0, max: 60 });

test('whatever is found is what a search through all sets finds, by either table', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 9 }), fc.integer({ min: 1, max: 150 }), (amounts, target) => {
      const parts = amounts.map((each, key) => ({ key, amount: each }));
      const searched = bySearch(amounts, target);
      for (const limits of [explanationLimits, { ...explanationLimits, cells: 0 }]) {
        const found = explainDifference(parts, target, { ...limits, listed: 1000 });
        // A part of nothing makes no set smaller.
        assert.deepEqual(found.sets.map(String).toSorted(), (searched?.sets ?? []).map(String).toSorted());
        assert.equal(found.found, searched?.sets.length ?? 0);
      }
    }),
    { numRuns: 500 },
  );
});

test('a set that somebody left out is explained by one of at most its size', () => {
  const planted = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 }).chain((amounts) =>
    fc.tuple(
      fc.constant(amounts),
      fc.subarray(
        amounts.map((_, place) => place),
        { minLength: 1 },
      ),
    ),
  );
  fc.assert(
    fc.property(planted, fc.boolean(), ([amounts, left], isTwice) => {
      const parts = amounts.map((each, key) => ({ key, amount: each }));
      const difference = left.reduce((sum, place) => sum + amounts[place]!, 0);
      const found = explainDifference(parts, isTwice ? -difference : difference);
      assert.equal(found.outcome, 'explained');
      for (const set of found.sets) {
        assert.ok(set.length <= left.length);
        assert.equal(
          set.reduce((sum, place) => sum + amounts[place]!, 0),
          difference,
        );
      }
    }),
    { numRuns: 300 },
  );
});
