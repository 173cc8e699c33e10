import pg from 'pg';
import { startInstance } from '@muster/testkit/instance';
import { runMuster } from './muster.ts';
import { logIn, type Visitor } from './visitor.ts';

/** The demo city, served, with its past whole. Times are milliseconds since the command was given. */
export interface City {
  readonly address: string;
  readonly folder: string;
  readonly office: Visitor;
  readonly rootId: string;
  /** As the owner of the tables: what is measured beside the product goes past it. */
  readonly database: pg.Client;
  /** null for a city that was there. */
  readonly usableAfter: number | null;
  readonly wholeAfter: number | null;
  readonly stop: () => Promise<void>;
}

const office = 'office';
const password = 'muster-demo';

/** Builds the city in a folder of its own, as whoever tries the demo does, and waits for the whole of its past. */
export async function buildCity(say: (line: string) => void): Promise<City> {
  say('The demo city is being built in an empty folder');
  const start = performance.now();
  const instance = await startInstance('demo', ['--city']);
  try {
    const visitor = await logIn(instance.address, office, password);
    const rootId = await lookAround(visitor);
    const usableAfter = performance.now() - start;
    say(`It can be used after ${Math.round(usableAfter / 1000)} s; its past is being written`);
    await instance.heard(/^The past is whole/);
    const wholeAfter = performance.now() - start;
    say(`Its past is whole after ${Math.round(wholeAfter / 1000)} s`);
    const { address, folder } = instance;
    const database = await connect(folder);
    const stop = async (): Promise<void> => {
      await database.end();
      await instance.stop();
    };
    return { address, folder, office: visitor, rootId, database, usableAfter, wholeAfter, stop };
  } catch (error) {
    await instance.stop();
    throw error;
  }
}

/** One that is being served already, whole; it is left running. */
export async function visitCity(address: string, folder: string): Promise<City> {
  const visitor = await logIn(address, office, password);
  const rootId = await lookAround(visitor);
  const database = await connect(folder);
  return {
    address,
    folder,
    office: visitor,
    rootId,
    database,
    usableAfter: null,
    wholeAfter: null,
    stop: () => database.end(),
  };
}

type Figures = { readonly bands: readonly { readonly units: number }[] };

/** Usable means: logged in, a tree, a roster, and the figures of the first batch. Answers the topmost node. */
async function lookAround(visitor: Visitor): Promise<string> {
  const { grants } = await visitor.get<{ grants: readonly { organisationId: string }[] }>('/api/session');
  const rootId = grants[0]?.organisationId;
  if (rootId === undefined) throw new Error('The office has no say anywhere.');
  const tree = await visitor.get<{ nodes: readonly unknown[] }>(`/api/organisations/${rootId}/children`);
  const roster = await visitor.get<{ members: readonly unknown[] }>(`/api/organisations/${rootId}/members`);
  const { bands } = await visitor.get<Figures>(`/api/organisations/${rootId}/overview`);
  if (tree.nodes.length === 0 || roster.members.length === 0) throw new Error('There is no tree, or no roster.');
  if (!bands.some(({ units }) => units > 0)) throw new Error('There are no figures of the first batch.');
  return rootId;
}

export async function connect(folder: string, role: 'owner' | 'worker' = 'owner'): Promise<pg.Client> {
  const database = new pg.Client({ connectionString: await connectionOf(folder, role) });
  await database.connect();
  return database;
}

export async function connectionOf(folder: string, role: 'app' | 'owner' | 'worker'): Promise<string> {
  const printed = await runMuster(['database', role, '--data', folder, '--json']);
  return (JSON.parse(printed) as { address: string }).address;
}
