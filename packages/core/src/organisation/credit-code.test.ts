import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkCharacter, creditCodeFault } from './credit-code.ts';

test('the example of GB 32100-2015 and codes that companies print on their pages are valid', () => {
  for (const code of [
    '91350100M000100Y43',
    '9144030071526726XG',
    '914403001922038216',
    '91110000802100433B',
    '91330100799655058B',
  ])
    assert.equal(creditCodeFault(code), null, code);
});

test('a wrong check character, a wrong length or a letter that the standard leaves out is a fault', () => {
  assert.equal(creditCodeFault('91350100M000100Y44'), 'credit-code-check');
  assert.equal(creditCodeFault('91350100M000100Y4'), 'credit-code-form');
  assert.equal(creditCodeFault('9135010OM000100Y43'), 'credit-code-form');
  assert.equal(creditCodeFault('9.1350100M00010E+17'), 'credit-code-form');
});

test('changing any one character of a valid code makes it invalid', () => {
  const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 6, maxLength: 6 });
  const rest = fc.string({ unit: fc.constantFrom(...characters.split('')), minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(digits, rest, fc.nat(16), fc.constantFrom(...characters.split('')), (place, body, at, other) => {
      const first = `91${place}${body}`;
      const code = first + checkCharacter(first);
      assert.equal(creditCodeFault(code), null);
      const changed = code.slice(0, at) + other + code.slice(at + 1);
      if (changed !== code) assert.notEqual(creditCodeFault(changed), null);
    }),
  );
});
