import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { extendedBy, layOver, mergeLayers, takenBack } from './lay-over.ts';
import type { Playbook } from './playbook.ts';
import { readPlaybook } from './read-playbook.ts';

const title = { zh: '题目', en: 'Title' };
const base = readPlaybook(document(), catalogue) as Playbook;
const layer = (says: object, code = 'county') => ({
  code,
  version: '1',
  title,
  extends: { code: 'drill', version: '1' },
  ...says,
});
const ofStage = (says: object) => ({ stages: [{ code: 'learn', ...says }] });
const ofCondition = (code: string, says: object) => ofStage({ conditions: [{ code, ...says }] });

function laid(says: object, above = base): Playbook {
  const result = layOver(above, layer(says), catalogue);
  assert.ok(!Array.isArray(result), JSON.stringify(result));
  return result.playbook;
}

function faultsOf(says: object, above = base): string[] {
  const result = layOver(above, layer(says), catalogue);
  assert.ok(Array.isArray(result), 'the layer was taken');
  return result.map(({ at, code, params }) => `${at} ${code} ${JSON.stringify(params)}`);
}

const learn = (playbook: Playbook) => playbook.stages[0]!;
const condition = (playbook: Playbook, code: string) => learn(playbook).conditions.find((each) => each.code === code)!;

test('given a layer that says nothing, everything holds as above and the layer is named', () => {
  const playbook = laid({});
  assert.deepEqual({ ...playbook, layers: base.layers }, base);
  assert.deepEqual(
    playbook.layers.map(({ code }) => code),
    ['drill', 'county'],
  );
});

test('given stricter figures, they hold and name the layer they are of', () => {
  const playbook = laid({
    fewestVoters: 12,
    shortestSession: '3 hours',
    minimumTotalDays: 91,
    stages: [
      {
        code: 'learn',
        minimumDays: 31,
        conditions: [
          { code: 'hours', each: '46 hours', notFor: [], dueDaysBeforeEnd: 4 },
          { code: 'asked', threshold: 'below 9 %' },
          { code: 'days', threshold: 'at least 4 days', present: '80 %' },
        ],
      },
      { code: 'show', conditions: [{ code: 'asked', threshold: 'below 20 %', hard: true }] },
    ],
  });
  assert.deepEqual([playbook.fewestVoters, playbook.shortestSessionMinutes, playbook.minimumTotalDays], [12, 135, 91]);
  const hours = condition(playbook, 'hours');
  assert.deepEqual([hours.memberNeeds, hours.notForTracks, hours.dueDaysBeforeEnd], [46 * 45, [], 4]);
  assert.deepEqual(condition(playbook, 'asked').threshold, { num: 9, den: 100 });
  assert.deepEqual(
    learn(playbook).conditions.map(({ code, layer: of }) => [code, of]),
    [
      ['hours', 'county'],
      ['asked', 'county'],
      ['planned', null],
      ['days', 'county'],
    ],
  );
  const later = playbook.stages[1]!.conditions[0]!;
  assert.deepEqual([later.isHard, later.threshold], [true, { num: 20, den: 100 }]);
});

test('given additions, they stand behind what is above; steps go before it, whose days then stay', () => {
  const playbook = laid({
    activities: [{ code: 'film', title, countsAs: 'exercise' }],
    absences: [{ code: 'away', title }],
    lists: [
      { code: 'seven-ones', items: [{ code: 'one', title }] },
      {
        code: 'must-know',
        items: [
          { code: 'second', title },
          { code: 'third', title: 'not set' },
        ],
      },
      { code: 'vetoes', title, items: 'not set' },
    ],
    batches: [
      { number: 3, title, from: '2027-01-01', to: '06-30' },
      { number: 2, title, from: 'not set', to: '12-31' },
    ],
    afterwards: { actions: [{ code: 'keep', title }] },
    stages: [
      {
        code: 'learn',
        actions: [{ code: 'sing', title }],
        steps: [
          { code: 'before', title, days: 10 },
          { code: 'begin', actions: [{ code: 'walk', title }] },
        ],
        deliverables: [{ code: 'record', title, form: 'file', daysBeforeEnd: 0 }],
        conditions: [
          {
            code: 'recorded',
            title,
            measure: 'deliverable.accepted',
            deliverable: 'record',
            hard: false,
            threshold: 'accepted',
            notFor: [],
            dueDaysBeforeEnd: 0,
          },
        ],
      },
    ],
  });
  const codes = (things: readonly { readonly code: string }[]) => things.map(({ code }) => code).join(' ');
  assert.equal(codes(playbook.activityKinds), 'exercise home-lesson film');
  assert.equal(codes(playbook.absenceReasons), 'ill away');
  assert.equal(codes(learn(playbook).actions), 'read sing');
  assert.equal(codes(learn(playbook).steps), 'before begin');
  assert.equal(codes(learn(playbook).steps[1]!.actions), 'talk walk');
  assert.equal(codes(learn(playbook).deliverables), 'plan summary record');
  assert.equal(codes(learn(playbook).conditions), 'hours asked planned days recorded');
  assert.deepEqual(
    playbook.batches.map(({ number, to }) => [number, to]),
    [
      [2, '12-31'],
      [3, '06-30'],
    ],
  );
  assert.deepEqual(
    playbook.lists.map(({ items }) => items?.map((item) => item.title !== null) ?? null),
    [[true], [true, true, false], null],
  );
});

const refused: [string, object, string][] = [
  ['fewer voters', { fewestVoters: 9 }, 'fewestVoters layer-loosens {"above":"10","written":"9"}'],
  [
    'a shorter session',
    { shortestSession: 'none' },
    'shortestSession layer-loosens {"above":"2 hours","written":"none"}',
  ],
  [
    'a shorter stage',
    ofStage({ minimumDays: 29 }),
    'stages[0].minimumDays layer-loosens {"above":"30","written":"29"}',
  ],
  [
    'less of each member',
    ofCondition('hours', { each: '40 hours' }),
    'stages[0].conditions[0].each layer-loosens {"above":"45 hours","written":"40 hours"}',
  ],
  [
    'a milder threshold',
    ofCondition('asked', { threshold: 'below 9.6 %' }),
    'stages[0].conditions[0].threshold layer-loosens {"above":"below 9.5 %","written":"below 9.6 %"}',
  ],
  [
    'a threshold taken back',
    ofCondition('asked', { threshold: 'not set' }),
    'stages[0].conditions[0].threshold layer-loosens {"above":"below 9.5 %","written":"not set"}',
  ],
  [
    'fewer days',
    ofCondition('days', { threshold: 'at least 2 days' }),
    'stages[0].conditions[0].threshold layer-loosens {"above":"at least 3 days","written":"at least 2 days"}',
  ],
  [
    'fewer of the members on a day',
    ofCondition('days', { present: '74.9 %' }),
    'stages[0].conditions[0].present layer-loosens {"above":"75 %","written":"74.9 %"}',
  ],
  [
    'a share of members for what does not go by it',
    ofCondition('asked', { present: '80 %' }),
    'stages[0].conditions[0].present presence-stray {"measure":"assessment.dissatisfied"}',
  ],
  [
    'a hard condition made soft',
    ofCondition('asked', { hard: false }),
    'stages[0].conditions[0].hard layer-loosens {"above":"true","written":"false"}',
  ],
  [
    'a further exception',
    ofCondition('asked', { notFor: ['island'] }),
    'stages[0].conditions[0].notFor layer-loosens {"above":"[]","written":"[island]"}',
  ],
  [
    'a later day',
    ofCondition('hours', { dueDaysBeforeEnd: 2 }),
    'stages[0].conditions[0].dueDaysBeforeEnd layer-loosens {"above":"3","written":"2"}',
  ],
  [
    'another measure under the same code',
    ofCondition('asked', { measure: 'assessment.satisfied' }),
    'stages[0].conditions[0].measure layer-changes {"above":"assessment.dissatisfied","written":"assessment.satisfied"}',
  ],
  [
    'another name',
    ofCondition('asked', { title: { zh: '题', en: 'Title' } }),
    'stages[0].conditions[0].title layer-renames {"above":"题目 / Title","written":"题 / Title"}',
  ],
  [
    'a condition for fewer units',
    ofCondition('asked', { onlyFor: [{ operations: ['running'] }] }),
    'stages[0].conditions[0].onlyFor layer-changes {"above":"null","written":"[{\\"classes\\":null,\\"operations\\":[\\"running\\"]}]"}',
  ],
  [
    'a stage for fewer tracks',
    ofStage({ tracks: ['town'] }),
    'stages[0].tracks layer-changes {"above":"[\\"town\\",\\"island\\"]","written":"[\\"town\\"]"}',
  ],
  [
    'something handed in later',
    ofStage({ deliverables: [{ code: 'plan', daysAfterStart: 6 }] }),
    'stages[0].deliverables[0].daysAfterStart layer-loosens {"above":"5","written":"6"}',
  ],
  [
    'another word for the members',
    { terms: { member: { zh: '成员', en: 'member' } } },
    'terms.member layer-renames {"above":"队员 / crew member","written":"成员 / member"}',
  ],
  [
    'another hour',
    { studyHour: '60 minutes' },
    'studyHour layer-changes {"above":"45 minutes","written":"60 minutes"}',
  ],
  [
    'a track of its own',
    { tracks: [{ code: 'isle', title }] },
    'tracks[0] layer-adds-track {"above":"town, island","written":"isle"}',
  ],
  [
    'a stage of its own',
    { stages: [{ code: 'rest', title }] },
    'stages[0] layer-adds-stage {"above":"learn, show","written":"rest"}',
  ],
  [
    'a list taken back',
    { lists: [{ code: 'must-know', items: 'not set' }] },
    'lists[0].items layer-loosens {"above":"2 items","written":"not set"}',
  ],
  [
    'steps longer than the stage',
    ofStage({ steps: [{ code: 'more', title, days: 11 }] }),
    'stages[0].steps steps-too-long {"days":31,"most":30}',
  ],
  [
    'a hard condition without a figure',
    { stages: [{ code: 'show', conditions: [{ code: 'asked', hard: true }] }] },
    'stages[0].conditions[0].hard threshold-missing {}',
  ],
];

for (const [name, says, fault] of refused) {
  test(`given ${name}, it is refused with what holds above and what was written`, () =>
    assert.deepEqual(faultsOf(says), [fault]));
}

test('given what holds above said again, nothing is refused and nothing changes', () => {
  const { stages, tracks, activities, absences, lists, terms } = document();
  const says = { profile: 'full', studyHour: '45 minutes', stages, tracks, activities, absences, lists, terms };
  assert.deepEqual({ ...laid(says), layers: base.layers }, base);
});

test('given a layer over a layer, it is measured by what holds there', () => {
  const county = laid(ofCondition('hours', { each: '50 hours' }));
  assert.deepEqual(faultsOf({ code: 'town', ...ofCondition('hours', { each: '48 hours' }) }, county), [
    'stages[0].conditions[0].each layer-loosens {"above":"50 hours","written":"48 hours"}',
  ]);
});

test('given a superior that has become stricter than a layer beneath, the superior’s word holds', () => {
  const town = layer(ofCondition('hours', { each: '46 hours' }), 'town');
  const county = layer(ofCondition('hours', { each: '50 hours' }));
  const merged = mergeLayers(base, [county, town], catalogue);
  assert.ok('playbook' in merged);
  const hours = condition(merged.playbook, 'hours');
  assert.deepEqual([hours.memberNeeds, hours.layer], [50 * 45, 'county']);
  assert.deepEqual(merged.changes, [{ subject: 'stages.learn.conditions.hours', what: 'tightened', layer: 'county' }]);
});

test('given a document, it says what it extends, or that it extends nothing', () => {
  assert.deepEqual(extendedBy(layer({})), { code: 'drill', version: '1' });
  for (const body of [document(), null, 'text', []]) assert.equal(extendedBy(body), null);
  const faults = extendedBy({ extends: { code: 'drill' } });
  assert.ok(Array.isArray(faults));
  assert.deepEqual(
    faults.map(({ at }) => at),
    ['extends.version'],
  );
});

test('given a newer version of a layer, it may add and tighten further, and take nothing back', () => {
  const older = layer({ ...ofCondition('hours', { each: '46 hours' }), absences: [{ code: 'away', title }] });
  const newer = (says: object) => takenBack(base, [older], [layer(says)], catalogue);
  const absences = [{ code: 'away', title }];
  assert.deepEqual(newer({ ...ofCondition('hours', { each: '47 hours' }), absences }), []);
  assert.deepEqual(newer({ absences }), ['stages.learn.conditions.hours']);
  assert.deepEqual(newer(ofCondition('hours', { each: '46 hours' })), ['absences.away']);
  const renamed = [{ code: 'away', title: { zh: '外出', en: 'Away' } }];
  assert.deepEqual(newer({ ...ofCondition('hours', { each: '46 hours' }), absences: renamed }), ['absences[0].title']);
});

test('a layer adds ways of making up an absence, none of which earns hours that nobody above gives', () => {
  const mode = (code: string, earns: boolean) => ({ code, title, ...(earns && { earns }) });
  const above = readPlaybook(
    { ...document(), makeUp: { daysBeforeEnd: 3, modes: [mode('lesson', true)] } },
    catalogue,
  ) as Playbook;
  assert.deepEqual(
    laid({ makeUp: { modes: [mode('letter', false)] } }, above).makeUp?.modes.map(({ code, earns }) => [code, earns]),
    [
      ['lesson', true],
      ['letter', false],
    ],
  );
  assert.deepEqual(faultsOf({ makeUp: { modes: [mode('message', true)] } }, above), [
    'makeUp.modes[0].earns layer-loosens {"above":"false","written":"true"}',
  ]);
});

test('given nothing above that says how absences are made up, then a layer asks for it in ways that earn nothing', () => {
  const mode = (code: string, earns: boolean) => ({ code, title, ...(earns && { earns }) });
  const { makeUp: _none, ...silent } = document() as Record<string, unknown>;
  const above = readPlaybook(silent, catalogue) as Playbook;
  assert.equal(above.makeUp, null);
  assert.deepEqual(laid({ makeUp: { daysBeforeEnd: 5, modes: [mode('visit', false)] } }, above).makeUp, {
    daysBeforeEnd: 5,
    modes: [{ code: 'visit', title, earns: false }],
  });
  assert.deepEqual(
    faultsOf({ makeUp: { daysBeforeEnd: 5, modes: [mode('visit', false), mode('lesson', true)] } }, above),
    ['makeUp.modes[1].earns layer-loosens {"above":"false","written":"true"}'],
  );
});
