import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretOfSlip, slipCode, slipCommitment, slipSecret, slipsRoot } from './slip.ts';

const seed = new Uint8Array(32).fill(7);
const [poll, other] = ['0a'.repeat(16), '0b'.repeat(16)];

test('the slips of a poll follow from its seed, each another, and none of another poll', () => {
  assert.deepEqual(slipSecret(seed, poll, 0), slipSecret(seed, poll, 0));
  const secrets = [slipSecret(seed, poll, 0), slipSecret(seed, poll, 1), slipSecret(seed, other, 0)];
  assert.equal(new Set(secrets.map(String)).size, 3);
  assert.ok(secrets.every(({ length }) => length === 16));
});

test('what is published of a slip is of its poll, and their root does not depend on the order of the sheet', () => {
  const secret = slipSecret(seed, poll, 0);
  assert.notDeepEqual(slipCommitment(poll, secret), slipCommitment(other, secret));
  const commitments = [0, 1, 2].map((at) => slipCommitment(poll, slipSecret(seed, poll, at)));
  assert.equal(slipsRoot(commitments), slipsRoot(commitments.toReversed()));
  assert.notEqual(slipsRoot(commitments), slipsRoot(commitments.slice(1)));
});

test('a code is typed with small letters, spaces, and letters that look like digits, and says when it was mistyped', () => {
  for (const at of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const secret = slipSecret(seed, poll, at);
    const code = slipCode(secret);
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{26}\d\d$/);
    assert.deepEqual(secretOfSlip(code), secret);
    const typed = (code.match(/.{4}/g) ?? []).join('-').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    assert.deepEqual(secretOfSlip(` ${typed} `), secret);
    for (let place = 0; place < 26; place += 1) {
      const digit = code[place] ?? '';
      const wrong = digit === '7' ? '8' : '7';
      assert.equal(secretOfSlip(code.slice(0, place) + wrong + code.slice(place + 1)), null, 'one wrong');
      const next = code[place + 1] ?? '';
      const swapped = code.slice(0, place) + next + digit + code.slice(place + 2);
      assert.ok(next === digit || place === 25 || secretOfSlip(swapped) === null, 'two swapped');
    }
  }
  assert.equal(slipCode(new Uint8Array(16)), `${'0'.repeat(26)}98`);
  assert.equal(secretOfSlip(slipCode(new Uint8Array(16).fill(255)))?.length, 16);
  for (const wrong of ['', '7', 'U'.repeat(28), `Z${'0'.repeat(27)}`]) assert.equal(secretOfSlip(wrong), null);
});
