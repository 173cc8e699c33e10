import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handInNote, writingsAsked } from './note.ts';
import { lengthOf, sameWords } from './words.ts';

const title = { zh: '笔记', en: 'Notes' };
const writings = [
  {
    code: 'notes',
    title,
    number: 3,
    length: 10,
    instead: [
      { category: 'infirm', number: 0, length: null },
      { category: 'floating', number: 1, length: 5 },
    ],
    notForTracks: ['village'],
  },
];
const asked = (...categories: string[]) =>
  writingsAsked({ writings }, 'town', categories).map(({ number, length }) => [number, length]);

test('given categories, what is asked instead holds, and of several the least', () => {
  assert.deepEqual(asked(), [[3, 10]]);
  assert.deepEqual(asked('floating'), [[1, 5]]);
  assert.deepEqual(asked('floating', 'infirm'), [[0, null]]);
  assert.deepEqual(writingsAsked({ writings }, 'village', []), []);
});

test('given a text that is too short, it is refused with both figures; blanks do not count', () => {
  const usual = writingsAsked({ writings }, 'town', []);
  assert.equal(lengthOf('一 二\n三'), 3);
  const note = { writing: 'notes', hasFile: false };
  assert.deepEqual(handInNote(usual, { ...note, text: '一二三 四五' }), {
    refused: 'note-too-short',
    params: { length: 5, least: 10 },
    field: 'text',
  });
  assert.equal('refused' in handInNote(usual, { ...note, text: '一二三四五六七八九十' }), false);
  assert.equal('refused' in handInNote(usual, { ...note, text: null, hasFile: true }), false);
});

test('given nothing, no open stage or a writing that nobody asks for, it is refused', () => {
  const usual = writingsAsked({ writings }, 'town', []);
  const refused = (found: object) => ('refused' in found ? found.refused : null);
  assert.equal(refused(handInNote(usual, { writing: 'notes', text: '。。。', hasFile: false })), 'note-empty');
  assert.equal(refused(handInNote(usual, { writing: 'poem', text: '一', hasFile: false })), 'writing-unknown');
  assert.equal(refused(handInNote(null, { writing: 'notes', text: '一', hasFile: false })), 'stage-not-open');
});

test('given the same words with other signs, blanks and width, they are the same', () => {
  assert.equal(sameWords('学习 党章，ABC！'), sameWords('学习党章。ａｂｃ'));
  assert.notEqual(sameWords('学习党章'), sameWords('学习读本'));
});
