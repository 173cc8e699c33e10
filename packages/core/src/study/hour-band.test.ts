import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hourBandOf } from './hour-band.ts';

test('given 45 hours asked, each band begins where the one before ends', () => {
  const asked = 45 * 60;
  const bands = [0, 1, 15 * 60 - 1, 15 * 60, 30 * 60 - 1, 30 * 60, asked - 1, asked, asked + 600].map((minutes) =>
    hourBandOf(minutes, asked),
  );
  assert.deepEqual(bands, [
    'none',
    'under-third',
    'under-third',
    'under-two-thirds',
    'under-two-thirds',
    'under-all',
    'under-all',
    'all',
    'all',
  ]);
});

test('given nothing asked, everybody has all of it', () => {
  assert.equal(hourBandOf(0, 0), 'all');
});
