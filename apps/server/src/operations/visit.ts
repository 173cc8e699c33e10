import type { FastifyInstance } from 'fastify';
import { accountOfLogin, makeSessions, openSession } from '../access/index.ts';
import { makeApp, platformOf, type AppParts } from '../app.ts';
import { systemChance } from '../platform/chance.ts';
import { systemClock } from '../platform/clock.ts';
import { inTransaction } from '../platform/database/db.ts';
import { NOBODY } from '../platform/database/scope.ts';
import { makeLog } from '../platform/log.ts';
import type { Installation } from './installation.ts';
import { visitorOf, type Visitor } from './visitor.ts';

export interface Visits {
  /** Whoever operates the machine may act in somebody's name; rights and records are then those of that person. */
  readonly as: (login: string) => Promise<Visitor>;
  /** What anybody may ask. */
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

/** The whole server without a socket. Asks an issuer and a box where they are given. */
export async function openVisits(
  { app: db, files }: Pick<Installation, 'app' | 'files'>,
  voting?: AppParts['voting'],
): Promise<Visits> {
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
    ...(voting && { voting }),
    log: makeLog('silent'),
    tls: null,
    trustProxy: false,
    requestsAMinute: null,
    deskFolder: null,
  });
  const sessions = makeSessions({ platform: platformOf(parts), sessionHours: parts.sessionHours });
  return {
    app,
    close: () => app.close(),
    as: async (login) => {
      const at = new Date();
      const session = sessions.fresh(at);
      const personId = await inTransaction(db, NOBODY, async (tx) => {
        const account = await accountOfLogin(tx, login);
        if (account?.state !== 'active') throw new Error(`Nobody has the login ${login}, or it is not active.`);
        await openSession(tx, session, account.id, at);
        return account.person_id;
      });
      return visitorOf(app, personId, { cookie: `muster_session=${session.token}`, csrf: session.csrf });
    },
  };
}

/** One visit, in somebody's name. */
export async function visitAs<T>(
  installation: Pick<Installation, 'app' | 'files'>,
  login: string,
  work: (visitor: Visitor) => Promise<T>,
): Promise<T> {
  const visits = await openVisits(installation);
  try {
    return await work(await visits.as(login));
  } finally {
    await visits.close();
  }
}
