import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

/** Of a password that nobody knows any more: checking it takes as long as checking somebody's. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$H94tsMcPAFSXS0b1AJL6Ww$sVjQuHPzVcWnoZCU2X4RKzpHWyRe27yaTROuowjqHmE';

/** Argon2id as a PHC string. The salt is 16 random bytes. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const tag = await derive('argon2id', { message: password.normalize('NFC'), nonce: salt, tagLength, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(salt)}$${plain(tag)}`;
}

/** Without a hash (no such login, or no password yet) the answer is no, after the same time. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const stored = read(hash ?? nobody);
  const tag = await derive('argon2id', { message: password.normalize('NFC'), ...stored.parameters });
  return timingSafeEqual(tag, stored.tag) && hash !== null;
}

function plain(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}

function read(hash: string) {
  const [, , , costs = '', salt = '', tag = ''] = hash.split('$');
  const [memory, passes, parallelism] = costs.split(',').map((each) => Number(each.slice(2)));
  if (memory === undefined || passes === undefined || parallelism === undefined)
    throw new Error('A stored password is not an argon2id hash.');
  const bytes = Buffer.from(tag, 'base64');
  return {
    tag: bytes,
    parameters: { nonce: Buffer.from(salt, 'base64'), tagLength: bytes.length, memory, passes, parallelism },
  };
}
