import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { coverageOf, type BatchInScope, type BatchRule, type UnitInScope } from './coverage.ts';

const node = (path: string, isUnit = false): BatchRule => ({ node: { path, isUnit }, unitClass: null });
const ofClass = (code: string, depth = 1): BatchRule => ({ node: null, unitClass: { code, depth } });
const batch = (number: number, rules: readonly BatchRule[], isOpen = false): BatchInScope => ({
  id: `b${number}`,
  number,
  isOpen,
  rules,
});
const unit = (path: string, classes: readonly string[] = [], batchId: string | null = null): UnitInScope => ({
  paths: [path],
  classes,
  batchId,
});
const one = (of: UnitInScope, batches: readonly BatchInScope[]) => coverageOf([of], batches)[0]!;
const winner = (of: UnitInScope, batches: readonly BatchInScope[]) => {
  const coverage = one(of, batches);
  return coverage.state === 'covered' ? coverage.batchId : coverage.state;
};

test('given a deeper node in another batch, the deeper one wins', () => {
  assert.equal(winner(unit('p.town.school'), [batch(1, [node('p')]), batch(2, [node('p.town')])]), 'b2');
});

test('given a class in one batch and a node in another, the class wins; the deeper class wins over the wider one', () => {
  const school = unit('p.town.rural', ['school', 'rural-school']);
  assert.equal(winner(school, [batch(1, [node('p.town')]), batch(2, [ofClass('school')])]), 'b2');
  assert.equal(winner(school, [batch(2, [ofClass('school')]), batch(3, [ofClass('rural-school', 2)])]), 'b3');
});

test('given a unit that is named, its name wins over everything: those who run the campaign go last', () => {
  const office = unit('p.office', ['organ', 'party-organ']);
  assert.equal(winner(office, [batch(1, [ofClass('party-organ', 2)]), batch(3, [node('p.office', true)])]), 'b3');
});

test('given two batches that claim it with equal right, a unit is doubly covered and both rules are told', () => {
  assert.deepEqual(
    one(unit('p.a', ['school']), [batch(1, [node('p'), ofClass('school')]), batch(2, [ofClass('school')])]),
    {
      state: 'doubly',
      claims: [
        { batchId: 'b1', rule: 1 },
        { batchId: 'b2', rule: 0 },
      ],
    },
  );
});

test('given two rules of one batch, there is no quarrel', () => {
  assert.equal(winner(unit('p.a', ['x', 'y']), [batch(1, [ofClass('x'), ofClass('y')])]), 'b1');
});

test('given a batch that was opened without it, a unit is carried into the next one planned; without one it is uncovered', () => {
  const late = unit('p.town.new');
  const first = batch(1, [node('p.town')], true);
  assert.deepEqual(one(late, [first, batch(2, [ofClass('school')]), batch(3, [])]), {
    state: 'covered',
    batchId: 'b2',
    by: { kind: 'carried', from: 'b1' },
  });
  assert.deepEqual(one(late, [first]), { state: 'uncovered', missedBy: 'b1' });
  assert.deepEqual(one(unit('p.other'), [first, batch(2, [])]), { state: 'uncovered', missedBy: null });
});

test('given a planned batch whose rule names it, a missed unit goes there and is not carried', () => {
  assert.equal(winner(unit('p.a'), [batch(1, [node('p')], true), batch(2, []), batch(3, [node('p')])]), 'b3');
});

const classes = [['school'], ['school', 'rural-school'], ['organ'], ['organ', 'court']] as const;
const paths = ['p.a', 'p.b', 'p.a.c', 'p.b.d', 'p.a.c.e'] as const;
const someRule = fc.oneof(
  fc.constantFrom('p', 'p.a', 'p.b', 'p.a.c').map((path) => node(path)),
  fc.constantFrom(...paths).map((path) => node(path, true)),
  fc.constantFrom(...classes).map((chain) => ofClass(chain.at(-1) ?? '', chain.length)),
  fc.tuple(fc.constantFrom('p.a', 'p.b'), fc.constantFrom('school', 'organ')).map(([path, code]) => ({
    ...node(path),
    unitClass: { code, depth: 1 },
  })),
);
const someBatches = fc
  .array(fc.record({ rules: fc.array(someRule, { maxLength: 4 }), isOpen: fc.boolean() }), { maxLength: 4 })
  .map((all) => all.map(({ rules, isOpen }, index) => batch(index + 1, rules, isOpen)));
const someUnits = fc.array(
  fc.record({
    paths: fc.constantFrom(...paths).map((path) => [path]),
    classes: fc.constantFrom<readonly string[]>(...classes, []),
    batchId: fc.constantFrom(null, null, 'b1'),
  }),
  { maxLength: 12 },
);
const matches = ({ node: at, unitClass }: BatchRule, { paths: own, classes: chain }: UnitInScope) =>
  (at === null || own.some((path) => `${path}.`.startsWith(`${at.path}.`))) &&
  (unitClass === null || chain.includes(unitClass.code));

test('whatever the batches, every unit has exactly one answer, and it is true', () => {
  fc.assert(
    fc.property(someUnits, someBatches, (units, batches) => {
      const answers = coverageOf(units, batches);
      assert.equal(answers.length, units.length);
      for (const [index, answer] of answers.entries()) {
        const of = units[index]!;
        const claimed = batches.filter(({ isOpen, rules }) => !isOpen && rules.some((rule) => matches(rule, of)));
        if (of.batchId !== null) assert.deepEqual([answer.state, winner(of, batches)], ['covered', of.batchId]);
        else if (answer.state === 'doubly') {
          assert.ok(new Set(answer.claims.map(({ batchId }) => batchId)).size > 1);
          for (const { batchId, rule } of answer.claims) {
            assert.ok(matches(batches.find(({ id }) => id === batchId)!.rules[rule]!, of));
          }
        } else if (answer.state === 'covered' && answer.by.kind === 'rule') {
          assert.ok(claimed.some(({ id }) => id === answer.batchId));
        } else assert.equal(claimed.length, 0);
      }
    }),
  );
});

test('whatever the order of batches and of units, the answers are the same', () => {
  fc.assert(
    fc.property(someUnits, someBatches, (units, batches) => {
      const winners = (of: typeof units, given: typeof batches) => of.map((each) => winner(each, given));
      assert.deepEqual(winners(units, batches.toReversed()), winners(units, batches));
      assert.deepEqual(winners(units.toReversed(), batches), winners(units, batches).toReversed());
    }),
  );
});

test('a rule changes nothing for units that it does not match; the name of a unit settles whose it is', () => {
  fc.assert(
    fc.property(someUnits, someBatches, someRule, fc.nat(), (units, batches, rule, at) => {
      const planned = batches.filter(({ isOpen }) => !isOpen);
      const chosen = planned[at % Math.max(planned.length, 1)];
      if (chosen === undefined) return;
      const more = (added: BatchRule) =>
        batches.map((each) => (each === chosen ? { ...each, rules: [...each.rules, added] } : each));
      for (const of of units) {
        if (!matches(rule, of)) assert.deepEqual(one(of, more(rule)), one(of, batches));
        const named = batches.some(({ rules }) => rules.some(({ node: where }) => where?.isUnit === true));
        if (!named && of.batchId === null) assert.equal(winner(of, more(node(of.paths[0]!, true))), chosen.id);
      }
    }),
  );
});
