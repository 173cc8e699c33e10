import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fittingClasses } from './fitting-classes.ts';

const title = { zh: '类', en: 'Class' };
const classes = [
  { code: 'organ', parentCode: null, title, isRetired: false },
  { code: 'court', parentCode: 'organ', title, isRetired: false },
  { code: 'school', parentCode: null, title, isRetired: false },
  { code: 'mill', parentCode: null, title, isRetired: true },
];
const offered = (used: readonly string[], named: readonly string[] = [], chosen: string | null = null) =>
  fittingClasses({ classes, used: [...used] }, named, chosen).map(({ code }) => code);

test('given a hospital, in which no unit has a class and of which the playbook speaks of none, then none is offered', () => {
  assert.deepEqual(offered([]), []);
});

test('given a playbook that names a class, then it is offered with those beneath it before any unit has it', () => {
  assert.deepEqual(offered([], ['organ']), ['organ', 'court']);
  assert.deepEqual(offered(['school']), ['school']);
});

test('given a class is chosen already, then it stays to be seen, and a retired one is offered to nobody else', () => {
  assert.deepEqual(offered(['mill']), []);
  assert.deepEqual(offered([], [], 'mill'), ['mill']);
});
