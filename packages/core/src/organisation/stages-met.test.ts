import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stagesMet, type UnitStages } from './stages-met.ts';

const open = (code: string) => ({ code, counted: ['hours'] });
const at = (passed: readonly string[], stage: string | null, campaignId = 'c'): UnitStages => ({
  campaignId,
  passed,
  open: stage === null ? null : open(stage),
});

test('given the other is a stage ahead, then that stage was judged without who comes', () => {
  assert.deepEqual(stagesMet([at([], 'study')], [at(['study'], 'analysis')]), [at(['study'], 'analysis')]);
});

test('given both are in the same stage, or the other behind, then they count in it from then on', () => {
  assert.deepEqual(stagesMet([at(['study'], 'analysis')], [at(['study'], 'analysis')]), [at([], 'analysis')]);
  assert.deepEqual(stagesMet([at(['study'], 'analysis')], [at([], 'study')]), [at([], 'study')]);
});

test('given the other has passed every stage, then they count in none', () => {
  assert.deepEqual(stagesMet([at(['study'], 'analysis')], [at(['study', 'analysis'], null)]), [at(['analysis'], null)]);
  assert.deepEqual(stagesMet([at(['study'], null)], [at(['study'], null)]), []);
});

test('given a campaign that only one of them takes part in, then it is the other who says what is met', () => {
  assert.deepEqual(stagesMet([at([], 'study', 'old')], [at(['study'], 'analysis')]), [at(['study'], 'analysis')]);
  assert.deepEqual(stagesMet([at([], 'study')], []), []);
});
