import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { catalogue } from './catalogue.ts';
import { document, type Document } from './document.fixture.ts';
import type { Playbook } from './playbook.ts';
import { readPlaybook } from './read-playbook.ts';

function read(body: unknown): Playbook {
  const playbook = readPlaybook(body, catalogue);
  assert.ok(!Array.isArray(playbook), JSON.stringify(playbook));
  return playbook;
}

/** `place code {params}` of every fault after a change to a document that is in order. */
function faultsAfter(change: (body: Document & Record<string, unknown>) => void): string[] {
  const body = document();
  change(body);
  return faultsOf(body);
}

function faultsOf(body: unknown): string[] {
  const faults = readPlaybook(body, catalogue);
  assert.ok(Array.isArray(faults), 'no fault was found');
  return faults.map(({ at, code, params }) => `${at} ${code} ${JSON.stringify(params)}`);
}

test('given a document in order, its amounts are in minutes and its shares whole numbers', () => {
  const playbook = read(document());
  const [hours, asked] = playbook.stages[0]!.conditions;
  assert.equal(playbook.studyHourMinutes, 45);
  assert.equal(playbook.shortestSessionMinutes, 90);
  assert.deepEqual([hours!.grain, hours!.memberNeeds, hours!.comparison], ['member', 45 * 45, 'at-least']);
  assert.deepEqual(hours!.threshold, { num: 100, den: 100 });
  assert.deepEqual([asked!.grain, asked!.memberNeeds, asked!.comparison], ['unit', null, 'below']);
  assert.deepEqual(asked!.threshold, { num: 95, den: 1000 });
  assert.deepEqual(playbook.bands[1], { min: 90, below: 95 });
});

test('given a threshold not set, the condition stays, soft, and has none', () => {
  const [asked] = read(document()).stages[1]!.conditions;
  assert.deepEqual([asked!.isHard, asked!.threshold, asked!.comparison], [false, null, 'below']);
});

test('given no floor for a session, any length will do', () => {
  assert.equal(read({ ...document(), shortestSession: 'none' }).shortestSessionMinutes, 0);
});

test('a reason for an absence is one for leave, too, unless the document says otherwise', () => {
  const title = { zh: '因', en: 'Reason' };
  const absences = [
    { code: 'ill', title },
    { code: 'unknown', withoutLeave: true, title },
  ];
  assert.deepEqual(
    read({ ...document(), absences }).absenceReasons.map(({ code, isWithoutLeave }) => [code, isWithoutLeave]),
    [
      ['ill', false],
      ['unknown', true],
    ],
  );
});

const learn = (body: Document) => body.stages[0]!;
const hours = (body: Document) => learn(body).conditions[0]!;
const asked = (body: Document) => learn(body).conditions[1]!;

const cases: [string, (body: Document & Record<string, unknown>) => void, string][] = [
  [
    'words in one language',
    (body) => Object.assign(body.title, { en: ' ' }),
    'title.en words-missing {"language":"en"}',
  ],
  [
    'an unknown measure',
    (body) => Object.assign(asked(body), { measure: 'assessment.disatisfied' }),
    'stages[0].conditions[1].measure measure-unknown {"measure":"assessment.disatisfied","nearest":"assessment.dissatisfied"}',
  ],
  [
    'a need of each member for a figure of the unit',
    (body) => Object.assign(asked(body), { each: '1 hour' }),
    'stages[0].conditions[1].each grain-mismatch {"measure":"assessment.dissatisfied"}',
  ],
  [
    'a hard condition without a threshold',
    (body) => Object.assign(asked(body), { threshold: 'not set' }),
    'stages[0].conditions[1].threshold threshold-missing {}',
  ],
  [
    'a threshold of which nothing is said',
    (body) => Object.assign(asked(body), { threshold: null, hard: false }),
    'stages[0].conditions[1].threshold threshold-missing {}',
  ],
  [
    'a threshold in other words',
    (body) => Object.assign(asked(body), { threshold: '< 10 %' }),
    'stages[0].conditions[1].threshold threshold-invalid {"value":"< 10 %"}',
  ],
  [
    'a threshold that nothing can miss',
    (body) => Object.assign(hours(body), { threshold: 'at least 0 %' }),
    'stages[0].conditions[0].threshold threshold-invalid {"value":"at least 0 %"}',
  ],
  [
    'a threshold from the wrong side',
    (body) => Object.assign(asked(body), { threshold: 'at least 10 %' }),
    'stages[0].conditions[1].threshold comparison-wrong {"measure":"assessment.dissatisfied","comparison":"below"}',
  ],
  [
    'an amount without a unit',
    (body) => Object.assign(hours(body), { each: '45' }),
    'stages[0].conditions[0].each amount-invalid {"value":"45"}',
  ],
  [
    'an hour measured in itself',
    (body) => Object.assign(body, { studyHour: '1 hour' }),
    'studyHour amount-invalid {"value":"1 hour"}',
  ],
  [
    'the same condition twice',
    (body) => Object.assign(asked(body), { code: 'hours' }),
    'stages[0].conditions[1].code code-twice {"code":"hours"}',
  ],
  [
    'the same stage twice',
    (body) => Object.assign(body.stages[1]!, { code: 'learn' }),
    'stages[1].code code-twice {"code":"learn"}',
  ],
  [
    'a code with a space',
    (body) => Object.assign(body.absences[0]!, { code: 'On duty' }),
    'absences[0].code code-invalid {"code":"On duty"}',
  ],
  [
    'hours in a light campaign',
    (body) => {
      Object.assign(body, { profile: 'light', shortestSession: 'none' });
      learn(body).conditions.splice(3, 1);
    },
    'stages[0].conditions[0].measure light-with-hours {"measure":"study.minutes"}',
  ],
  [
    'an unknown profile',
    (body) => Object.assign(body, { profile: 'strict' }),
    'profile choice-unknown {"value":"strict","choices":"light, full"}',
  ],
  [
    'an unknown default track',
    (body) => Object.assign(body, { defaultTrack: 'twon' }),
    'defaultTrack track-unknown {"track":"twon","nearest":"town"}',
  ],
  [
    'an exception for an unknown track',
    (body) => Object.assign(hours(body), { notFor: ['isle'] }),
    'stages[0].conditions[0].notFor[0] track-unknown {"track":"isle","nearest":"island"}',
  ],
  [
    'a gap between bands',
    (body) => Object.assign(body.bands[1]!, { below: 94 }),
    'bands[1].below bands-gap {"from":94,"to":95}',
  ],
  [
    'bands that overlap',
    (body) => Object.assign(body.bands[1]!, { below: 96 }),
    'bands[1].below bands-overlap {"from":95,"to":96}',
  ],
  [
    'a gap above the bands',
    (body) => Object.assign(body.bands[0]!, { below: 99 }),
    'bands[0].below bands-gap {"from":99,"to":100}',
  ],
  [
    'a gap beneath the bands',
    (body) => Object.assign(body.bands[2]!, { min: 10 }),
    'bands[2].min bands-gap {"from":0,"to":10}',
  ],
  [
    'a misspelt key',
    (body) => {
      Object.assign(learn(body), { minimumdays: 30 });
      Reflect.deleteProperty(learn(body), 'minimumDays');
    },
    'stages[0].minimumdays key-unknown {"key":"minimumdays","nearest":"minimumDays"}',
  ],
  [
    'a key too many',
    (body) => Object.assign(body, { ranking: true }),
    'ranking key-unknown {"key":"ranking","nearest":"joining"}',
  ],
  [
    'a term that no page asks for',
    (body) => Object.assign(body.terms, { teams: {} }),
    'terms.teams key-unknown {"key":"teams","nearest":"team"}',
  ],
  [
    'a missing term',
    (body) => Reflect.deleteProperty(body.terms, 'clerk'),
    'terms.clerk term-missing {"term":"clerk"}',
  ],
  ['a missing key', (body) => Reflect.deleteProperty(body, 'version'), 'version key-missing {"key":"version"}'],
  ['a version that YAML takes for a number', (body) => Object.assign(body, { version: 1 }), 'version text-wanted {}'],
  [
    'a title of a whole page',
    (body) => Object.assign(body.title, { zh: '长'.repeat(201) }),
    'title.zh text-too-long {"most":200}',
  ],
  [
    'a share of a day',
    (body) => Object.assign(learn(body), { minimumDays: 1.5 }),
    'stages[0].minimumDays number-wanted {"min":1,"max":366}',
  ],
  [
    'a word for yes',
    (body) => Object.assign(hours(body), { hard: 'yes' }),
    'stages[0].conditions[0].hard yes-or-no-wanted {}',
  ],
  ['a text for a list', (body) => Object.assign(body, { bands: '95' }), 'bands list-wanted {}'],
  [
    'a stage that nothing judges',
    (body) => Object.assign(learn(body), { conditions: [] }),
    'stages[0].conditions list-empty {}',
  ],
  [
    'more stages than a page can show',
    (body) =>
      Object.assign(body, {
        stages: Array.from({ length: 13 }, (_, index) => ({ ...body.stages[1], code: `stage-${index}` })),
      }),
    'stages list-too-long {"most":12}',
  ],
  ['a list for a mapping', (body) => Object.assign(body, { title: [] }), 'title mapping-wanted {}'],
];

for (const [name, change, fault] of cases) {
  test(`given ${name}, that one fault is named with its place`, () => assert.deepEqual(faultsAfter(change), [fault]));
}

test('given something that is no mapping at all, it says so', () => {
  for (const body of [null, undefined, 'text', 7, []]) assert.deepEqual(faultsOf(body), [' mapping-wanted {}']);
});

test('given several faults, one reading names them all', () => {
  const faults = faultsAfter((body) => Object.assign(body, { version: 1, fewestVoters: 0, bands: [] }));
  assert.deepEqual(faults, [
    'version text-wanted {}',
    'bands list-empty {}',
    'fewestVoters number-wanted {"min":1,"max":10000}',
  ]);
});

test('whichever single key is taken away, a fault names its place', () => {
  const places = placesIn(document()).filter((place) => !mayBeMissing.has(String(place.at(-1))));
  assert.ok(places.length > 150);
  for (const place of places) {
    const body = document();
    takeAway(body, place);
    const faults = readPlaybook(body, catalogue);
    assert.ok(
      Array.isArray(faults) && faults.some(({ at }) => at === written(place)),
      `${written(place)} was not missed`,
    );
  }
});

test('whatever stands in a place, reading ends with a playbook or with faults', () => {
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(document())), fc.anything(), (place, value) => {
      const body = document();
      const holder = holderOf(body, place);
      Reflect.set(holder, place.at(-1)!, value);
      const result = readPlaybook(body, catalogue);
      assert.ok(!Array.isArray(result) || result.length > 0);
    }),
    { numRuns: 500 },
  );
});

/** Keys that say nothing where they are not written, and a case's classes, which its operations stand for. */
const mayBeMissing = new Set(
  `makeUp joining leaders ownBranch contactPoint lectures earns theme goals notes responsibilities reports references announced orMore inOrder since batches minimumTotalDays memberGuidance classGuidance lists readiness afterwards for emphasis concentrated tracks actions result
  steps deliverables onlyFor classes operations notFor daysAfterStart measures`.split(/\s+/),
);

type Place = readonly (string | number)[];

/** The places of all keys of all mappings; of lists only what is in their items. */
function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => placesIn(item, [...at, index]));
  return Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...placesIn(inner, [...at, key])]);
}

function holderOf(body: object, place: Place): object {
  return place.slice(0, -1).reduce<object>((holder, key) => Reflect.get(holder, key), body);
}

function takeAway(body: object, place: Place): void {
  Reflect.deleteProperty(holderOf(body, place), place.at(-1)!);
}

function written(place: Place): string {
  return place
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .slice(1);
}
