import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { layOver } from './lay-over.ts';
import { readPlaybook } from './read-playbook.ts';

const title = { zh: '讲课', en: 'Lecture' };
const asked = { code: 'head-lecture', title, by: 'head', activities: ['exercise'], dueDaysBeforeEnd: 3 };

function withLecture(lecture: Record<string, unknown>) {
  const body = document();
  Object.assign(body.stages[0]!, { lectures: [lecture] });
  return readPlaybook(body, catalogue);
}

function faultsOf(lecture: Record<string, unknown>): string[] {
  const faults = withLecture(lecture);
  assert.ok(Array.isArray(faults), 'no fault was found');
  return faults.map(({ at, code }) => `${at} ${code}`);
}

function laid(lecture: Record<string, unknown>) {
  const playbook = withLecture(asked);
  assert.ok(!Array.isArray(playbook), JSON.stringify(playbook));
  const layer = {
    code: 'county',
    version: '1',
    title,
    extends: { code: 'drill', version: '1' },
    stages: [{ code: 'learn', lectures: [lecture] }],
  };
  return layOver(playbook, layer, catalogue);
}

test('given a lecture of heads, it says by whom, at what, until when, and whether a script of one’s own is asked for', () => {
  const playbook = withLecture({ ...asked, ownScript: true });
  assert.ok(!Array.isArray(playbook), JSON.stringify(playbook));
  assert.deepEqual(playbook.stages[0]?.lectures, [
    {
      code: 'head-lecture',
      title,
      by: 'head',
      activityKinds: ['exercise'],
      ownScript: true,
      dueDaysBeforeEnd: 3,
      notForTracks: [],
      exemptCategories: [],
    },
  ]);
});

test('given what makes no sense, it is refused at its place', () => {
  assert.deepEqual(faultsOf({ ...asked, activities: ['nothing'] }), [
    'stages[0].lectures[0].activities[0] activity-unknown',
  ]);
  assert.deepEqual(faultsOf({ ...asked, dueDaysBeforeEnd: 30 }), [
    'stages[0].lectures[0].dueDaysBeforeEnd due-outside-stage',
  ]);
  assert.equal(faultsOf({ ...asked, by: 'anybody' }).length, 1);
});

test('given a lecture of every member, it may leave categories out; of a head it may not', () => {
  const body = document();
  const lecture = { ...asked, code: 'own-lecture', by: 'member', exempt: ['infirm'] };
  Object.assign(body.stages[0]!, { lectures: [lecture] });
  const lists = { classes: ['isle', 'harbour'], categories: ['infirm'] };
  const playbook = readPlaybook(body, catalogue, lists);
  assert.ok(!Array.isArray(playbook), JSON.stringify(playbook));
  const [own] = playbook.stages[0]?.lectures ?? [];
  assert.deepEqual([own?.by, own?.exemptCategories], ['member', ['infirm']]);
  Object.assign(body.stages[0]!, { lectures: [{ ...lecture, by: 'head' }] });
  const faults = readPlaybook(body, catalogue, lists);
  assert.ok(Array.isArray(faults));
  assert.deepEqual(
    faults.map(({ at, code }) => `${at} ${code}`),
    ['stages[0].lectures[0].exempt key-unknown'],
  );
});

test('given a layer, it asks for a script where none was asked for and an earlier day, and for further lectures', () => {
  const tighter = laid({ code: 'head-lecture', ownScript: true, dueDaysBeforeEnd: 5 });
  assert.ok(!Array.isArray(tighter), JSON.stringify(tighter));
  const [lecture] = tighter.playbook.stages[0]?.lectures ?? [];
  assert.deepEqual([lecture?.ownScript, lecture?.dueDaysBeforeEnd], [true, 5]);
  const more = laid({ ...asked, code: 'expert-lecture', by: 'expert' });
  assert.ok(!Array.isArray(more));
  assert.deepEqual(
    more.playbook.stages[0]?.lectures.map(({ by }) => by),
    ['head', 'expert'],
  );
});

test('given a layer that puts it off or has another give it, it is refused', () => {
  assert.ok(Array.isArray(laid({ code: 'head-lecture', dueDaysBeforeEnd: 1 })));
  assert.ok(Array.isArray(laid({ code: 'head-lecture', by: 'expert' })));
});
