import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requiredPieces, tick } from './reading.ts';

const title = (zh: string) => ({ zh, en: zh });
const readings = [
  { code: 'reader', title: title('读本'), chapters: [], notForTracks: [] },
  {
    code: 'constitution',
    title: title('党章'),
    chapters: [
      { code: 'general', title: title('总纲') },
      { code: 'members', title: title('第一章') },
    ],
    notForTracks: ['village'],
  },
];
const town = requiredPieces({ readings }, 'town');

test('given a work with chapters, each is read by itself; one without is read as a whole', () => {
  assert.deepEqual(
    town.map(({ piece, chapter }) => [piece, chapter?.zh ?? null]),
    [
      ['reader', null],
      ['constitution/general', '总纲'],
      ['constitution/members', '第一章'],
    ],
  );
});

test('given a track that a work is not for, it is not asked there', () => {
  assert.deepEqual(
    requiredPieces({ readings }, 'village').map(({ piece }) => piece),
    ['reader'],
  );
  assert.deepEqual(requiredPieces(null, 'town'), []);
});

test('given pieces of the list, those that were not ticked before are, once each', () => {
  assert.deepEqual(tick(town, ['reader', 'constitution/general', 'reader'], ['reader']), ['constitution/general']);
});

test('given a piece that nobody asks for, or no open stage, it is refused', () => {
  assert.deepEqual(tick(town, ['constitution'], []), {
    refused: 'reading-unknown',
    params: { piece: 'constitution' },
    field: 'pieces',
  });
  assert.deepEqual(tick(null, ['reader'], []), { refused: 'stage-not-open', params: {} });
});
