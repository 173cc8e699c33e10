import { refuse, type Refusal } from '../kernel/index.ts';

const least = 10;
const most = 200;

/** Those of ten characters and more that every list of leaked passwords begins with, here and abroad. */
const common: ReadonlySet<string> = new Set([
  '0123456789',
  '1234567890',
  '12345678910',
  '123456789a',
  'a123456789',
  'aa123456789',
  'abc123456789',
  'abcd123456',
  'abcd1234567',
  'abcdefghij',
  '9876543210',
  '0987654321',
  '1122334455',
  '11223344556',
  '1111122222',
  '1234512345',
  '123123123123',
  '147258369a',
  '1314520520',
  '5201314520',
  '5201314521',
  'woaini1314',
  'woaini520520',
  'woaini521521',
  'zhongguo123',
  'administrator',
  'admin12345',
  'admin123456',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'p@ssw0rd123',
  'changeme123',
  'letmein123',
  'welcome123',
  'iloveyou123',
  'qwertyuiop',
  'qwerty12345',
  'qwerty123456',
  'asdfghjkl123',
  'asdfghjkl;',
  'zxcvbnm123',
  'qazwsxedcrfv',
  '1qaz2wsx3edc',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
]);

type Weakness = 'too-short' | 'too-long' | 'is-login' | 'one-character' | 'common';

/** Length is what counts: no classes of characters are forced, and no change by the calendar. Null when it will do. */
export function judgePassword(password: string, login: string): Refusal<'password-too-weak'> | null {
  const reason = weaknessOf(password.normalize('NFC'), login);
  return reason === null ? null : refuse('password-too-weak', { least, reason }, 'password');
}

function weaknessOf(password: string, login: string): Weakness | null {
  const characters = Array.from(password);
  if (characters.length < least) return 'too-short';
  if (characters.length > most) return 'too-long';
  if (password.toLowerCase() === login.toLowerCase()) return 'is-login';
  if (new Set(characters).size === 1) return 'one-character';
  return common.has(password.toLowerCase()) ? 'common' : null;
}
