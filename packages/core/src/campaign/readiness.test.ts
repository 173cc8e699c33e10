import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { layOver } from './lay-over.ts';
import type { Playbook, ReadinessItem } from './playbook.ts';
import { readPlaybook } from './read-playbook.ts';
import { judgeReadiness, readinessTogether, refuseUnready, type ReadyWord } from './readiness.ts';

const title = { zh: '题目', en: 'Title' };
const item = (code: string, says: Partial<ReadinessItem> = {}): ReadinessItem => ({
  code,
  title,
  measures: [],
  isHard: false,
  ...says,
});
const counted = item('staffed', { measures: ['access.units-without-staff', 'roster.transfers-open'] });
const word: ReadyWord = { itemCode: 'trained', readyOn: '2026-03-01', words: '两天', by: '甲' };
const figures = (staff: number, transfers: number) => [
  { measure: 'access.units-without-staff', lacking: staff, all: 10 } as const,
  { measure: 'roster.transfers-open', lacking: transfers, all: null } as const,
];

test('given figures, an item is ready when nothing is lacking by any of its measures', () => {
  const met = (staff: number, transfers: number) => judgeReadiness([counted], figures(staff, transfers), [])[0]?.isMet;
  assert.deepEqual([met(0, 0), met(1, 0), met(0, 1)], [true, false, false]);
});

test('given a measure that nobody counted, its item is not ready', () => {
  assert.equal(judgeReadiness([counted], figures(0, 0).slice(0, 1), [])[0]?.isMet, false);
});

test('given an item without a measure, a word about it makes it ready, and none about another; a word about a counted one does not count', () => {
  const items = [item('trained'), item('planned'), counted];
  const standings = judgeReadiness(items, figures(1, 0), [word, { ...word, itemCode: 'staffed' }]);
  assert.deepEqual(
    standings.map(({ code, isMet, word: said }) => [code, isMet, said?.words ?? null]),
    [
      ['trained', true, '两天'],
      ['planned', false, null],
      ['staffed', false, null],
    ],
  );
});

test('something hard refuses whatever the reason; something soft refuses without one; nothing lacking asks for none', () => {
  const soft = { isHard: false, isMet: false };
  const hard = { isHard: true, isMet: false };
  const ready = { isHard: true, isMet: true };
  assert.equal(refuseUnready([ready, hard, soft], '急')?.refused, 'readiness-lacking');
  assert.equal(refuseUnready([ready, soft], null)?.refused, 'opening-reason-missing');
  assert.equal(refuseUnready([ready, soft], '急'), null);
  assert.equal(refuseUnready([ready], null), null);
  assert.equal(refuseUnready([], null), null);
});

test('what several nodes ask is asked once, and hard where one of them has it so', () => {
  const together = readinessTogether([[item('a'), item('b')], [item('a', { isHard: true })], [item('c')]]);
  assert.deepEqual(
    together.map(({ code, isHard }) => [code, isHard]),
    [
      ['a', true],
      ['b', false],
      ['c', false],
    ],
  );
});

const read = (readiness: unknown) => readPlaybook({ ...document(), readiness }, catalogue);
const faults = (readiness: unknown) => {
  const result = read(readiness);
  assert.ok(Array.isArray(result), 'it was taken');
  return result.map(({ at, code }) => `${at} ${code}`);
};

test('given a measure that nobody counts, the playbook is refused at its line and the nearest is named', () => {
  const result = read([{ code: 'a', title, measures: ['access.units-without-stuff'] }]);
  assert.ok(Array.isArray(result));
  assert.deepEqual(
    result.map(({ at, code, params }) => [at, code, params]),
    [
      [
        'readiness[0].measures[0]',
        'measure-unknown',
        { measure: 'access.units-without-stuff', nearest: 'access.units-without-staff' },
      ],
    ],
  );
  assert.deepEqual(faults([{ code: 'a', title, measures: [] }]), ['readiness[0].measures list-empty']);
  const twice = ['roster.transfers-open', 'roster.transfers-open'];
  assert.deepEqual(faults([{ code: 'a', title, measures: twice }]), ['readiness[0].measures[1] code-twice']);
  assert.deepEqual(faults([{ code: 'a', title, hard: 'yes' }]), ['readiness[0].hard yes-or-no-wanted']);
});

const layer = (readiness: unknown) => ({
  code: 'county',
  version: '1',
  title,
  extends: { code: 'drill', version: '1' },
  readiness,
});
const base = readPlaybook(document(), catalogue) as Playbook;

test('a layer adds items and makes them hard, and the lines name it', () => {
  const added = { code: 'rooms', title, measures: ['roster.transfers-open'] };
  const laid = layOver(base, layer([{ code: 'trained', hard: true }, added]), catalogue);
  assert.ok(!Array.isArray(laid), JSON.stringify(laid));
  assert.deepEqual(
    laid.playbook.readiness.map(({ code, isHard, measures }) => [code, isHard, measures.length]),
    [
      ['trained', true, 0],
      ['staffed', false, 2],
      ['rooms', false, 1],
    ],
  );
  assert.deepEqual(
    laid.changes.map(({ subject, what }) => `${subject} ${what}`),
    ['readiness.trained tightened', 'readiness.rooms added'],
  );
});

test('a layer neither makes an item soft nor counts it otherwise', () => {
  const hard = { ...base, readiness: base.readiness.map((each) => ({ ...each, isHard: true })) };
  const told = (above: Playbook, readiness: unknown) => {
    const laid = layOver(above, layer(readiness), catalogue);
    assert.ok(Array.isArray(laid), 'the layer was taken');
    return laid.map(({ at, code }) => `${at} ${code}`);
  };
  assert.deepEqual(told(hard, [{ code: 'trained', hard: false }]), ['readiness[0].hard layer-loosens']);
  assert.deepEqual(told(base, [{ code: 'staffed', measures: ['roster.transfers-open'] }]), [
    'readiness[0].measures layer-changes',
  ]);
  assert.deepEqual(told(base, [{ code: 'trained', measures: ['roster.transfers-open'] }]), [
    'readiness[0].measures layer-changes',
  ]);
});
