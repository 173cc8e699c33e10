import { appoint, setUp } from '@muster/contract/access';
import { listRoots } from '@muster/contract/organisation';
import type { FastifyInstance } from 'fastify';
import { v7 } from 'uuid';
import { createAccountDirectly, hashPassword, makeSessions, openSession } from '../../access/index.ts';
import { makeApp, platformOf } from '../../app.ts';
import { systemChance } from '../../platform/chance.ts';
import { inTransaction } from '../../platform/database/db.ts';
import { NOBODY } from '../../platform/database/scope.ts';
import { makeLog } from '../../platform/log.ts';
import { DemoClock } from './calendar.ts';
import { demoPassword } from './demo-password.ts';
import type { Installation } from '../installation.ts';
import { patiently, visitorOf, type Visitor } from '../visitor.ts';

export interface RootNames {
  readonly place: string;
  readonly party: string;
}

export interface DemoHouse {
  readonly clock: DemoClock;
  setUp(
    names: RootNames,
  ): Promise<{ administrator: Visitor; office: Visitor; placeRootId: string; partyRootId: string }>;
  /** An account with the demo's password and an open session. */
  account(personId: string, login: string): Promise<Visitor>;
  /** Once it is, nobody in it begins anything more. */
  readonly stopping: AbortSignal | undefined;
  close(): Promise<void>;
}

/** The whole server without a socket, on the demo's own clock; the past that it writes is allowed while the instance is building. */
export async function openDemoHouse(
  { app: db, files }: Pick<Installation, 'app' | 'files'>,
  timeZone: string,
  now: Date,
  stopping?: AbortSignal,
): Promise<DemoHouse> {
  const clock = new DemoClock(now);
  const parts = {
    db,
    clock,
    chance: systemChance,
    timeZone,
    publicUrl: 'http://127.0.0.1',
    files,
    sessionHours: 24 * 365,
  };
  const app = await makeApp({
    ...parts,
    // Being busy is asked again, patiently; who gives up says so.
    log: makeLog('error'),
    tls: null,
    trustProxy: false,
    requestsAMinute: null,
    deskFolder: null,
  });
  const sessions = makeSessions({ platform: platformOf(parts), sessionHours: parts.sessionHours });
  const passwordHash = await hashPassword(demoPassword, systemChance.bytes(16));

  const account = async (personId: string, login: string): Promise<Visitor> => {
    const at = clock.now();
    const session = sessions.fresh(at);
    await inTransaction(db, NOBODY, async (tx) => {
      const id = await createAccountDirectly(tx, {
        id: v7(),
        person: { regionId: 0, id: personId },
        login,
        passwordHash,
        at,
      });
      await openSession(tx, session, id, at);
    });
    return visitorOf(app, personId, { cookie: `muster_session=${session.token}`, csrf: session.csrf }, stopping);
  };

  return {
    clock,
    account,
    stopping,
    close: () => app.close(),
    setUp: async (names) => {
      const administrator = await firstAdministrator(app, names, stopping);
      const { nodes } = await administrator.call(listRoots, {});
      const [placeRootId, partyRootId] = ['place', 'party'].map(
        (tree) => nodes.find((node) => node.tree === tree)?.id ?? '',
      );
      if (placeRootId === undefined || partyRootId === undefined) throw new Error('The demo has no roots');
      const { personId } = await administrator.call(appoint, {
        params: { organisationId: placeRootId },
        body: { personName: '周岚', role: 'office' },
      });
      await administrator.call(appoint, {
        params: { organisationId: partyRootId },
        body: { personId, role: 'office' },
      });
      return { administrator, office: await account(personId, 'office'), placeRootId, partyRootId };
    },
  };
}

async function firstAdministrator(
  app: FastifyInstance,
  { place, party }: RootNames,
  stopping: AbortSignal | undefined,
): Promise<Visitor> {
  const payload = {
    instanceName: `${place}先进性教育活动`,
    placeRootName: place,
    partyRootName: party,
    personName: '江晚晴',
    login: 'admin',
    password: demoPassword,
  };
  const answer = await patiently(async () => app.inject({ method: 'POST', url: setUp.path, payload }), stopping);
  if (answer.statusCode !== 201) throw new Error(`The demo could not be set up: ${answer.body}`);
  const me = answer.json<{ csrf: string; person: { id: string } }>();
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return visitorOf(app, me.person.id, { cookie, csrf: me.csrf }, stopping);
}
