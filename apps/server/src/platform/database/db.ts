import { Kysely, PostgresDialect, sql, type PostgresPoolClient, type RawBuilder, type Transaction } from 'kysely';
import type { ReadonlyQueryCreator } from 'kysely/readonly';
import pg from 'pg';
import { ahead, isKept, isMarkedAhead, kept } from './marks.ts';
import { makeNames } from './prepared.ts';
import type { DB } from './schema.gen.ts';
import type { Scope } from './scope.ts';
import { values, type Values } from './values.ts';

declare const write: unique symbol;
declare const read: unique symbol;

/**
 * A transaction that only reads: PostgreSQL refuses a write in it, the type leaves the writing methods out.
 * Raw SQL runs with `sql`…`.execute(tx)`.
 */
export type ReadTx = Pick<
  Transaction<DB>,
  'selectFrom' | 'selectNoFrom' | 'fn' | 'case' | 'dynamic' | 'executeQuery' | 'getExecutor'
> &
  Pick<ReadonlyQueryCreator<DB>, 'with' | 'withRecursive'> & { readonly [read]: true };

/** A transaction that may write; fits wherever a ReadTx is wanted. */
export type Tx = Transaction<DB> & ReadTx & { readonly [write]: true };

/** The database. Nothing can be asked of it but a transaction with a scope, and a statement that has none and sees nobody's rows. */
export interface Db {
  readonly begin: <T>(mode: 'read only' | 'read write', work: (tx: Transaction<DB>) => Promise<T>) => Promise<T>;
  /**
   * One statement by itself, without a scope: what every request begins with, so that it costs one way to the database and not four. It
   * sees what functions answer that were made for it; of tables it sees nothing.
   */
  readonly ask: <Row>(statement: RawBuilder<Row>) => Promise<Row[]>;
  close(): Promise<void>;
}

/** No connection could be had in time, or it was lost: the request can be tried again, with the same key. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** Held by every command that writes, shared; by one that changes places, alone. */
const places = 4_870_002;

const LIMITS = {
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 30_000,
  connectionTimeoutMillis: 5_000,
  application_name: 'muster',
};

interface PoolConfig extends pg.PoolConfig {
  /** All statements that come again are planned once by each connection, not only those of which that is said. */
  readonly keepsPlans?: true;
}

/**
 * Opens a pool; connections are made when first needed. Milliseconds; `config` overrides the limits. `onQuery` is told of each
 * statement, so that a test can hold their number against the size of the tree.
 */
export function openDatabase({ keepsPlans, ...config }: PoolConfig, onQuery?: (statement: string) => void): Db {
  const types = values();
  const pool = new pg.Pool({ ...LIMITS, ...config, types, pipeline: true });
  const nameOf = makeNames(keepsPlans === true ? () => true : isKept);
  // An idle or a busy connection that dies emits an error that nobody awaits; unheard, it would end Node. The query itself rejects.
  pool.on('error', () => undefined);
  const watched = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  pool.on('connect', (client) => watched.set(client, watch(client, nameOf)));
  const take = async () => {
    const client = await connect(pool, types);
    return watched.get(client) ?? client;
  };
  const kysely = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: { connect: take, end: () => pool.end(), options: pool.options } }),
    ...(onQuery === undefined ? {} : { log: ({ query }) => onQuery(query.sql) }),
  });
  return {
    begin: (mode, work) => kysely.transaction().setAccessMode(mode).execute(work),
    ask: async (statement) => (await statement.execute(kysely)).rows,
    close: () => kysely.destroy(),
  };
}

/** One command: all of it is kept, or none. */
export function inTransaction<T>(db: Db, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.begin('read write', async (tx) => {
    await setScope(tx, scope, sql`pg_advisory_xact_lock_shared(${places})`);
    return work(tx as Tx);
  });
}

/**
 * One command while no other is under way: for what changes places, of which every row beneath keeps a copy. One that ran beside it
 * would go on writing the old place. It waits for those that have begun, not for long: then it is tried again.
 */
export function inTransactionAlone<T>(db: Db, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.begin('read write', async (tx) => {
    await sql`set local lock_timeout = '5s'`.execute(tx);
    await setScope(tx, scope, sql`pg_advisory_xact_lock(${places})`);
    return work(tx as Tx);
  });
}

/**
 * One picture of the database from the first statement to the last, written to as well: for comparing what others go on changing.
 * Two that change the same row end with the SQL state 40001 for the later one.
 */
export function inSnapshot<T>(db: Db, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.begin('read write', async (tx) => {
    await sql`set transaction isolation level repeatable read`.execute(tx);
    await setScope(tx, scope);
    return work(tx as Tx);
  });
}

/** One request that reads. */
export function inReadTransaction<T>(db: Db, scope: Scope, work: (tx: ReadTx) => Promise<T>): Promise<T> {
  return db.begin('read only', async (tx) => {
    await setScope(tx, scope);
    return work(tx as Tx);
  });
}

/** Several reads that must fit together: all see one picture of the database. */
export function inReadSnapshot<T>(db: Db, scope: Scope, work: (tx: ReadTx) => Promise<T>): Promise<T> {
  return db.begin('read only', async (tx) => {
    await sql`set transaction isolation level repeatable read`.execute(tx);
    await setScope(tx, scope);
    return work(tx as Tx);
  });
}

async function setScope(tx: Transaction<DB>, scope: Scope, lock = sql`null`): Promise<void> {
  await sql`select muster_scope(${scope.paths}::text[], ${scope.self}::uuid, ${scope.home ?? []}::text[]), ${lock} ${kept} ${ahead}`.execute(
    tx,
  );
}

/**
 * What is sent without waiting for its answer, so that it and what comes next go the way to the database together: the beginning of a
 * transaction, its scope, with the lock that it takes, and what is marked so. Where one of them fails, the database refuses all that
 * follows in that transaction; what follows is begun, and sees what others have kept, once the lock is held.
 */
const isSentAhead = (text: string): boolean => text.startsWith('start transaction') || isMarkedAhead(text);

/**
 * A connection that dies is told by its queries as the database being away. pg has several errors for it, without a code, and the
 * rollback that follows fails with another one, which would hide the first.
 */
function watch(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  let lost = false;
  client.on('error', () => {
    lost = true;
  });
  const { stream } = client.connection;
  let underWay: Promise<unknown>[] = [];
  const query = async (text: string, parameters: readonly unknown[]) => {
    const name = parameters.length === 0 ? undefined : nameOf(text);
    const isAhead = isSentAhead(text);
    if (isAhead) stream.cork();
    const sent = client.query({ text, values: [...parameters], ...(name !== undefined && { name }) });
    if (isAhead) {
      // Heard of with what comes next; until then a failure must not end the process.
      sent.catch(() => undefined);
      underWay.push(sent);
      return { command: 'SELECT', rowCount: 0, rows: [] };
    }
    const before = underWay;
    underWay = [];
    for (let corked = before.length; corked > 0; corked -= 1) stream.uncork();
    try {
      const [result] = await Promise.all([sent, ...before]);
      return result;
    } catch (cause) {
      // What failed first says why.
      sent.catch(() => undefined);
      throw lost ? unavailable(cause) : cause;
    }
  };
  // The other way to call it, with a cursor, is for streams, of which there are none here.
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() };
}

async function connect(pool: pg.Pool, types: Values): Promise<pg.PoolClient> {
  let client: pg.PoolClient | undefined;
  try {
    client = await pool.connect();
    await types.learn(client);
    return client;
  } catch (cause) {
    client?.release(true);
    throw unavailable(cause);
  }
}

function unavailable(cause: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(`No database connection: ${cause instanceof Error ? cause.message : String(cause)}`, {
    cause,
  });
}
