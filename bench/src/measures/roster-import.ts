import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import readXlsxFile from 'read-excel-file/node';
import { startInstance } from '@muster/testkit/instance';
import { connect, type City } from '../city.ts';
import { once, seconds, times, type Figure } from '../figure.ts';
import { runMuster } from '../muster.ts';
import { logIn, post } from '../visitor.ts';

const first = { login: 'first', password: 'a-long-enough-password' };

interface Files {
  readonly organisations: string;
  readonly csv: string;
  readonly workbook: string;
}

interface Taken {
  readonly import: number;
  /** The rows that it wrote, once more into empty tables with the same indexes. */
  readonly copy: number;
  readonly rows: number;
}

/** P5: the city's own roster into an empty instance, checked and reconciled; what it wrote, copied inside the database; the reader alone. */
export async function rosterImport(city: City): Promise<Figure[]> {
  const place = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  try {
    const files = await exported(city, place);
    const csv = await importAfresh(city, files, files.csv);
    const workbook = await importAfresh(city, files, files.workbook);
    const reader = await once(() => readXlsxFile(files.workbook));
    return [
      {
        id: 'P5',
        what: `${csv.rows} members from CSV; the rows written, copied into the same indexed tables`,
        ours: seconds(csv.import),
        beside: `${seconds(csv.copy)} (${times(csv.import / csv.copy)})`,
        wanted: 'at most 6 ×',
        holds: csv.import <= 6 * csv.copy,
      },
      {
        id: 'P5',
        what: `${workbook.rows} members from Excel; from CSV; the reader of workbooks alone`,
        ours: seconds(workbook.import),
        beside: `${seconds(csv.import)}; ${seconds(reader)}`,
        wanted: 'at most CSV and twice the reader',
        holds: workbook.import <= csv.import + 2 * reader,
      },
    ];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function exported({ folder }: City, place: string): Promise<Files> {
  const files = { organisations: 'organisations.csv', csv: 'members.csv', workbook: 'members.xlsx' };
  const here = {
    organisations: join(place, files.organisations),
    csv: join(place, files.csv),
    workbook: join(place, files.workbook),
  };
  const as = ['--as', 'office', '--data', folder];
  await runMuster(['export', 'organisations', ...as, '--output', here.organisations]);
  await runMuster(['export', 'members', ...as, '--output', here.csv]);
  await runMuster(['export', 'members', ...as, '--output', here.workbook]);
  return here;
}

async function importAfresh({ office }: City, { organisations }: Files, members: string): Promise<Taken> {
  const instance = await startInstance('serve');
  try {
    await post(`${instance.address}/api/set-up`, {
      instanceName: 'Bench',
      placeRootName: 'City',
      partyRootName: 'City',
      personName: 'First',
      ...first,
    });
    const visitor = await logIn(instance.address, first.login, first.password);
    await visitor.send('PUT', '/api/unit-classes', await office.get<object>('/api/unit-classes'));
    await visitor.send('PUT', '/api/member-categories', await office.get<object>('/api/member-categories'));
    const read = (what: string, file: string): Promise<string> =>
      runMuster(['import', what, file, '--as', first.login, '--data', instance.folder, '--commit', '--json']);
    await read('organisations', organisations);
    const database = await connect(instance.folder);
    try {
      const before = await sizes(database);
      let report = '';
      const taken = await once(async () => {
        report = await read('members', members);
      });
      const { rows } = JSON.parse(report) as { rows: number };
      const grown = [...(await sizes(database))].filter(([table, size]) => size - (before.get(table) ?? 0) >= rows);
      return {
        import: taken,
        copy: await copyAll(
          database,
          grown.map(([table]) => table),
        ),
        rows,
      };
    } finally {
      await database.end();
    }
  } finally {
    await instance.stop();
  }
}

async function sizes(database: pg.Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ table: string; size: string }>(
    `select c.relname as table, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', c.relname), false, true, '')))[1]::text as size
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  return new Map(rows.map(({ table, size }) => [table, Number(size)]));
}

/** Without the ways of a client, of triggers and of row security: a limit, which no import reaches. */
async function copyAll(database: pg.Client, tables: readonly string[]): Promise<number> {
  for (const table of tables) await database.query(`create table copy_of_${table} (like ${table} including indexes)`);
  return once(async () => {
    await database.query('begin');
    for (const table of tables) await database.query(`insert into copy_of_${table} select * from ${table}`);
    await database.query('commit');
  });
}
