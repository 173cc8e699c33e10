import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { refuse } from '../kernel/index.ts';
import { differencesOf } from './differences-of.ts';
import { checkAgain, checkOneself, type CheckedItem } from './self-check.ts';

const fine = (code: string): CheckedItem => ({ code, answer: 'in-order', note: null });
const lacking = (code: string, note: string | null = '两人未补课'): CheckedItem => ({ code, answer: 'lacking', note });
const standard = ['hours', 'notes'];
const open = { stageCode: 'study', standard, evidenceClosed: false };

describe('the unit checks itself', () => {
  test('given every item is answered and what is lacking is said, then it is taken in the open stage', () => {
    assert.deepEqual(checkOneself(open, [fine('hours'), lacking('notes')]), { stageCode: 'study' });
  });

  test('given no open stage, no standard, or a transition that judges, then not now', () => {
    const all = standard.map(fine);
    assert.deepEqual(checkOneself({ ...open, stageCode: null }, all), refuse('stage-not-open'));
    assert.deepEqual(checkOneself({ ...open, standard: null }, all), refuse('self-check-not-asked'));
    assert.deepEqual(checkOneself({ ...open, evidenceClosed: true }, all), refuse('evidence-window-closed'));
  });

  test('given an item is left out, said twice or unknown, then it is incomplete; a lack without words wants them', () => {
    const incomplete = (missing: number) => refuse('self-check-incomplete', { missing }, 'items');
    assert.deepEqual(checkOneself(open, [fine('hours')]), incomplete(1));
    assert.deepEqual(checkOneself(open, [fine('hours'), fine('hours')]), incomplete(1));
    assert.deepEqual(checkOneself(open, [...standard.map(fine), fine('other')]), incomplete(0));
    assert.deepEqual(checkOneself(open, [fine('hours'), lacking('notes', ' ')]), refuse('reason-missing', {}, 'items'));
  });
});

describe('somebody else checks again', () => {
  const last = {
    evidenceClosed: false,
    said: standard.map(fine),
    checkedBy: 'clerk',
    isLast: true,
    isReviewed: false,
    isOfTheUnit: false,
  };

  test('given the last check of the unit, then another person says of the same items what he or she found', () => {
    assert.equal(checkAgain(last, 'team', [fine('hours'), lacking('notes')]), null);
    assert.deepEqual(
      checkAgain(last, 'team', [fine('hours')]),
      refuse('self-check-incomplete', { missing: 1 }, 'items'),
    );
  });

  test('given it was checked by oneself, of one’s own unit, again already, or is not the last, then it is refused', () => {
    const all = standard.map(fine);
    assert.deepEqual(checkAgain(last, 'clerk', all), refuse('self-checked-by-oneself'));
    assert.deepEqual(checkAgain({ ...last, isOfTheUnit: true }, 'team', all), refuse('recused-oneself'));
    assert.deepEqual(checkAgain({ ...last, isReviewed: true }, 'team', all), refuse('self-check-reviewed-already'));
    assert.deepEqual(checkAgain({ ...last, isLast: false }, 'team', all), refuse('self-check-superseded'));
    assert.deepEqual(checkAgain({ ...last, evidenceClosed: true }, 'team', all), refuse('evidence-window-closed'));
  });
});

test('the items that the two say different things of stand out, and none do while nobody checked again', () => {
  const said = [fine('hours'), lacking('notes')];
  assert.deepEqual(differencesOf(said, [lacking('hours'), lacking('notes')]), ['hours']);
  assert.deepEqual(differencesOf(said, null), []);
});
