import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Steps } from '../kernel/index.ts';
import { ownWords } from './file-words.ts';
import { openFile, stepsToOpen } from './import-file.ts';
import { plainSheet } from './import-sheet.ts';
import { known } from './known-organisation.fixture.ts';
import { organisationTable } from './organisation-rows.ts';
import { fileOf } from './planned.fixture.ts';
import { planOrganisations, stepsToPlanOrganisations } from './plan-organisations.ts';

const header = ['编码', '名称', '种类'];
const rowsOf = (from: number, many: number) =>
  Array.from({ length: many }, (_, at) => [`U${from + at}`, `单位${from + at}`, '单位']);

/** How much was said to be done, each time that it was said. */
function toldBy<Result>(steps: Steps<Result>): readonly number[] {
  const told: number[] = [];
  for (let step = steps.next(); step.done !== true; step = steps.next()) told.push(step.value);
  return told;
}

/** It only ever grows, a hundred rows at a time, and reaches the last hundred. */
function assertRises(told: readonly number[], all: number): void {
  for (const [at, done] of told.slice(1).entries()) {
    const more = done - (told[at] ?? 0);
    assert.ok(more >= 0 && more <= 100, `${told[at]} is followed by ${done}`);
  }
  assert.equal(told[0], 0);
  assert.ok((told.at(-1) ?? 0) >= all - 100 && (told.at(-1) ?? 0) <= all, `${told.at(-1)} of ${all}`);
}

describe('how far an import is', () => {
  test('given a book of several sheets, then opening it tells both looks at its rows, and never falls', () => {
    const sheets = [
      { ...plainSheet([header, ...rowsOf(0, 250)]), name: '甲' },
      { ...plainSheet([header, ...rowsOf(250, 350)]), name: '乙' },
    ];
    assert.equal(stepsToOpen(sheets), 2 * 602);
    assertRises(toldBy(openFile(sheets, organisationTable)), stepsToOpen(sheets));
  });

  test('given organisations, then checking tells both looks at the rows, and never falls', () => {
    const file = fileOf([header, ...rowsOf(0, 450)], organisationTable);
    const base = known('town', 'region');
    const around = {
      base,
      counterpart: null,
      known: [base],
      heldElsewhere: new Set<string>(),
      classes: [],
      words: ownWords,
    };
    let next = 0;
    const newId = (): string => `new${(next += 1)}`;
    const supplies = { today: '2026-11-20', newId, newLabel: newId };
    const plan = planOrganisations(file, around, { commit: false, exceptRefused: false }, supplies);
    assertRises(toldBy(plan), stepsToPlanOrganisations(file));
  });
});
