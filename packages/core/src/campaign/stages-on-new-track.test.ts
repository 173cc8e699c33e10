import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, isRefusal } from '../kernel/index.ts';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import type { Playbook, Stage } from './playbook.ts';
import { readPlaybook } from './read-playbook.ts';
import { stagesOnNewTrack, type UnitOnTrack } from './unit-stages.ts';

const read = readPlaybook(document(), catalogue) as Playbook;
const [learn, show] = read.stages as [Stage, Stage];
const title = { zh: '类', en: 'Track' };
const track = (code: string, halted: boolean) => ({
  code,
  title,
  emphasis: null,
  for: halted ? [{ classes: null, operations: ['halted' as const] }] : null,
});
// Learn, then by stages two more, or at once the key steps; the latter are for units whose work is halted.
const playbook = {
  tracks: [track('staged', false), track('by-key-steps', true)],
  stages: [
    learn,
    { ...show, tracks: ['staged'] },
    { ...show, code: 'mend', tracks: ['staged'] },
    { ...show, code: 'steps', tracks: ['by-key-steps'] },
  ],
};
const windows = [
  { code: 'learn', startsOn: '2026-07-01', endsOn: '2026-08-10' },
  { code: 'show', startsOn: '2026-08-11', endsOn: '2026-09-10' },
  { code: 'mend', startsOn: '2026-09-11', endsOn: '2026-10-10' },
  { code: 'steps', startsOn: '2026-07-01', endsOn: '2026-09-30' },
];
const stage = (code: string, state: 'open' | 'ahead') => {
  const { startsOn, endsOn } = windows.find((window) => window.code === code)!;
  return { code, state, startsOn, endsOn, windowFrom: startsOn, windowTo: endsOn };
};
const unit: UnitOnTrack = {
  track: 'staged',
  minimumTotalDays: 0,
  stages: [stage('learn', 'open'), stage('show', 'ahead'), stage('mend', 'ahead')],
  windows,
  given: [],
  traits: { classes: [], operation: 'halted' },
};
const ahead = (over: Partial<UnitOnTrack>, to = 'by-key-steps') => {
  const stages = stagesOnNewTrack(playbook, { ...unit, ...over }, to);
  return isRefusal(stages) ? stages.refused : stages.map(({ code, startsOn, endsOn }) => [code, startsOn, endsOn]);
};

test('given a unit of the kind that a track is for, it goes on by it after the open stage', () => {
  assert.deepEqual(ahead({}), [['steps', '2026-08-11', '2026-09-30']]);
});

test('given a unit of another kind, no reason puts it there: what the track leaves out would be slipped through', () => {
  assert.equal(ahead({ traits: { classes: [], operation: 'running' } }), 'track-not-for-unit');
});

test('given a track without such words, any unit may be put on it by hand', () => {
  assert.deepEqual(
    ahead({ track: 'by-key-steps', stages: [stage('learn', 'open'), stage('steps', 'ahead')] }, 'staged'),
    [
      ['show', '2026-08-11', '2026-09-10'],
      ['mend', '2026-09-11', '2026-10-10'],
    ],
  );
});

test('given time that the unit had before, it has it on the other track too, and back again', () => {
  assert.deepEqual(ahead({ given: [{ code: 'learn', days: 10 }] }), [
    ['steps', '2026-08-11', addDays('2026-09-30', 10)],
  ]);
  const onSteps = { track: 'by-key-steps', stages: [stage('learn', 'open'), stage('steps', 'ahead')] };
  assert.deepEqual(ahead({ ...onSteps, given: [{ code: 'mend', days: 10 }] }, 'staged'), [
    ['show', '2026-08-11', '2026-09-10'],
    ['mend', '2026-09-11', '2026-10-20'],
  ]);
});
