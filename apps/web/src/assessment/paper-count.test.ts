import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyCells, fewValid, groupsOf, nothingTyped, papersOf, sumOf, type Typed } from './paper-count.ts';

const electorate = { member: 28, representative: 14 };
const typed: Typed = {
  member: { satisfied: 20, basicallySatisfied: 4, dissatisfied: 1, dontKnow: 1, void: 1 },
  representative: { satisfied: 10, basicallySatisfied: 2, dissatisfied: 0, dontKnow: 1, void: 0 },
};

test('cast and valid are worked out while it is typed', () => {
  assert.deepEqual(sumOf(typed, 'member', electorate), { cast: 27, valid: 26, empty: 0, exceeds: false });
  const half: Typed = { ...typed, member: { ...typed.member, dissatisfied: null } };
  assert.deepEqual(sumOf(half, 'member', electorate), { cast: 26, valid: 25, empty: 1, exceeds: false });
});

test('an empty cell is not a zero: nothing is sent before all are written', () => {
  assert.equal(emptyCells(nothingTyped, electorate), 10);
  assert.equal(papersOf({ ...typed, member: { ...typed.member, void: null } }, electorate), null);
  assert.deepEqual(papersOf(typed, electorate), typed);
});

test('more papers than people is refused in the group where it happened', () => {
  const many: Typed = { ...typed, member: { ...typed.member, satisfied: 22 } };
  assert.equal(sumOf(many, 'member', electorate).exceeds, true);
  assert.equal(sumOf(many, 'representative', electorate).exceeds, false);
  assert.equal(papersOf(many, electorate), null);
});

test('a group in which nobody may vote asks for nothing and sends zeros', () => {
  const alone = { member: 28, representative: 0 };
  assert.deepEqual(groupsOf(alone), ['member']);
  const papers = papersOf({ ...nothingTyped, member: typed.member }, alone);
  assert.deepEqual(papers?.representative, {
    satisfied: 0,
    basicallySatisfied: 0,
    dissatisfied: 0,
    dontKnow: 0,
    void: 0,
  });
});

test('too few are said as soon as all is typed, void ones not among them, and not before', () => {
  const nine: Typed = {
    member: { satisfied: 8, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 3 },
    representative: { satisfied: 1, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 },
  };
  assert.equal(fewValid(nine, electorate, 10), 9);
  assert.equal(fewValid(nine, electorate, 9), null);
  assert.equal(fewValid({ ...nine, member: { ...nine.member, void: null } }, electorate, 10), null);
  assert.equal(fewValid(typed, electorate, 10), null);
});
