import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { makeClient, Refused, type Client } from '@muster/client';
import type { RefusalCode } from '@muster/contract';
import { openTestServer, type TestServer } from '@muster/server/test-server';
import { cloneDatabase, ensureTemplate, type TestDatabase } from '@muster/server/testing';
import { buildHouse, idsOf } from './build-house.ts';
import type { CastName } from './cast.ts';
import { testNow } from './playbook.ts';

/** A server of one test's own with the cast in the small organisation, on its own copy of the database. */
export interface TestHouse extends Pick<
  TestServer,
  'address' | 'clock' | 'filesFolder' | 'fold' | 'differences' | 'recount' | 'remind' | 'queries' | 'signIn' | 'account'
> {
  readonly database: TestDatabase;
  /** Somebody of the cast, or `stranger`, who has not logged in. */
  readonly as: (who: CastName | 'stranger') => Promise<Client>;
  /** Somebody whose account the test made itself. */
  readonly signedIn: (login: string) => Promise<Client>;
  /** Id of a node or person of the small organisation, by code. */
  readonly id: (code: string) => string;
  readonly close: () => Promise<void>;
}

/** Starts in about a fifth of a second; close it in the test's `after`. */
export async function startTestHouse(): Promise<TestHouse> {
  const template = await ensureTemplate(`house|${contentKey()}`, async (connection) => {
    const server = await openTestServer(connection, testNow);
    try {
      await buildHouse(server, connection('owner'));
    } finally {
      await server.close();
    }
  });
  const database = await cloneDatabase(template);
  const server = await openTestServer(database.connection, testNow);
  const id = await idsOf(database.superuser());
  const clients = new Map<string, Client>();
  return {
    ...server,
    database,
    id,
    signedIn: (login) => signedIn(server, login),
    as: async (who) => {
      if (who === 'stranger') return makeClient({ baseUrl: server.address });
      const client = clients.get(who) ?? (await signedIn(server, who.toLowerCase()));
      clients.set(who, client);
      return client;
    },
    close: async () => {
      await server.close();
      await database.drop();
    },
  };
}

async function signedIn(server: TestServer, login: string): Promise<Client> {
  const session = await server.signIn(login);
  return makeClient({ baseUrl: server.address, csrf: () => session.csrf, headers: () => ({ cookie: session.cookie }) });
}

/** The code of a refusal, or null when there was none: for `assert.equal(await refusalOf(…), 'not-permitted')`. */
export async function refusalOf(call: Promise<unknown>): Promise<RefusalCode | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.problem.code as RefusalCode;
    throw error;
  }
}

/** Why a list was not taken: the place of each fault in it, and its code. */
export async function faultsOf(call: Promise<unknown>): Promise<readonly (readonly [string, string])[]> {
  try {
    await call;
    return [];
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.code !== 'list-refused') throw error;
    return (error.problem.faults ?? []).map(({ field, code }) => [field, code]);
  }
}

/** The template is made anew when what it is built from changes. */
function contentKey(): string {
  const hash = createHash('sha256');
  for (const file of globSync('*.ts', { cwd: import.meta.dirname }).toSorted())
    hash.update(readFileSync(join(import.meta.dirname, file)));
  return hash.digest('hex').slice(0, 16);
}
