import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shiftStages } from './shift-stages.ts';

// Study from 10 February to 25 March, analysis to 10 May, rectification to 30 June, each of thirty days at least.
const stage = (code: string, startsOn: string, earliestOn: string, endsOn: string, isOpen = false) => ({
  code,
  startsOn,
  earliestOn,
  endsOn,
  windowFrom: startsOn,
  windowTo: endsOn,
  minimumDays: 30,
  isOpen,
});
const now = {
  firstDay: '2026-02-10',
  minimumTotalDays: 90,
  stages: [
    stage('study', '2026-02-10', '2026-03-11', '2026-03-25', true),
    stage('analysis', '2026-03-26', '2026-04-24', '2026-05-10'),
    stage('rectification', '2026-05-11', '2026-06-09', '2026-06-30'),
  ],
};
const dates = (today: string, of = now) =>
  shiftStages(of, today).map(({ code, startsOn, earliestOn, endsOn }) => [code, startsOn, earliestOn, endsOn]);

test('given the next stage was to begin on a later day, then its dates hold', () => {
  assert.deepEqual(dates('2026-03-20'), []);
  assert.deepEqual(dates('2026-03-26'), []);
});

test('given that day has passed and the unit is still not let pass, then the next stage begins today at the earliest, no shorter than it must be', () => {
  assert.deepEqual(dates('2026-04-02'), [['analysis', '2026-04-02', '2026-05-01', '2026-05-10']]);
});

test('given it reaches into the stage after it, then that one follows and is as long as before', () => {
  assert.deepEqual(dates('2026-04-20'), [
    ['analysis', '2026-04-20', '2026-05-19', '2026-05-19'],
    ['rectification', '2026-05-20', '2026-06-18', '2026-07-09'],
  ]);
});

test('given the open stage may be left only later, then the next one begins no sooner; of a campaign that asks for days in all the last has them', () => {
  const [study, ...ahead] = now.stages;
  const longer = { ...now, stages: [{ ...study!, earliestOn: '2026-03-30' }, ...ahead] };
  assert.deepEqual(dates('2026-03-20', longer), [['analysis', '2026-03-30', '2026-04-28', '2026-05-10']]);
  const inAll = { ...now, minimumTotalDays: 160 };
  assert.deepEqual(dates('2026-03-20', inAll), [['rectification', '2026-05-11', '2026-07-19', '2026-07-19']]);
});

test('given no stage is open, or none is ahead, then nothing shifts', () => {
  assert.deepEqual(dates('2026-09-01', { ...now, stages: now.stages.slice(1) }), []);
  assert.deepEqual(dates('2026-09-01', { ...now, stages: now.stages.slice(0, 1) }), []);
});
