import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { drawSample } from './draw-sample.ts';

const seedOf = (word: string) => createHash('md5').update(word).digest('hex');
const ids = Array.from({ length: 40 }, (_, index) => `note-${String(index).padStart(2, '0')}`);

test('the same seed draws the same sample, in whatever order the notes came', () => {
  const seed = seedOf('once');
  const drawn = drawSample(ids, 5, seed);
  assert.deepEqual(drawSample(ids.toReversed(), 5, seed), drawn);
  assert.notDeepEqual(drawSample(ids, 5, seedOf('again')), drawn);
  // Written down here: a draw on record is drawn again by every later version.
  assert.deepEqual(drawSample(ids, 3, '0123456789abcdef0123456789abcdef'), ['note-15', 'note-19', 'note-12']);
});

test('nothing is drawn twice, nothing that was not there, and of fewer all', () => {
  for (let turn = 0; turn < 300; turn += 1) {
    const count = 1 + (turn % 20);
    const among = ids.slice(0, 1 + (turn % ids.length));
    const drawn = drawSample(among, count, seedOf(String(turn)));
    assert.equal(drawn.length, Math.min(count, among.length));
    assert.equal(new Set(drawn).size, drawn.length);
    assert.ok(drawn.every((id) => among.includes(id)));
  }
  assert.deepEqual(drawSample([], 5, seedOf('none')), []);
});

test('each is about as likely as the next', () => {
  const times = new Map<string, number>();
  for (let turn = 0; turn < 8000; turn += 1)
    for (const id of drawSample(ids, 5, seedOf(`turn ${turn}`))) times.set(id, (times.get(id) ?? 0) + 1);
  // A thousand each; four deviations are 118.
  for (const id of ids) assert.ok(Math.abs((times.get(id) ?? 0) - 1000) < 150, `${id}: ${times.get(id)}`);
});
