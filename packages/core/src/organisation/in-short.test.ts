import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inShort } from './in-short.ts';

test('given a cell as long as a page, then a fault quotes its beginning, and a short one whole', () => {
  assert.equal(inShort('党'.repeat(30_000)), `${'党'.repeat(60)}…`);
  assert.equal(inShort('党'.repeat(60)), '党'.repeat(60));
  assert.equal(inShort(`1${'😀'.repeat(40)}`), `1${'😀'.repeat(29)}…`);
});
