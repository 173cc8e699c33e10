import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { catalogue, datedSteps, layOver, readPlaybook, stagesOnTrack, type Playbook } from '@muster/core/campaign';
import { parsePlaybook } from './parse-playbook.ts';

// The campaign of 2005 as shipped: what five documents fix is what it says, and no more.

function written(name: string) {
  const yaml = readFileSync(new URL(`../../../../playbooks/2005/${name}.yaml`, import.meta.url), 'utf8');
  const document = parsePlaybook(yaml);
  assert.ok('body' in document, JSON.stringify(document));
  return document;
}

function base(): Playbook {
  const { body, locate } = written('base');
  const playbook = readPlaybook(body, catalogue);
  assert.ok(!Array.isArray(playbook), Array.isArray(playbook) ? JSON.stringify(locate(playbook)) : '');
  return playbook;
}

function over(above: Playbook, ...names: string[]): Playbook {
  let playbook = above;
  for (const name of names) {
    const { body, locate } = written(name);
    const laid = layOver(playbook, body, catalogue);
    assert.ok(!Array.isArray(laid), Array.isArray(laid) ? JSON.stringify(locate(laid)) : '');
    playbook = laid.playbook;
  }
  return playbook;
}

const county = () => over(base(), 'county-study', 'county-assessment');

test('the base stands by itself, and each jurisdiction’s layers stand over it', () => {
  assert.equal(base().minimumTotalDays, 90);
  for (const chain of [['city'], ['district'], ['county-study', 'county-assessment'], ['town']]) over(base(), ...chain);
  over(county(), 'town');
});

test('the study stage has three separate conditions, and the hard one on dissatisfaction', () => {
  const hard = county().stages[0]!.conditions.filter(({ isHard }) => isHard);
  assert.deepEqual(
    hard.map(({ code, memberNeeds, comparison, threshold }) => [code, memberNeeds, comparison, threshold]),
    [
      ['dissatisfied', null, 'below', { num: 10, den: 100 }],
      ['hours', 45 * 60, 'at-least', { num: 100, den: 100 }],
      ['collective-hours', 40 * 60, 'at-least', { num: 100, den: 100 }],
      ['concentrated-days', null, 'at-least', { num: 3, den: 1 }],
    ],
  );
  assert.equal(county().shortestSessionMinutes, 120);
});

test('the four steps fill the days from 23 February to 15 March, and ten more days move them all', () => {
  const { steps } = county().stages[0]!;
  const daysTo = (end: string) => datedSteps(steps, end).map(({ from, to }) => `${from.slice(5)} ${to.slice(5)}`);
  assert.deepEqual(daysTo('2005-03-15'), ['02-23 03-01', '03-02 03-09', '03-10 03-12', '03-13 03-15']);
  assert.equal(daysTo('2005-03-25')[0], '03-05 03-11');
});

test('what a superior named without giving it is not set', () => {
  const notSet = (playbook: Playbook) => playbook.lists.filter(({ items }) => items === null).map(({ code }) => code);
  assert.deepEqual(notSet(over(base(), 'city')), [
    'key-steps',
    'seven-ones',
    'seven-not-covered-up',
    'eight-standards',
  ]);
  assert.deepEqual(notSet(county()).slice(1), [
    'attendance-rate',
    'awareness-rate',
    'note-length',
    'representatives-share',
  ]);
  const must = over(base(), 'city').lists.find(({ code }) => code === 'three-must-know');
  assert.deepEqual(
    must?.items?.map(({ title }) => title !== null),
    [true, false, false],
  );
  const satisfied = over(base(), 'district').stages.flatMap(({ conditions }) =>
    conditions.filter(({ code }) => code === 'satisfied'),
  );
  assert.deepEqual(
    satisfied.map(({ isHard, threshold }) => [isHard, threshold]),
    [
      [false, null],
      [false, null],
      [false, null],
    ],
  );
});

test('a unit goes by three stages, or by the key steps alone', () => {
  const codes = (track: string) => stagesOnTrack(base(), track).map(({ code }) => code);
  assert.deepEqual(codes('staged'), ['study', 'analysis', 'rectification']);
  assert.deepEqual(codes('unstaged-key-steps'), ['key-steps']);
});

test('the district has three batches by class, the city two', () => {
  const batches = (name: string) => over(base(), name).batches.map(({ number, from, to }) => [number, from, to]);
  assert.deepEqual(batches('district'), [
    [1, '2005-01-01', '2005-06-30'],
    [2, '2005-07-01', '2005-12-31'],
    [3, '2006-01-01', '2006-06-30'],
  ]);
  assert.deepEqual(batches('city'), [
    [1, null, '06-30'],
    [2, '07-01', '12-31'],
  ]);
  assert.equal(over(base(), 'city').batches[1]!.classes?.length, 12);
});
