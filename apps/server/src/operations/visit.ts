import { accountOfLogin, makeSessions, openSession } from '../access/index.ts';
import { makeApp, platformOf } from '../app.ts';
import { systemChance } from '../platform/chance.ts';
import { systemClock } from '../platform/clock.ts';
import { inTransaction } from '../platform/database/db.ts';
import { NOBODY } from '../platform/database/scope.ts';
import { makeLog } from '../platform/log.ts';
import type { Installation } from './installation.ts';
import { visitorOf, type Visitor } from './visitor.ts';

/** Whoever operates the machine may act in somebody's name; rights and records are then those of that person. */
export async function visitAs<T>(
  { app: db, files }: Pick<Installation, 'app' | 'files'>,
  login: string,
  work: (visitor: Visitor) => Promise<T>,
): Promise<T> {
  const parts = {
    db,
    files,
    clock: systemClock,
    chance: systemChance,
    timeZone: 'Asia/Shanghai',
    publicUrl: '',
    sessionHours: 1,
  };
  const app = await makeApp({
    ...parts,
    log: makeLog('silent'),
    tls: null,
    trustProxy: false,
    requestsAMinute: null,
    deskFolder: null,
  });
  const at = new Date();
  const session = makeSessions({ platform: platformOf(parts), sessionHours: 1 }).fresh(at);
  try {
    const personId = await inTransaction(db, NOBODY, async (tx) => {
      const account = await accountOfLogin(tx, login);
      if (account?.state !== 'active') throw new Error(`Nobody has the login ${login}, or it is not active.`);
      await openSession(tx, session, account.id, at);
      return account.person_id;
    });
    return await work(visitorOf(app, personId, { cookie: `muster_session=${session.token}`, csrf: session.csrf }));
  } finally {
    await app.close();
  }
}
