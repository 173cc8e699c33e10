import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, entryLeaf, recordHash } from './index.ts';

test('one spelling for one value, keys by UTF-16 code units (RFC 8785, 3.2.3)', () => {
  const value = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\u00f6': 'o',
  };
  assert.equal(
    canonicalJson(value),
    '{"\\r":"Carriage Return","1":"One","ö":"o","€":"Euro Sign","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  );
  assert.equal(
    canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27]),
    '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
  );
});

test('a number that is not finite is refused', () => {
  assert.throws(() => canonicalJson(Number.NaN), RangeError);
});

test('the salt, the value and the order of records all change the leaf', () => {
  const salt = new Uint8Array(16).fill(1);
  const other = new Uint8Array(16).fill(2);
  const a = recordHash(salt, { person: 'p1', presence: 'present' });
  const b = recordHash(other, { person: 'p1', presence: 'present' });
  const c = recordHash(salt, { person: 'p1', presence: 'absent' });
  assert.notDeepEqual(a, b);
  assert.notDeepEqual(a, c);
  assert.notDeepEqual(entryLeaf({ kind: 'k' }, [a, b]), entryLeaf({ kind: 'k' }, [b, a]));
  assert.notDeepEqual(entryLeaf({ kind: 'k' }, [a]), entryLeaf({ kind: 'l' }, [a]));
});

test('a salt that is too short is refused', () => {
  assert.throws(() => recordHash(new Uint8Array(8), null), RangeError);
});
