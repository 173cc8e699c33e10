import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { VotingPlaces } from '../ballot/index.ts';
import type { Config } from '../platform/config/config.ts';
import { openCluster } from '../platform/database/cluster.ts';
import { hasPasswords } from '../platform/database/roles.ts';
import { serverAsRole } from '../platform/database/server.ts';
import { keepBeside, type BesideName, type KeptProcess } from './beside.ts';

export interface Voting {
  readonly places: VotingPlaces;
  close(): Promise<void>;
}

export interface Apart {
  readonly address: string;
  readonly lost: Promise<Error>;
  close(): Promise<void>;
  letGo(): Promise<void>;
}

/** Starts both beside the desk; where they run apart, what is known of them stands in the settings. */
export async function startVoting(
  config: Config,
  database: pg.PoolConfig,
  broken: (message: string) => void,
): Promise<Voting> {
  const { issuer: ofIssuer, box: ofBox } = config.voting;
  const folders = { issuerFolder: join(config.dataFolder, 'issuer'), boxFolder: join(config.dataFolder, 'box') };
  if (!config.voting.isBeside)
    return {
      places: { ...folders, addresses: () => ({ issuer: ofIssuer.url ?? '', box: ofBox.url ?? '' }) },
      close: () => Promise.resolve(),
    };
  const box = await keepBeside('box', boxSettings(config), broken);
  try {
    const issuer = await keepBeside('issuer', issuerSettings(config, database), broken);
    return {
      places: {
        ...folders,
        addresses: () => ({ issuer: addressOf(config, 'issuer', issuer), box: addressOf(config, 'box', box) }),
      },
      close: async () => {
        await issuer.close();
        await box.close();
      },
    };
  } catch (error) {
    await box.close();
    throw error;
  }
}

/** One of them by itself, on the machine and in the data folder of its instance. */
export async function serveApart(name: BesideName, config: Config, say: (line: string) => void): Promise<Apart> {
  if (!hasPasswords(config.dataFolder))
    throw new Error(`There is no instance in ${config.dataFolder}: check --data (or MUSTER_DATA).`);
  const reached = name === 'issuer' ? await reach(config, say) : null;
  const settings = reached === null ? boxSettings(config) : issuerSettings(config, reached.database);
  const kept = await keepBeside(name, settings, say).catch(async (error: unknown) => {
    await reached?.close();
    throw error;
  });
  return {
    address: addressOf(config, name, kept),
    lost: new Promise(() => undefined),
    close: async () => {
      await kept.close();
      await reached?.close();
    },
    letGo: async () => reached?.close(),
  };
}

/** As the issuer's own login: of a server the address is enough, the built-in database is started where it does not run. */
async function reach(config: Config, say: (line: string) => void) {
  const { databaseUrl, dataFolder } = config;
  if (databaseUrl !== undefined)
    return { database: serverAsRole(dataFolder, databaseUrl, 'issuer'), close: () => Promise.resolve() };
  const cluster = await openCluster(config, say);
  return { database: cluster.connection('issuer'), close: () => cluster.stop() };
}

const plus: Readonly<Record<BesideName, number>> = { issuer: 1, box: 2 };

/** Near the desk's port, so that it is the same at the next start; a free one where the desk has a free one. */
function common(config: Config, name: BesideName) {
  const { port } = config.voting[name];
  const near = config.port === 0 ? 0 : Math.min(config.port + plus[name], 65_535);
  return {
    folder: join(config.dataFolder, name),
    host: config.host,
    port: port ?? near,
    orAnother: port === undefined,
    tls:
      config.tls === undefined
        ? null
        : { cert: readFileSync(config.tls.certFile, 'utf8'), key: readFileSync(config.tls.keyFile, 'utf8') },
  };
}

function boxSettings(config: Config) {
  return { ...common(config, 'box'), board: join(config.dataFolder, 'board') };
}

function issuerSettings(config: Config, database: pg.PoolConfig) {
  const deskOrigin = config.publicUrl === undefined ? null : new URL(config.publicUrl).origin;
  return { ...common(config, 'issuer'), database, deskOrigin };
}

function addressOf(config: Config, name: BesideName, kept: KeptProcess): string {
  const { url } = config.voting[name];
  if (url !== undefined) return url.replace(/\/+$/, '');
  const desk = new URL(config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}`);
  return `${config.tls === undefined ? 'http' : 'https'}://${desk.hostname}:${kept.port()}`;
}
