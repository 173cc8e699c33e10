import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { activationCode, activationEnds, loginsFor, readActivationCode } from './activation-code.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test('a code is sixteen characters in groups of four, without the letters that look like digits', () => {
  assert.equal(activationCode(new Uint8Array(10)), '0000-0000-0000-0000');
  assert.equal(activationCode(new Uint8Array(10).fill(255)), 'ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  fc.assert(fc.property(bytes(10), (random) => /^([0-9A-HJKMNP-TV-Z]{4}(-|$)){4}$/.test(activationCode(random))));
});

test('different chance makes different codes', () => {
  fc.assert(
    fc.property(
      bytes(10),
      bytes(10),
      (one, other) =>
        (activationCode(one) === activationCode(other)) === one.every((byte, index) => byte === other[index]),
    ),
  );
});

test('a code typed with small letters, spaces, other dashes, full width or look-alikes is the same code', () => {
  const canonical = '01AB01CD23EF45GH';
  for (const typed of [
    '01ab-01cd-23ef-45gh',
    ' o1AB OlCD 23EF 45GH ',
    '０１ＡＢ－０１ＣＤ－２３ＥＦ－４５ＧＨ',
    'oiab—oLcd—23ef—45gh',
  ]) {
    assert.equal(readActivationCode(typed), canonical, typed);
  }
});

test('every code made is read back', () => {
  fc.assert(fc.property(bytes(10), (random) => readActivationCode(activationCode(random))?.length === 16));
});

test('what cannot be a code is none', () => {
  for (const typed of ['', '01AB', '01AB-01CD-23EF-45GHJ', '01AB-01CD-23EF-45G!', 'UUUU-UUUU-UUUU-UUUU']) {
    assert.equal(readActivationCode(typed), null, typed);
  }
});

test('a code is good for fourteen days', () => {
  assert.equal(activationEnds(new Date('2026-03-02T01:00:00Z')).toISOString(), '2026-03-16T01:00:00.000Z');
});

test('the login is the code in the roster, or one from chance where that cannot be typed or is taken', () => {
  const random = new Uint8Array([1, 2, 3, 4, 5]);
  assert.deepEqual(loginsFor('DY-0042', random), ['dy-0042', 'u04106105']);
  assert.deepEqual(loginsFor(null, random), ['u04106105', 'u04106105']);
  assert.deepEqual(loginsFor('张 42', random), ['u04106105', 'u04106105']);
});
