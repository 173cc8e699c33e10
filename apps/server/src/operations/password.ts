import { judgePassword } from '@muster/core/access';
import { accountOfLogin, hashPassword, resetPassword } from '../access/index.ts';
import { systemChance } from '../platform/chance.ts';
import { inTransaction } from '../platform/database/db.ts';
import { NOBODY } from '../platform/database/scope.ts';
import type { Installation } from './installation.ts';

export function isLogin({ app }: Installation, login: string): Promise<boolean> {
  return inTransaction(app, NOBODY, async (tx) => (await accountOfLogin(tx, login)) !== null);
}

/** Sets a password and ends the open sessions; answers what is wrong, or null. */
export async function setPasswordOf({ app }: Installation, login: string, password: string): Promise<string | null> {
  const weak = judgePassword(password, login);
  if (weak !== null)
    return `The password is too weak: at least ${weak.params['least']} characters, not the login itself, not one character repeated, and no common password.`;
  const hash = await hashPassword(password, systemChance.bytes(16));
  const known = await inTransaction(app, NOBODY, (tx) => resetPassword(tx, login, hash, new Date()));
  return known ? null : `Nobody has the login ${login}.`;
}
