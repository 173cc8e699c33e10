/** Everything that lies about after a poll, as somebody finds it who was given the machine: the database, its files, and what was logged. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, relative } from 'node:path';
import type pg from 'pg';
import { withClient } from '../platform/database/client.ts';
import { readPostmaster } from '../platform/database/postmaster.ts';
import { readPasswords } from '../platform/database/roles.ts';

/** Of the built-in database, which may lie elsewhere where the user it runs as cannot get in. */
function databaseOf(folder: string): string {
  const pointer = join(folder, 'postgres-folder');
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(folder, 'postgres');
}

/** Asks the built-in database of an instance as its superuser, from whom nothing is kept. */
export function askAll<Row extends pg.QueryResultRow>(
  folder: string,
  query: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const { host, port } = readPostmaster(databaseOf(folder)) ?? {};
  if (host === undefined || port === undefined) throw new Error('no database runs there');
  const config = { host, port, user: 'postgres', password: readPasswords(folder).superuser, database: 'muster' };
  return withClient(config, async (client) => (await client.query<Row>(query, values)).rows);
}

async function tablesOf(folder: string): Promise<string[]> {
  const rows = await askAll<{ name: string }>(
    folder,
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Of every row of every table where it lies and which transactions wrote or locked it; left out is what goes on by the clock: the queue of
 * jobs, and figures that are folded.
 */
export async function rowsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const tables = (await tablesOf(folder)).filter(
    (name) => name.startsWith('public.') && !name.startsWith('public.rollup_'),
  );
  const each = tables.map(
    (name) =>
      `select '${name}' as name, string_agg(concat_ws(' ', ctid, xmin, xmax), ', ' order by ctid) as rows from ${name}`,
  );
  const rows = await askAll<{ name: string; rows: string | null }>(folder, each.join(' union all '));
  return new Map(rows.map((row) => [row.name, row.rows ?? '']));
}

/** Every row of every table as text: in its files, what is long is packed. */
export async function textOf(folder: string): Promise<string> {
  const all: string[] = [];
  for (const table of await tablesOf(folder)) {
    const rows = await askAll<{ row: string }>(folder, `select t::text as row from ${table} t`);
    all.push(...rows.map(({ row }) => row));
  }
  return all.join('\n');
}

export type Needles = Readonly<Record<string, readonly (Uint8Array | string)[]>>;

/** Which kinds of needles lie in these bytes, as they are or in hexadecimal. */
export function kindsIn(bytes: Uint8Array, needles: Needles): string[] {
  const byStart = new Map<number, { readonly kind: string; readonly wanted: Buffer }[]>();
  for (const [kind, all] of Object.entries(needles))
    for (const wanted of all.flatMap(formsOf)) {
      const start = (wanted[0] ?? 0) * 256 + (wanted[1] ?? 0);
      byStart.set(start, [...(byStart.get(start) ?? []), { kind, wanted }]);
    }
  const isStart = new Uint8Array(65_536);
  for (const start of byStart.keys()) isStart[start] = 1;
  const found = new Set<string>();
  const where = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0, before = 0; at < where.length; at += 1) {
    const start = before * 256 + (where[at] ?? 0);
    before = where[at] ?? 0;
    if (at === 0 || isStart[start] !== 1) continue;
    for (const { kind, wanted } of byStart.get(start) ?? [])
      if (!found.has(kind) && where.subarray(at - 1, at - 1 + wanted.length).equals(wanted)) found.add(kind);
  }
  return [...found].toSorted();
}

function formsOf(needle: Uint8Array | string): Buffer[] {
  if (typeof needle === 'string') return [Buffer.from(needle)];
  return [Buffer.from(needle), Buffer.from(Buffer.from(needle).toString('hex'))];
}

/** Of each kind of needle where in the data of an instance it lies: the database is one place, and its logs are another. */
export function placesOf(folder: string, needles: Needles): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, Set<string>>();
  const database = databaseOf(folder);
  for (const from of [folder, ...(database.startsWith(folder) ? [] : [database])])
    for (const file of readdirSync(from, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const path = join(file.parentPath, file.name);
      const inDatabase = relative(database, path);
      const ofDatabase = /^(log\/|start\.log)/.test(inDatabase) ? 'log of the database' : 'database';
      const place = inDatabase.startsWith('..') ? relative(folder, path) : ofDatabase;
      for (const kind of kindsIn(readFileSync(path), needles))
        found.set(kind, (found.get(kind) ?? new Set()).add(place));
    }
  return Object.fromEntries([...found].map(([kind, places]) => [kind, [...places].toSorted()]));
}

/** What the database has logged. */
export function databaseLog(folder: string): string {
  const logs = join(databaseOf(folder), 'log');
  return readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('\n');
}

export interface Exchange {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Bytes on the wire, there and back. */
  readonly sent: number;
  readonly received: number;
}

export interface Sending {
  readonly method?: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** The address of this machine that is asked from. */
  readonly from: string;
}

/** One request on a connection of its own, byte by byte. */
export function exchange(
  address: string,
  { method = 'POST', path, headers, body = '', from }: Sending,
): Promise<Exchange> {
  const { hostname, port, host } = new URL(address);
  const fields = { host, connection: 'close', 'content-length': Buffer.byteLength(body), ...headers };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.concat([
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`),
    Buffer.from(body),
  ]);
  return new Promise((done, failed) => {
    const socket = connect({ host: hostname, port: Number(port), localAddress: from });
    const parts: Buffer[] = [];
    socket.on('error', failed).on('data', (part: Buffer) => parts.push(part));
    socket.on('close', () => {
      const answer = Buffer.concat(parts);
      const text = answer.toString();
      const json = /\{.*\}/s.exec(text.slice(text.indexOf('\r\n\r\n')))?.[0] ?? '{}';
      const isJson = /content-type: application\/json/i.test(text);
      done({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]),
        body: (isJson ? JSON.parse(json) : {}) as Exchange['body'],
        sent: request.length,
        received: answer.length,
      });
    });
    socket.write(request);
  });
}
