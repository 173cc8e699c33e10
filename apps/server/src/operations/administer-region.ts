import { accountOfLogin, appointDirectly } from '../access/index.ts';
import { findRoots } from '../organisation/index.ts';
import { inTransaction, type Db, type Tx } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';
import { record } from '../ledger/index.ts';
import { OperationRefused } from './operation-refused.ts';

export interface Administering {
  readonly region: number;
  /** Login of whoever is to administer both topmost nodes. */
  readonly login: string;
}

interface When {
  readonly at: Date;
  readonly timeZone: string;
}

/** Somebody who has an account anywhere in the instance administers a storage region; answers the names of its two topmost nodes. */
export function administerRegion(db: Db, wish: Administering, when: When): Promise<readonly string[]> {
  return inTransaction(db, EVERYWHERE, (tx) => appointOver(tx, wish, when));
}

export async function appointOver(tx: Tx, { region, login }: Administering, when: When): Promise<readonly string[]> {
  const roots = await findRoots(tx, region);
  if (roots.length === 0)
    throw new OperationRefused(`There is no region ${region}: "muster make-region ${region}" makes one.`);
  const account = await accountOfLogin(tx, login);
  if (account === null)
    throw new OperationRefused(`Nobody has the login ${login}: name somebody who has an account, to administer there.`);
  const given = await appointDirectly(tx, { personId: account.person_id, role: 'administrator', nodes: roots }, when);
  if (given.length === 0) throw new OperationRefused(`${login} administers region ${region} already.`);
  await record(tx, given, { actor: null, at: when.at });
  return roots.map(({ name }) => name);
}
