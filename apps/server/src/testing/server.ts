import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { accountOfLogin, createAccountDirectly, makeSessions, openSession } from '../access/index.ts';
import { makeApp, platformOf } from '../app.ts';
import { remind } from '../obligation/index.ts';
import { DemoClock } from '../operations/demo/calendar.ts';
import { systemChance } from '../platform/chance.ts';
import { inTransaction, openDatabase } from '../platform/database/db.ts';
import { NOBODY } from '../platform/database/scope.ts';
import { makeLog } from '../platform/log.ts';
import { findDifferences, foldAll, recount, type Difference } from '../rollup/index.ts';
import type { Connection } from '../platform/database/grants.ts';

/** What a browser keeps of somebody who has logged in. */
export interface TestSession {
  readonly personId: string;
  readonly cookie: string;
  readonly csrf: string;
}

export interface TestServer {
  /** `http://127.0.0.1:…` */
  readonly address: string;
  /** Stands still until a test moves it. */
  readonly clock: DemoClock;
  /** Where its files are kept until it closes. */
  readonly filesFolder: string;
  /** Makes an account that nobody has a password for. */
  readonly account: (personId: string, login: string) => Promise<void>;
  readonly signIn: (login: string) => Promise<TestSession>;
  /** Statements that the application has sent so far. */
  readonly queries: () => number;
  readonly fold: () => Promise<void>;
  readonly differences: () => Promise<Difference[]>;
  readonly recount: () => Promise<number>;
  /** As the job does, at the test's own time. */
  readonly remind: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** What takes long on a busy machine is still right: how long people are kept waiting is held elsewhere. Milliseconds. */
const patient = { connectionTimeoutMillis: 60_000, statement_timeout: 120_000 };

/** The whole server on a real socket and a real database, on a clock of the test's own. */
export async function openTestServer(connection: Connection, now: Date): Promise<TestServer> {
  let queries = 0;
  const db = openDatabase({ ...connection('app'), ...patient, max: 8 }, () => (queries += 1));
  const worker = openDatabase({ ...connection('worker'), ...patient, max: 2 });
  const clock = new DemoClock(now);
  const filesFolder = mkdtempSync(join(tmpdir(), 'muster-files-'));
  const parts = {
    db,
    clock,
    chance: systemChance,
    timeZone: 'Asia/Shanghai',
    publicUrl: 'http://127.0.0.1',
    files: { folder: filesFolder, limitBytes: 1_000_000 },
    sessionHours: 24 * 365,
  };
  const app = await makeApp({
    ...parts,
    log: makeLog(process.env['MUSTER_TEST_LOG'] ?? 'silent'),
    tls: null,
    trustProxy: false,
    requestsAMinute: null,
    deskFolder: null,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const sessions = makeSessions({ platform: platformOf(parts), sessionHours: parts.sessionHours });
  return {
    address: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    clock,
    filesFolder,
    account: (personId, login) =>
      inTransaction(db, NOBODY, async (tx) => {
        await createAccountDirectly(tx, {
          id: v7(),
          person: { regionId: 0, id: personId },
          login,
          passwordHash: nobodys,
          at: clock.now(),
        });
      }),
    signIn: (login) =>
      inTransaction(db, NOBODY, async (tx) => {
        const account = await accountOfLogin(tx, login);
        if (account === null) throw new Error(`no account ${login}`);
        const session = sessions.fresh(clock.now());
        await openSession(tx, session, account.id, clock.now());
        return { personId: account.person_id, cookie: `muster_session=${session.token}`, csrf: session.csrf };
      }),
    queries: () => queries,
    fold: () => foldAll(worker),
    differences: () => findDifferences(worker),
    recount: () => recount(worker),
    remind: () => remind(worker, clock.now(), parts.timeZone),
    close: async () => {
      await app.close();
      await db.close();
      await worker.close();
      rmSync(filesFolder, { recursive: true, force: true });
    },
  };
}

/** An argon2id hash that no password has. */
const nobodys = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
