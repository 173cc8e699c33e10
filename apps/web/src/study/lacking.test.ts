import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inHours } from './hours.ts';
import { standings } from './lacking.ts';

const hours = [
  { personId: 'bai', unitId: 'u', name: '白若溪', minutes: 2400, collectiveMinutes: 2340 },
  { personId: 'xu', unitId: 'u', name: '许南枝', minutes: 2760, collectiveMinutes: 2460 },
];
const needs = [
  { unitId: 'u', code: 'hours', measure: 'study.minutes', minutes: 2700 },
  { unitId: 'u', code: 'collective', measure: 'study.collective-minutes', minutes: 2400 },
];

test('each member is held against each need; more than enough of one does not fill another', () => {
  const [bai, xu] = standings(hours, needs);
  assert.deepEqual(
    bai?.parts.map(({ need, missing }) => [need.code, missing]),
    [
      ['hours', 300],
      ['collective', 60],
    ],
  );
  assert.equal(bai?.missing, 300);
  assert.equal(xu?.missing, 0);
});

test('of a joint branch each is held against what the own unit needs', () => {
  const lin = { personId: 'lin', unitId: 'v', name: '林知夏', minutes: 0, collectiveMinutes: 0 };
  const [bai, guest] = standings([hours[0] ?? lin, lin], needs);
  assert.deepEqual([bai?.missing, guest?.missing, guest?.parts], [300, 0, []]);
});

test('without needs nobody lacks anything', () => {
  assert.deepEqual(
    standings(hours, []).map((member) => member.missing),
    [0, 0],
  );
});

test('minutes become hours without hiding a rest', () => {
  assert.deepEqual(
    [120, 50, 2699, 90].map((minutes) => inHours(minutes, 60)),
    [2, 0.83, 44.98, 1.5],
  );
  assert.equal(inHours(90, 45), 2);
});
