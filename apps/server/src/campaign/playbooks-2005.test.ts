import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  catalogue,
  datedSteps,
  layOver,
  readPlaybook,
  stagesOnTrack,
  trackOf,
  type Playbook,
} from '@muster/core/campaign';
import { parsePlaybook } from './parse-playbook.ts';
import { facts, type Jurisdiction } from './playbook-2005-facts.fixture.ts';

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

const jurisdictions = ['city', 'district', 'county-study', 'county-assessment', 'town'] as const;
const county = () => over(base(), 'county-study');

test('the base stands by itself, and what each of five jurisdictions added stands over it, alone or beneath another', () => {
  for (const name of jurisdictions) over(base(), name);
  over(base(), 'city', 'county-study', 'town');
  over(base(), 'city', 'district');
  over(base(), 'county-assessment', 'town');
});

for (const [of, place, ...says] of facts) {
  test(`${of}, ${place}: ${says.join(', ')}`, () => {
    const found = saidAt(playbookOf(of), place);
    for (const fact of says) assert.ok(isSaid(found, fact), `${fact} is not among ${found.join(' | ')}`);
    // What one jurisdiction said is not said by all.
    const everywhere = of === 'base' ? [] : saidAt(base(), place);
    assert.ok(of === 'base' || !says.every((fact) => isSaid(everywhere, fact)), `the base says ${says.join(', ')}`);
  });
}

test('no document says how many days lie between two votes: a verified order opens the next, and no number is invented', () => {
  for (const of of ['base', ...jurisdictions] as const) assert.equal(playbookOf(of).daysBetweenAssessments, 0, of);
});

test('every list, note, goal, reference and kind that is shipped is one that a document names', () => {
  for (const of of ['base', ...jurisdictions] as const) {
    const { lists, references, responsibilities, reports } = playbookOf(of);
    for (const { code } of of === 'base' ? [] : lists) {
      assert.ok(
        facts.some(([, place]) => place === `lists.${code}`),
        `no document names the list ${code}`,
      );
    }
    for (const { code } of [...responsibilities, ...reports]) {
      assert.ok(
        facts.some(([, place]) => place.endsWith(`.${code}`)),
        `no document names ${code}`,
      );
    }
    assert.ok(references.length <= 3);
  }
});

test('leaders take part as ordinary members and lecture at their contact points; how often no document says', () => {
  const named = { atLeast: null };
  assert.deepEqual(playbookOf('county-assessment').leaders, { ownBranch: named, contactPoint: named, lectures: named });
  assert.deepEqual(base().leaders, { ownBranch: null, contactPoint: null, lectures: null });
});

const read = new Map<Jurisdiction, Playbook>();

function playbookOf(of: Jurisdiction): Playbook {
  const playbook = read.get(of) ?? (of === 'base' ? base() : over(base(), of));
  read.set(of, playbook);
  return playbook;
}

/** Everything that is said at a place: words in Chinese, codes, numbers, yes and no, and `null` for what is not set. */
function saidAt(playbook: Playbook, place: string): string[] {
  const [first = '', ...rest] = place.split('.');
  const start: unknown = Reflect.get(playbook, first === 'activities' ? 'activityKinds' : first);
  return leavesOf(rest.reduce<unknown>((at, key) => beneath(at, key), start));
}

/** Of a list what goes by that name, else what each of it has under that key. */
function beneath(value: unknown, key: string): unknown {
  if (!Array.isArray(value)) return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  const things = value as Record<string, unknown>[];
  const called = things.filter(({ code, number, category, classes }) =>
    [code, number, category, ...(Array.isArray(classes) ? (classes as unknown[]) : [])].some(
      (name) => String(name) === key,
    ),
  );
  return called.length > 0 ? called : things.flatMap((thing) => thing[key] ?? []);
}

function leavesOf(value: unknown): string[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [typeof value === 'string' ? value : JSON.stringify(value)];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return Object.entries(value).flatMap(([key, each]) => (key === 'en' ? [] : leavesOf(each)));
}

/** Words as part of a sentence, without marks between them; everything else as it is. */
function isSaid(found: readonly string[], fact: string | number | boolean): boolean {
  if (typeof fact !== 'string' || fact === 'null') return found.includes(String(fact));
  const plain = (text: string) => text.replaceAll(/[、，；：“”\s]/g, '');
  return found.some((each) => plain(each).includes(plain(fact)));
}

test('the study stage has three separate conditions in one county, and the hard one on dissatisfaction in another', () => {
  const hard = (playbook: Playbook) =>
    playbook.stages[0]!.conditions.filter(({ isHard }) => isHard).map(
      ({ code, memberNeeds, comparison, threshold }) => [code, memberNeeds, comparison, threshold],
    );
  assert.deepEqual(hard(county()), [
    ['hours', 45 * 60, 'at-least', { num: 100, den: 100 }],
    ['collective-hours', 40 * 60, 'at-least', { num: 100, den: 100 }],
    ['concentrated-days', null, 'at-least', { num: 3, den: 1 }],
    // Who is ordered to make up does not go on in time.
    ['orders-closed', null, 'at-least', { num: 100, den: 100 }],
  ]);
  assert.deepEqual(hard(over(base(), 'county-assessment')), [['dissatisfied', null, 'below', { num: 10, den: 100 }]]);
  assert.equal(county().shortestSessionMinutes, 120);
});

test('who goes by stages and who by the key steps alone is told by class and by how a unit does', () => {
  const track = (unitClass: string, operation: 'running' | 'struggling' | 'halted' = 'running') =>
    trackOf(base(), { classes: [unitClass], operation });
  for (const each of ['sub-district', 'community', 'township', 'state-owned-enterprise', 'school', 'medical']) {
    assert.equal(track(each), 'staged');
  }
  for (const each of ['non-public-enterprise', 'social-organisation', 'intermediary']) {
    assert.equal(track(each), 'unstaged-key-steps');
  }
  assert.equal(track('state-owned-enterprise', 'struggling'), 'unstaged-key-steps');
  assert.equal(track('school', 'halted'), 'unstaged-key-steps');
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
  assert.deepEqual(notSet(county()), ['attendance-rate', 'awareness-rate']);
  assert.deepEqual(notSet(over(base(), 'county-assessment')), ['note-length', 'representatives-share']);
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
