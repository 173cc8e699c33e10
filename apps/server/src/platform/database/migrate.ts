import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { withClient } from './client.ts';

const MIGRATIONS = join(import.meta.dirname, '../../../migrations');

// Any number will do, so long as no other lock of ours takes it.
const LOCK = 4_870_001;

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly text: string;
}

/** Brings the database up to this code, one transaction a file, and returns the names of the files applied. Run as owner. */
export function migrate(
  config: pg.ClientConfig,
  say: (line: string) => void,
  folder: string = MIGRATIONS,
  told: (done: number, all: number) => void = () => undefined,
): Promise<string[]> {
  const migrations = readMigrations(folder);
  return withClient(config, async (client) => {
    await inLock(client, (landed) => refuseDifferences(landed, migrations));
    const applied: string[] = [];
    for (const migration of migrations) {
      const fresh = await inLock(client, (landed) => applyOne(client, landed, migration));
      if (!fresh) continue;
      applied.push(migration.name);
      told(migration.number, migrations.length);
      say(`Migration ${migration.name} applied.`);
    }
    return applied;
  });
}

/** The files `NNNN-name.sql` of a folder in order: 1, 2, 3 … without a gap. */
export function readMigrations(folder: string = MIGRATIONS): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.toSorted().map((file, index) => {
    const digits = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1];
    if (digits === undefined) throw new Error(`Migration ${file} must be named like 0001-name.sql.`);
    if (Number(digits) !== index + 1)
      throw new Error(`Migration ${file} is out of order: number ${index + 1} is expected.`);
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return {
      number: index + 1,
      name: file.slice(0, -'.sql'.length),
      sha256: createHash('sha256').update(text).digest('hex'),
      text,
    };
  });
}

interface Landed {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

/** Locks within the transaction, so that a connection pooler in between or a killed process leaves nothing locked. */
async function inLock<T>(client: pg.Client, work: (landed: Landed[]) => T | Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query('set local client_min_messages = warning');
    await client.query(`create table if not exists migration (
      number int primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`);
    await client.query('alter table migration enable row level security');
    const { rows } = await client.query<Landed>('select number, name, sha256 from migration order by number');
    const result = await work(rows);
    await client.query('commit');
    return result;
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  }
}

function refuseDifferences(landed: readonly Landed[], migrations: readonly Migration[]): void {
  const newest = landed.at(-1);
  if (newest && newest.number > migrations.length)
    throw new Error(
      `The database is newer than this program: it has migration ${newest.name}, the program ends at ${migrations.length}. Install the newer version.`,
    );
  for (const row of landed) {
    const ours = migrations[row.number - 1];
    if (ours?.sha256 !== row.sha256)
      throw new Error(
        `Migration ${row.name} was changed after it landed. Restore the file and write a new migration instead.`,
      );
  }
}

async function applyOne(client: pg.Client, landed: readonly Landed[], migration: Migration): Promise<boolean> {
  if (landed.some((row) => row.number === migration.number)) return false;
  try {
    await client.query(migration.text);
  } catch (cause) {
    throw new Error(
      `Migration ${migration.name}${place(cause, migration.text)}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [
    migration.number,
    migration.name,
    migration.sha256,
  ]);
  return true;
}

function place(cause: unknown, text: string): string {
  if (!(cause instanceof pg.DatabaseError) || cause.position === undefined) return '';
  return ` line ${text.slice(0, Number(cause.position)).split('\n').length}`;
}
