import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayExtend } from './may-extend.ts';

// Planned from 1 February of a leap year to 1 March: thirty days.
const batch = {
  windows: [
    { code: 'study', startsOn: '2028-02-01', endsOn: '2028-03-01' },
    { code: 'analysis', startsOn: '2028-03-02', endsOn: '2028-04-10' },
  ],
  stage: 'study',
  openedOn: '2028-01-28',
  today: '2028-02-20',
  units: 3,
  others: 2,
  given: 0,
  answersForPlan: true,
};
const answer = (over: Partial<typeof batch>, days = 10, decidedOn = '2028-02-19') => {
  const refused = mayExtend({ ...batch, ...over }, { days, decidedOn });
  return refused === null ? null : [refused.refused, refused.field, refused.params];
};

test('given about ten days, decided while the batch runs, they are given', () => {
  assert.equal(answer({}), null);
  assert.equal(answer({}, 30), null);
  assert.equal(answer({ stage: 'analysis' }, 40), null);
});

test('given more days than the stage was planned with, the most are told', () => {
  assert.deepEqual(answer({}, 31), ['extension-too-long', 'days', { left: 30, planned: 30, given: 0 }]);
});

test('given time already, only what is left of the planned days is given, however it is cut up', () => {
  assert.equal(answer({ given: 20 }), null);
  assert.deepEqual(answer({ given: 21 }), ['extension-too-long', 'days', { left: 9, planned: 30, given: 21 }]);
  assert.deepEqual(answer({ given: 30 }, 1)?.[2], { left: 0, planned: 30, given: 30 });
  // What was given before there was a limit leaves nothing, not less than nothing.
  assert.deepEqual(answer({ given: 100 }, 1)?.[2], { left: 0, planned: 30, given: 100 });
});

test('given somebody who does not answer for what the plan is about, they have it asked for', () => {
  assert.deepEqual(answer({ answersForPlan: false }), ['extension-from-above', undefined, {}]);
});

test('given a day to come, or one before the batch began, the limit is told', () => {
  assert.deepEqual(answer({}, 10, '2028-02-21'), ['day-in-future', 'decidedOn', { today: '2028-02-20' }]);
  assert.deepEqual(answer({}, 10, '2028-01-27'), ['decided-before-batch', 'decidedOn', { beganOn: '2028-01-28' }]);
  // Opened late, it had begun on its first day.
  assert.equal(answer({ openedOn: '2028-02-15' }, 10, '2028-02-01'), null);
  assert.deepEqual(answer({ openedOn: '2028-02-15' }, 10, '2028-01-31')?.[2], { beganOn: '2028-02-01' });
});

test('given nobody else who is reached, somebody else gives it', () => {
  assert.deepEqual(answer({ units: 1, others: 0 }), ['extension-of-own-unit', 'organisationId', {}]);
  assert.equal(answer({ units: 2, others: 1 }), null);
  assert.equal(answer({ units: 0, others: 0 })?.[0], 'extension-reaches-nobody');
});

test('given a stage that the batch has not, there is nothing to give', () => {
  assert.deepEqual(answer({ stage: 'none' })?.slice(0, 2), ['invalid-input', 'stage']);
});
