import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepList, type ListEntry } from './keep-list.ts';

function entry(code: string, over: Partial<ListEntry> = {}): ListEntry {
  return { code, title: { zh: `${code}类`, en: `${code} units` }, isRetired: false, parentCode: null, ...over };
}

const before = [entry('school'), entry('court'), entry('floating', { hasMeaning: true })];

function kept(after: readonly ListEntry[]) {
  const answer = keepList(before, after);
  if ('refused' in answer) return answer.refused;
  return [answer.added.map(({ code }) => code), answer.changed.map(({ code, position }) => `${code} ${position}`)];
}

test('a list that is the same changes nothing; order, title, parent and retirement are changes', () => {
  assert.deepEqual(kept(before), [[], []]);
  assert.deepEqual(kept([before[1]!, before[0]!, before[2]!]), [[], ['court 1', 'school 2']]);
  assert.deepEqual(kept([entry('school', { isRetired: true }), before[1]!, before[2]!]), [[], ['school 1']]);
  const [school, court, floating] = before;
  const beneath = entry('court', { parentCode: 'school', title: { zh: '法院', en: 'Courts' } });
  assert.deepEqual(kept([school!, beneath, floating!, entry('new')]), [['new'], ['court 1', 'floating 2']]);
  assert.deepEqual(kept([school!, court!, { ...floating!, title: { zh: '流动', en: 'Floating' } }]), [
    [],
    ['floating 3'],
  ]);
});

test('an entry is never taken out', () => assert.equal(kept(before.slice(1)), 'list-changed'));

test('no word means two entries, be it the code of one and the title of the other', () => {
  assert.equal(kept([...before, entry('new', { title: { zh: '新', en: 'School' } })]), 'word-taken');
  assert.equal(kept([...before, entry('new', { title: { zh: 'court类', en: 'New' } })]), 'word-taken');
  assert.deepEqual(kept([...before, entry('new', { title: { zh: 'new', en: 'New' } })]), [['new'], []]);
});

test('no class lies beneath itself, nor beneath one that is not there', () => {
  const ring = [entry('school', { parentCode: 'court' }), entry('court', { parentCode: 'school' }), before[2]!];
  assert.equal(kept(ring), 'class-beneath-itself');
  assert.equal(kept([...before, entry('new', { parentCode: 'nowhere' })]), 'parent-class-unknown');
});

test('what figures speak of is not retired', () => {
  assert.equal(kept([before[0]!, before[1]!, { ...before[2]!, isRetired: true }]), 'has-meaning');
});
