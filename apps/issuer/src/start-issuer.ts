import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import { controlAt, endingOf, listenNear, makeHousehold, serveControl, type Beside } from '@muster/box/beside';
import type pg from 'pg';
import { makeIssuer } from './issuer.ts';
import { openPollKeys } from './poll-keys.ts';
import { openRosterDatabase } from './roster-database.ts';
import { issuerDoor } from './serve-issuer.ts';
import { startSigner } from './signer.ts';

export interface IssuerSettings {
  /** Of its keys and its control socket; in no back-up. */
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly orAnother: boolean;
  /** As the login that asks for rosters and reads no table. */
  readonly database: pg.PoolConfig;
  readonly deskOrigin: string | null;
  readonly tls: Pick<ServerOptions, 'cert' | 'key'> | null;
}

export async function startIssuer(
  { folder, database: connection, tls, deskOrigin, ...wish }: IssuerSettings,
  broken: (error: unknown) => void,
  now: () => Date = () => new Date(),
): Promise<Beside> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = openRosterDatabase(connection, broken);
  const signer = startSigner();
  const issuer = makeIssuer({ database, signer, keys: openPollKeys(folder), now });
  const control = await serveControl(
    controlAt(folder),
    {
      prepare: ({ polls }: { polls: readonly string[] }) => issuer.prepare(polls),
      finish: ({ poll }: { poll: string }) => issuer.finish(poll),
      slips: ({ poll, count }: { poll: string; count: number }) => issuer.slips(poll, count),
    },
    broken,
  );
  const door = issuerDoor({ issuer, deskOrigin, broken });
  const limits = { requestTimeout: 10_000, keepAlive: false };
  const server = tls === null ? createServer(limits, door) : createSecureServer({ ...limits, ...tls }, door);
  const end = endingOf(server);
  const port = await listenNear(server, wish);
  const household = makeHousehold(() => issuer.keepHouse(), 2_000, broken);
  return {
    port,
    close: async () => {
      await Promise.all([end(), new Promise((done) => control.close(done))]);
      await household.close();
      await signer.close();
      await database.close();
    },
  };
}
