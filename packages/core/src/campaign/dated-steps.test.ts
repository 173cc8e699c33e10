import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datedSteps } from './dated-steps.ts';

const title = { zh: '题目', en: 'Title' };
const steps = [7, 8, 3, 3].map((days, index) => ({ code: `step-${index}`, title, days, actions: [] }));
const daysTo = (endsOn: string) => datedSteps(steps, endsOn).map(({ from, to }) => `${from} ${to}`);

test('given four steps and the last day, they stand before it without a gap', () => {
  assert.deepEqual(daysTo('2005-03-15'), [
    '2005-02-23 2005-03-01',
    '2005-03-02 2005-03-09',
    '2005-03-10 2005-03-12',
    '2005-03-13 2005-03-15',
  ]);
});

test('given ten more days, every step is ten days later', () => {
  assert.deepEqual(daysTo('2005-03-25')[0], '2005-03-05 2005-03-11');
});

test('given no steps, there are no days', () => assert.deepEqual(datedSteps([], '2005-03-15'), []));

test('given a stage that became shorter than its steps, none of them begins before it', () => {
  assert.deepEqual(
    datedSteps(steps, '2005-03-15', '2005-03-05').map(({ from, to }) => `${from} ${to}`),
    ['2005-03-05 2005-03-05', '2005-03-05 2005-03-09', '2005-03-10 2005-03-12', '2005-03-13 2005-03-15'],
  );
});
