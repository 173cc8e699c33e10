import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import { readPlaybook } from './read-playbook.ts';

const title = { zh: '自查', en: 'Check' };
const withItem = (item: object) => {
  const body = { ...document(), lists: [{ code: 'self-check', title, items: [{ code: 'first', title, ...item }] }] };
  const read = readPlaybook(body, catalogue);
  return Array.isArray(read) ? read.map(({ code }) => code) : read.lists[0]?.items?.[0]?.figure;
};

test('an item of a list may have a figure stand beside it that nothing is judged by', () => {
  const [kind = ''] = document().activities.map(({ code }) => code);
  assert.equal(withItem({}), null);
  assert.deepEqual(withItem({ figure: 'study.attendance' }), { measure: 'study.attendance', activity: null });
  assert.deepEqual(withItem({ figure: 'study.sessions-held' }), { measure: 'study.sessions-held', activity: null });
  assert.deepEqual(withItem({ figure: 'study.sessions-held', activity: kind }), {
    measure: 'study.sessions-held',
    activity: kind,
  });
});

test('what says nothing without a standard, and a kind that there is not, are refused', () => {
  assert.deepEqual(withItem({ figure: 'study.minutes' }), ['measure-unknown']);
  assert.deepEqual(withItem({ figure: 'study.sessions-held', activity: 'dance' }), ['activity-unknown']);
  assert.deepEqual(withItem({ figure: 'study.attendance', activity: document().activities[0]?.code }), [
    'activity-stray',
  ]);
});
