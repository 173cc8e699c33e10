import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { layOver } from './lay-over.ts';
import { readPlaybook } from './read-playbook.ts';

const title = { zh: '读', en: 'Read' };
const readings = [{ code: 'rules', title, chapters: [{ code: 'one', title }], notFor: ['island'] }];
const writings = [
  {
    code: 'notes',
    title,
    number: 3,
    length: 'not set',
    instead: [{ category: 'infirm', number: 'none' }],
  },
];

function withStage(more: Record<string, unknown>, profile = 'full') {
  const body = document();
  Object.assign(body.stages[0]!, { readings, writings, ...more });
  Object.assign(body, { profile });
  return readPlaybook(body, catalogue, { classes: ['isle', 'harbour'], categories: ['infirm'] });
}

function stageOf(more: Record<string, unknown> = {}) {
  const playbook = withStage(more);
  assert.ok(!Array.isArray(playbook), JSON.stringify(playbook));
  return { playbook, stage: playbook.stages[0]! };
}

const faultsOf = (found: ReturnType<typeof withStage>) => {
  assert.ok(Array.isArray(found), 'no fault was found');
  return found.map(({ at, code }) => `${at} ${code}`);
};

function laid(stage: Record<string, unknown>) {
  const layer = { code: 'county', version: '1', title, extends: { code: 'drill', version: '1' } };
  return layOver(stageOf().playbook, { ...layer, stages: [{ code: 'learn', ...stage }] }, catalogue);
}

test('given works with chapters and what is written, the stage asks for them as far as figures were given', () => {
  const { stage } = stageOf();
  assert.deepEqual(stage.readings, [
    { code: 'rules', title, chapters: [{ code: 'one', title }], notForTracks: ['island'] },
  ]);
  assert.deepEqual(stage.writings, [
    {
      code: 'notes',
      title,
      number: 3,
      length: null,
      instead: [{ category: 'infirm', number: 0, length: null }],
      notForTracks: [],
    },
  ]);
});

test('given what makes no sense, it is refused at its place', () => {
  const [writing] = writings;
  assert.deepEqual(faultsOf(withStage({ readings: [{ ...readings[0], notFor: ['town', 'island'] }] })), [
    'stages[0].readings[0].notFor for-no-track',
  ]);
  assert.deepEqual(faultsOf(withStage({ writings: [{ ...writing, instead: [{ category: 'inferm', number: 1 }] }] })), [
    'stages[0].writings[0].instead[0].category category-unknown',
  ]);
  assert.ok(
    faultsOf(withStage({ writings: [{ ...writing, length: 800 }] }, 'light')).includes(
      'stages[0].writings[0].length light-with-lengths',
    ),
  );
});

test('given a layer, it asks for more chapters, more papers and a length where none was given', () => {
  const more = laid({
    readings: [{ code: 'rules', chapters: [{ code: 'two', title }] }],
    writings: [{ code: 'notes', number: 4, length: 800 }],
  });
  assert.ok(!Array.isArray(more), JSON.stringify(more));
  const [stage] = more.playbook.stages;
  assert.deepEqual(
    stage?.readings[0]?.chapters.map(({ code }) => code),
    ['one', 'two'],
  );
  assert.deepEqual([stage?.writings[0]?.number, stage?.writings[0]?.length], [4, 800]);
});

test('given a layer that asks for fewer, or takes a figure back, it is refused', () => {
  assert.ok(Array.isArray(laid({ writings: [{ code: 'notes', number: 2 }] })));
  assert.ok(Array.isArray(laid({ writings: [{ code: 'notes', number: 'not set' }] })));
  assert.ok(Array.isArray(laid({ writings: [{ code: 'notes', instead: [{ category: 'infirm', number: 1 }] }] })));
});
