import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf } from './place.ts';

test('an address names a poll, a poll with a slip, or a device on which many vote', () => {
  const poll = '887f3301b0d6048b';
  assert.deepEqual(placeOf(`#${poll}`), { poll, code: null, isKiosk: false });
  assert.deepEqual(placeOf(`#${poll.toUpperCase()}.0123`), { poll, code: '0123', isKiosk: false });
  assert.deepEqual(placeOf(`#${poll}.kiosk`), { poll, code: null, isKiosk: true });
});

test('what is no poll is none: the page asks for it', () => {
  for (const fragment of ['', '#', '#887f', '#<script>', '#%E0%A4%A'])
    assert.deepEqual(placeOf(fragment), { poll: null, code: null, isKiosk: false }, fragment);
});
