import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgePassword } from './password.ts';

const reason = (password: string, login = 'somebody') => judgePassword(password, login)?.params.reason ?? 'will do';

test('ten characters will do, of any kind', () => {
  assert.equal(reason('greenapple'), 'will do');
  assert.equal(reason('先进性教育活动第二批次'), 'will do');
  assert.equal(reason('a b c d e f g'), 'will do');
});

test('nine are too few, and the refusal says how many are wanted', () => {
  assert.deepEqual(judgePassword('greenappl', 'x'), {
    refused: 'password-too-weak',
    params: { least: 10, reason: 'too-short' },
    field: 'password',
  });
});

test('characters are counted, not the bytes or halves that a machine stores them in', () => {
  assert.equal(reason('😀😁😂🤣😃'), 'too-short');
});

test('200 characters will do, 201 will not', () => {
  assert.equal(reason('ab'.repeat(100)), 'will do');
  assert.equal(reason(`${'ab'.repeat(100)}c`), 'too-long');
});

test('the login, one repeated character and the commonest passwords are refused', () => {
  assert.equal(reason('Zhang.Weimin', 'zhang.weimin'), 'is-login');
  assert.equal(reason('aaaaaaaaaaaa'), 'one-character');
  assert.equal(reason('1234567890'), 'common');
  assert.equal(reason('QWERTYUIOP'), 'common');
});
