import { judgePassword } from '@muster/core/access';
import { hashPassword, resetPassword } from '../access/index.ts';
import { systemChance } from '../platform/chance.ts';
import { inTransaction } from '../platform/database/db.ts';
import { NOBODY } from '../platform/database/scope.ts';
import type { Installation } from './installation.ts';

/** Sets a password and ends the open sessions; answers what is wrong, or null. */
export async function setPasswordOf({ app }: Installation, login: string, password: string): Promise<string | null> {
  const weak = judgePassword(password, login);
  if (weak !== null) return `the password is too weak: ${JSON.stringify(weak.params)}`;
  const hash = await hashPassword(password, systemChance.bytes(16));
  const known = await inTransaction(app, NOBODY, (tx) => resetPassword(tx, login, hash, new Date()));
  return known ? null : `nobody has the login ${login}`;
}
