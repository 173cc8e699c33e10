import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { layOver, mergeLayers, takenBack } from './lay-over.ts';
import type { Condition, Playbook } from './playbook.ts';
import { readPlaybook } from './read-playbook.ts';

// Layers are made at random, most of them partly too loose; those that are taken have to be stricter in everything.

const title = { zh: '题目', en: 'Title' };
const base = readPlaybook(document(), catalogue) as Playbook;

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const said = (model: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .record(model)
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
const days = (least: number, most: number) => maybe(fc.integer({ min: least, max: most }));
const noTracks = maybe(fc.subarray(['island', 'town']));
const code = fc.constantFrom('one', 'two', 'three', 'hours', 'plan');

const hours = said({
  code: fc.constant('hours'),
  each: maybe(fc.integer({ min: 43, max: 48 }).map((n) => `${n} hours`)),
  hard: maybe(fc.boolean()),
  notFor: noTracks,
  dueDaysBeforeEnd: days(2, 5),
});
const asked = said({
  code: fc.constant('asked'),
  threshold: maybe(fc.constantFrom('below 8 %', 'below 9.5 %', 'below 9.4 %', 'below 10 %', 'not set')),
  hard: maybe(fc.boolean()),
  notFor: noTracks,
});
const concentrated = said({
  code: fc.constant('days'),
  threshold: maybe(fc.integer({ min: 2, max: 5 }).map((n) => `at least ${n} days`)),
  present: maybe(fc.constantFrom('70 %', '74.9 %', '75 %', '75.5 %', '90 %')),
});
const further = fc.record({
  code,
  title: fc.constant(title),
  measure: fc.constant('assessment.satisfied'),
  hard: fc.boolean(),
  threshold: fc.constantFrom('at least 80 %', 'not set'),
  notFor: fc.subarray(['island']),
  dueDaysBeforeEnd: fc.constant(0),
});
const stage = said({
  code: fc.constant('learn'),
  minimumDays: days(29, 33),
  actions: maybe(fc.array(fc.record({ code, title: fc.constant(title) }), { maxLength: 3 })),
  steps: maybe(
    fc.array(fc.record({ code, title: fc.constant(title), days: fc.integer({ min: 1, max: 6 }) }), { maxLength: 2 }),
  ),
  conditions: maybe(
    fc.uniqueArray(fc.oneof(hours, asked, concentrated, further), { maxLength: 4, selector: (each) => each['code'] }),
  ),
});
const layers = said({
  version: fc.constant('1'),
  title: fc.constant(title),
  extends: fc.constant({ code: 'drill', version: '1' }),
  code: fc.constantFrom('county', 'town'),
  fewestVoters: days(9, 12),
  minimumTotalDays: days(89, 95),
  shortestSession: maybe(fc.constantFrom('none', '1 hours', '2 hours', '3 hours')),
  absences: maybe(fc.array(fc.record({ code, title: fc.constant(title) }), { maxLength: 2 })),
  stages: maybe(stage.map((each) => [each])),
});

function assertAtLeastAsStrict(above: Playbook, beneath: Playbook): void {
  assert.ok(beneath.fewestVoters >= above.fewestVoters && beneath.minimumTotalDays >= above.minimumTotalDays);
  assert.ok(beneath.shortestSessionMinutes >= above.shortestSessionMinutes);
  assert.deepEqual(
    [beneath.terms, beneath.bands, beneath.defaultTrack],
    [above.terms, above.bands, above.defaultTrack],
  );
  assert.equal(beneath.stages.length, above.stages.length);
  for (const [index, strict] of beneath.stages.entries()) {
    const standing = above.stages[index]!;
    assert.ok(strict.minimumDays >= standing.minimumDays);
    assert.ok(strict.steps.reduce((sum, step) => sum + step.days, 0) <= strict.minimumDays);
    for (const was of standing.conditions) {
      assertStricter(
        was,
        strict.conditions.find((each) => each.code === was.code),
      );
    }
    for (const things of [strict.conditions, strict.actions, strict.steps, strict.deliverables])
      assertCodesDiffer(things);
  }
  assertCodesDiffer(beneath.absenceReasons);
}

function assertStricter(was: Condition, is: Condition | undefined): void {
  assert.ok(is !== undefined, `${was.code} is gone`);
  assert.deepEqual(
    [is.measure, is.comparison, is.title, is.onlyFor],
    [was.measure, was.comparison, was.title, was.onlyFor],
  );
  assert.ok(is.isHard || !was.isHard);
  assert.ok((is.memberNeeds ?? 0) >= (was.memberNeeds ?? 0) && is.dueDaysBeforeEnd >= was.dueDaysBeforeEnd);
  assert.ok(is.notForTracks.every((track) => was.notForTracks.includes(track)));
  const there = (share: Condition['present']) => (share === null ? 0 : share.num / share.den);
  assert.ok(there(is.present) >= there(was.present));
  if (was.threshold === null) return;
  assert.ok(is.threshold !== null);
  const [now, then] = [is.threshold.num / is.threshold.den, was.threshold.num / was.threshold.den];
  assert.ok(was.comparison === 'below' ? now <= then : now >= then);
}

function assertCodesDiffer(things: readonly { readonly code: string }[]): void {
  assert.equal(new Set(things.map((thing) => thing.code)).size, things.length);
}

test('whatever layer is taken, every condition is at least as strict as above, hard stays hard and codes stay one', () => {
  let taken = 0;
  fc.assert(
    fc.property(layers, (body) => {
      const laid = layOver(base, body, catalogue);
      if (Array.isArray(laid)) return;
      taken += 1;
      assertAtLeastAsStrict(base, laid.playbook);
    }),
    { numRuns: 2000 },
  );
  assert.ok(taken > 100, `only ${taken} were taken`);
});

test('whatever layers stand over one another, merging gives the same again and is never looser than any part of it', () => {
  let merged = 0;
  fc.assert(
    fc.property(layers, layers, (upper, lower) => {
      const first = mergeLayers(base, [upper], catalogue);
      const both = mergeLayers(base, [upper, lower], catalogue);
      assert.deepEqual(mergeLayers(base, [upper, lower], catalogue), both);
      if (Array.isArray(first) || Array.isArray(both)) return;
      merged += 1;
      assertAtLeastAsStrict(base, first.playbook);
      assertAtLeastAsStrict(first.playbook, both.playbook);
    }),
    { numRuns: 500 },
  );
  assert.ok(merged > 100, `only ${merged} were merged`);
});

test('whatever newer version of a layer takes nothing back, it is at least as strict as the older one', () => {
  let kept = 0;
  fc.assert(
    fc.property(layers, layers, (older, newer) => {
      const [before, after] = [layOver(base, older, catalogue), layOver(base, newer, catalogue)];
      if (Array.isArray(before) || Array.isArray(after) || takenBack(base, [older], [newer], catalogue).length > 0)
        return;
      kept += 1;
      assertAtLeastAsStrict(before.playbook, after.playbook);
    }),
    { numRuns: 3000 },
  );
  assert.ok(kept > 20, `only ${kept} took nothing back`);
});

const kinds = fc.uniqueArray(
  said({
    code,
    title: fc.constant(title),
    countsAs: maybe(fc.constantFrom('exercise', 'home-lesson', 'one', 'nothing')),
    collective: maybe(fc.boolean()),
    concentrated: maybe(fc.boolean()),
  }),
  { maxLength: 4, selector: (kind) => kind['code'] },
);
const batches = fc.uniqueArray(
  fc.record({
    number: fc.integer({ min: 1, max: 4 }),
    title: fc.constant(title),
    from: fc.constantFrom('01-01', 'not set'),
    to: fc.constantFrom('06-30', 'not set'),
  }),
  { maxLength: 3, selector: ({ number }) => number },
);
const putLayers = fc.uniqueArray(
  fc.record({ depth: fc.integer({ min: 1, max: 6 }), activities: maybe(kinds), batches: maybe(batches) }),
  { maxLength: 4, selector: ({ depth }) => depth },
);

test('whatever kinds layers add, each counts as one of the playbook’s own does, or for less', () => {
  fc.assert(
    fc.property(putLayers, (put) => {
      const merged = mergeLayers(base, bodiesOf(put), catalogue);
      assert.ok('playbook' in merged);
      const { activityKinds } = merged.playbook;
      for (const kind of activityKinds.slice(base.activityKinds.length)) {
        const own = activityKinds.find((each) => each.code === kind.countsAs);
        assert.ok(!kind.isCollective || own?.isCollective === true);
        assert.ok(!kind.isConcentrated || own?.isConcentrated === true);
      }
    }),
  );
});

test('whatever layers have batches of their own, the nearest plan holds whole, each number once', () => {
  fc.assert(
    fc.property(putLayers, (put) => {
      const merged = mergeLayers(base, bodiesOf(put), catalogue);
      assert.ok('playbook' in merged);
      const nearest = fromAbove(put).findLast((each) => (each.batches?.length ?? 0) > 0);
      const numbers = (plan: readonly { readonly number: number }[]) => plan.map(({ number }) => number);
      const expected =
        nearest?.batches === undefined ? numbers(base.batches) : numbers(nearest.batches).toSorted((a, b) => a - b);
      assert.deepEqual(numbers(merged.playbook.batches), expected);
    }),
  );
});

type Put = {
  readonly depth: number;
  readonly activities?: unknown;
  readonly batches?: readonly { number: number }[] | undefined;
};

const fromAbove = (put: readonly Put[]) => put.toSorted((a, b) => a.depth - b.depth);

function bodiesOf(put: readonly Put[]): object[] {
  return fromAbove(put).map(({ depth, activities = [], batches: plan = [] }) => ({
    code: `layer-${depth}`,
    version: '1',
    title,
    extends: { code: 'drill', version: '1' },
    activities,
    batches: plan,
  }));
}
