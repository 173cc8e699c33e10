import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document, type Document } from './document.fixture.ts';
import { layOver, mergeLayers } from './lay-over.ts';
import type { Playbook } from './playbook.ts';
import { readPlaybook, readTakenPlaybook } from './read-playbook.ts';

// Documents that can be read and make no sense: each is refused at its place when it is loaded, and one that was taken before the
// program knew better stays readable.

const lists = { classes: ['isle', 'harbour'], categories: ['infirm'] };
const title = { zh: '题目', en: 'Title' };
type Body = Document & Record<string, unknown>;
const learn = (body: Body) => body.stages[0]!;
const of = (body: Body, condition: number) => learn(body).conditions[condition]!;
const owed = (body: Body, index: number) => learn(body).deliverables![index]!;
const spoken = { code: 'head-lecture', title, by: 'head', activities: ['exercise'], dueDaysBeforeEnd: 3 };
const given = {
  code: 'head-spoke',
  title,
  measure: 'study.lectures-given',
  lecture: 'head-lecture',
  hard: false,
  threshold: 'given',
  notFor: [],
  dueDaysBeforeEnd: 3,
};
const light = (body: Body) => {
  Object.assign(body, { profile: 'light', shortestSession: 'none' });
  learn(body).conditions.splice(0, 1);
};

const senseless: [string, (body: Body) => void, string][] = [
  [
    'a condition due before its stage begins',
    (body) => Object.assign(of(body, 0), { dueDaysBeforeEnd: 366 }),
    'stages[0].conditions[0].dueDaysBeforeEnd due-outside-stage {"days":366,"most":29}',
  ],
  [
    'a condition due on the day before its stage begins',
    (body) => Object.assign(of(body, 0), { dueDaysBeforeEnd: 30 }),
    'stages[0].conditions[0].dueDaysBeforeEnd due-outside-stage {"days":30,"most":29}',
  ],
  [
    'something to hand in when the stage is over',
    (body) => Object.assign(owed(body, 0), { daysAfterStart: 30 }),
    'stages[0].deliverables[0].daysAfterStart due-outside-stage {"days":30,"most":29}',
  ],
  [
    'something to hand in before the stage begins',
    (body) => Object.assign(owed(body, 1), { daysBeforeEnd: 200 }),
    'stages[0].deliverables[1].daysBeforeEnd due-outside-stage {"days":200,"most":29}',
  ],
  [
    'more hours than a year has',
    (body) => Object.assign(of(body, 0), { each: '99999 hours' }),
    'stages[0].conditions[0].each too-large {"most":"527040 minutes"}',
  ],
  [
    'more days of training than a year has',
    (body) => Object.assign(of(body, 3), { threshold: 'at least 999 days' }),
    'stages[0].conditions[3].threshold too-large {"most":366}',
  ],
  [
    'a session longer than anybody could record',
    (body) => Object.assign(body, { shortestSession: '13 hours', studyHour: '60 minutes' }),
    'shortestSession too-large {"most":"720 minutes"}',
  ],
  [
    'an hour of two days',
    (body) => {
      Object.assign(body, { studyHour: '2880 minutes', shortestSession: 'none' });
      Object.assign(of(body, 0), { each: '90 minutes' });
    },
    'studyHour too-large {"most":"720 minutes"}',
  ],
  [
    'more days in all than its stages could ever last',
    (body) => Object.assign(body, { minimumTotalDays: 3660 }),
    'minimumTotalDays too-large {"most":732}',
  ],
  [
    'a batch that ends before it begins',
    (body) => Object.assign(body.batches[0]!, { from: '2026-07-01' }),
    'batches[0].to ends-before-it-begins {"from":"2026-07-01","to":"2026-06-30"}',
  ],
  [
    'a batch that ends earlier in the year than it begins',
    (body) => Object.assign(body.batches[0]!, { from: '11-01', to: '02-28' }),
    'batches[0].to ends-before-it-begins {"from":"11-01","to":"02-28"}',
  ],
  [
    'a class that two batches take',
    (body) => Object.assign(body.batches[1]!, { classes: ['harbour', 'isle'] }),
    'batches[1].classes[1] class-in-two-batches {"class":"isle","batch":1}',
  ],
  [
    'a hard condition for nobody',
    (body) => Object.assign(of(body, 1), { notFor: ['town', 'island'] }),
    'stages[0].conditions[1].notFor for-no-track {}',
  ],
  [
    'a condition for nobody who goes through its stage',
    (body) => {
      Object.assign(learn(body), { tracks: ['town'] });
      Object.assign(of(body, 1), { notFor: ['town'] });
    },
    'stages[0].conditions[1].notFor for-no-track {}',
  ],
  [
    'something that nobody is asked to hand in',
    (body) => Object.assign(owed(body, 1), { notFor: ['island', 'town'] }),
    'stages[0].deliverables[1].notFor for-no-track {}',
  ],
  [
    'a condition on what its track is not asked for',
    (body) => Object.assign(of(body, 2), { notFor: [] }),
    'stages[0].conditions[2].notFor deliverable-not-asked {"track":"island","deliverable":"plan"}',
  ],
  [
    'days of training where no activity counts as training',
    (body) => Reflect.deleteProperty(body.activities[0]!, 'concentrated'),
    'stages[0].conditions[3].measure measure-without-kind {"measure":"study.concentrated-days"}',
  ],
  [
    'days of training for which nobody says how many have to be there',
    (body) => Reflect.deleteProperty(of(body, 3), 'present'),
    'stages[0].conditions[3].present presence-missing {"key":"present"}',
  ],
  [
    'a lecture that its track is not asked for',
    (body) => {
      Object.assign(learn(body), { lectures: [{ ...spoken, notFor: ['island'] }] });
      learn(body).conditions.push(given);
    },
    'stages[0].conditions[4].notFor lecture-not-asked {"track":"island","lecture":"head-lecture"}',
  ],
  [
    'collective hours where no activity is collective',
    (body) => {
      for (const kind of body.activities) kind.collective = false;
      Object.assign(of(body, 0), { measure: 'study.collective-minutes' });
    },
    'stages[0].conditions[0].measure measure-without-kind {"measure":"study.collective-minutes"}',
  ],
  [
    'days of training in a light campaign',
    light,
    'stages[0].conditions[2].measure light-with-lengths {"measure":"study.concentrated-days"}',
  ],
  [
    'a shortest session in a light campaign',
    (body) => {
      light(body);
      learn(body).conditions.splice(2, 1);
      Object.assign(body, { shortestSession: '30 minutes' });
    },
    'shortestSession light-with-lengths {}',
  ],
  [
    'a batch of a class that the instance does not know',
    (body) => Object.assign(body.batches[0]!, { classes: ['islet'] }),
    'batches[0].classes[0] class-unknown {"class":"islet","nearest":"isle"}',
  ],
  [
    'a track of a class that the instance does not know',
    (body) => Object.assign(body.tracks[1]!, { for: [{ classes: ['reef'] }] }),
    'tracks[1].for[0].classes[0] class-unknown {"class":"reef","nearest":"isle"}',
  ],
  [
    'a condition for a class that the instance does not know',
    (body) => Object.assign(of(body, 2), { onlyFor: [{ classes: ['harbor'] }] }),
    'stages[0].conditions[2].onlyFor[0].classes[0] class-unknown {"class":"harbor","nearest":"harbour"}',
  ],
  [
    'guidance for a class that the instance does not know',
    (body) => Object.assign(body.classGuidance[0]!, { classes: ['harbours'] }),
    'classGuidance[0].classes[0] class-unknown {"class":"harbours","nearest":"harbour"}',
  ],
  [
    'guidance for a category that the instance does not know',
    (body) => Object.assign(body.memberGuidance[0]!, { category: 'inferm' }),
    'memberGuidance[0].category category-unknown {"category":"inferm","nearest":"infirm"}',
  ],
];

for (const [name, change, fault] of senseless) {
  test(`given ${name}, it is refused at its place, and stays readable where it was taken before`, () => {
    const body = document();
    change(body);
    const faults = readPlaybook(body, catalogue, lists);
    assert.ok(Array.isArray(faults), 'no fault was found');
    assert.deepEqual(
      faults.map(({ at, code, params }) => `${at} ${code} ${JSON.stringify(params)}`),
      [fault],
    );
    assert.ok(!Array.isArray(readTakenPlaybook(body, catalogue)), 'what was taken before cannot be read any more');
  });
}

const broken: [string, (body: Body) => void, string][] = [
  ['a batch of the year nought', (body) => Object.assign(body.batches[0]!, { from: '0000-13-01' }), 'batches[0].from'],
  ['a goal of no batch', (body) => Object.assign(body.goals[0]!, { batches: [] }), 'goals[0].batches'],
  ['a report of every moon', (body) => Object.assign(body.reports[0]!, { every: 'moon' }), 'reports[0].every'],
  ['a report of nobody', (body) => Object.assign(body.reports[0]!, { by: 'ghost' }), 'reports[0].by'],
  [
    'a number of crews below none',
    (body) => Object.assign(body.batches[0]!.announced![0]!, { count: -1 }),
    'batches[0].announced[0].count',
  ],
  ['a thought in one language', (body) => Object.assign(body, { theme: { zh: '题' } }), 'theme.en'],
  [
    'a kind that counts as another at the bottom',
    (body) => Object.assign(body.activities[0]!, { countsAs: 'home-lesson' }),
    'activities[0].countsAs',
  ],
  ['a list in a sort of order', (body) => Object.assign(body.lists[1]!, { inOrder: 'yes' }), 'lists[1].inOrder'],
];

for (const [name, change, place] of broken) {
  test(`given ${name}, it is refused at its place`, () => {
    const body = document();
    change(body);
    const faults = readPlaybook(body, catalogue, lists);
    assert.deepEqual(Array.isArray(faults) && faults.map(({ at }) => at), [place]);
  });
}

test('given the document in order, nothing of it is senseless', () => {
  assert.ok(!Array.isArray(readPlaybook(document(), catalogue, lists)));
});

const base = readPlaybook(document(), catalogue) as Playbook;
const layer = (says: object) => ({
  code: 'county',
  version: '1',
  title,
  extends: { code: 'drill', version: '1' },
  ...says,
});
const inStage = (says: object) => ({ stages: [{ code: 'learn', ...says }] });

const senselessLayers: [string, object, string][] = [
  ['the code of what it extends', { code: 'drill' }, 'code layer-own-code {"code":"drill"}'],
  [
    'a kind of its own',
    { activities: [{ code: 'film', title, collective: true }] },
    'activities[0] layer-adds-kind {"above":"exercise, home-lesson","written":"film"}',
  ],
  [
    'a form of a kind that nobody knows',
    { activities: [{ code: 'film', title, countsAs: 'cinema' }] },
    'activities[0].countsAs layer-adds-kind {"above":"exercise, home-lesson","written":"cinema"}',
  ],
  [
    'a form that counts for more than its kind',
    { activities: [{ code: 'film', title, countsAs: 'home-lesson', collective: true }] },
    'activities[0].collective layer-loosens {"above":"false","written":"true"}',
  ],
  [
    'a form that makes a day of training of a kind that is none',
    { activities: [{ code: 'film', title, countsAs: 'home-lesson', concentrated: true }] },
    'activities[0].concentrated layer-loosens {"above":"false","written":"true"}',
  ],
  [
    'more days in all than the stages could last',
    { minimumTotalDays: 3660 },
    'minimumTotalDays too-large {"most":732}',
  ],
  [
    'a day before the stage begins',
    inStage({ conditions: [{ code: 'hours', dueDaysBeforeEnd: 40 }] }),
    'stages[0].conditions[0].dueDaysBeforeEnd due-outside-stage {"days":40,"most":29}',
  ],
  [
    'more hours than a year has',
    inStage({ conditions: [{ code: 'hours', each: '99999 hours' }] }),
    'stages[0].conditions[0].each too-large {"most":"527040 minutes"}',
  ],
  [
    'a condition for a track that need not hand it in',
    inStage({ conditions: [{ code: 'planned', notFor: [] }] }),
    'stages[0].conditions[0].notFor deliverable-not-asked {"track":"island","deliverable":"plan"}',
  ],
  [
    'half of a batch',
    { batches: [{ number: 2, to: '12-31' }] },
    'batches[0].title layer-batch-in-part {"key":"title"} batches[0].from layer-batch-in-part {"key":"from"}',
  ],
  [
    'a class that the instance does not know',
    { classGuidance: [{ classes: ['reef'], text: title }] },
    'classGuidance[0].classes[0] class-unknown {"class":"reef","nearest":"isle"}',
  ],
];

for (const [name, says, fault] of senselessLayers) {
  test(`given a layer with ${name}, it is refused at its place, and stays readable where it was taken before`, () => {
    const faults = layOver(base, layer(says), catalogue, lists);
    assert.ok(Array.isArray(faults), 'the layer was taken');
    assert.equal(faults.map(({ at, code, params }) => `${at} ${code} ${JSON.stringify(params)}`).join(' '), fault);
    assert.ok(!Array.isArray(mergeLayers(base, [layer(says)], catalogue)));
  });
}
