import { sql } from 'kysely';
import type { Db, Tx } from '../platform/database/db.ts';
import { alone } from './alone.ts';
import { figuresOfStandings } from './counted-figures.ts';
import { differencesWithin, type Difference } from './differences.ts';
import { foldWithin, standWithin } from './fold.ts';

/** What stands in figures and in lists beside what the records say, wherever they differ, while others go on recording. */
export function findDifferences(db: Db): Promise<Difference[]> {
  return alone(db, async (tx) => {
    await foldWithin(tx);
    await readingEverything(tx);
    return differencesWithin(tx);
  });
}

/** Makes every counter what the records say, and answers how many there are. One that is right already is not written again. */
export function recount(db: Db): Promise<number> {
  return alone(db, async (tx) => {
    await sql`delete from rollup_delta`.execute(tx);
    await standWithin(tx);
    await readingEverything(tx);
    // Read first and written afterwards: PostgreSQL reads with all its hands only where it does not write in the same statement.
    const { rows } = await sql<Counter>`
      select coalesce(n.region_id, c.region_id) as region_id, coalesce(n.path, c.path)::text as path,
        coalesce(n.campaign_id, c.campaign_id) as campaign_id, coalesce(n.stage_code, c.stage_code) as stage_code,
        coalesce(n.measure, c.measure) as measure, n.amount
      from rollup_counter c
      full join (${figuresOfStandings}) n on n.region_id = c.region_id and n.path = c.path and n.campaign_id = c.campaign_id
        and n.stage_code = c.stage_code and n.measure = c.measure
      where c.amount is distinct from n.amount`.execute(tx);
    await writeCounters(tx, rows);
    const counters = await sql<{ kept: number }>`select count(*) as kept from rollup_counter`.execute(tx);
    return counters.rows[0]?.kept ?? 0;
  });
}

interface Counter {
  readonly region_id: number;
  readonly path: string;
  readonly campaign_id: string;
  readonly stage_code: string;
  readonly measure: string;
  /** Null: there is nothing to count. */
  readonly amount: number | null;
}

async function writeCounters(tx: Tx, rows: readonly Counter[]): Promise<void> {
  if (rows.length === 0) return;
  const of = <Column extends keyof Counter>(column: Column) => rows.map((row) => row[column]);
  const written = sql`unnest(${of('region_id')}::int[], ${of('path')}::text[], ${of('campaign_id')}::uuid[], ${of('stage_code')}::text[],
    ${of('measure')}::text[], ${of('amount')}::bigint[]) w (region_id, path, campaign_id, stage_code, measure, amount)`;
  await sql`
    delete from rollup_counter c using ${written}
    where w.amount is null and c.region_id = w.region_id and c.path = w.path::ltree and c.campaign_id = w.campaign_id
      and c.stage_code = w.stage_code and c.measure = w.measure`.execute(tx);
  await sql`
    insert into rollup_counter (region_id, path, campaign_id, stage_code, measure, amount, as_of)
    select w.region_id, w.path::ltree, w.campaign_id, w.stage_code, w.measure, w.amount, now() from ${written} where w.amount is not null
    order by 1, 2, 3, 4, 5
    on conflict (region_id, path, campaign_id, stage_code, measure) do update set amount = excluded.amount, as_of = excluded.as_of`.execute(
    tx,
  );
}

/**
 * Every record is read once, so that neither looking rows up one by one nor sorting all of them is ever right; where steps of one query
 * hand sets to each other the planner does not know that. Tables are joined in the order in which they are written, each by the key of
 * the one before: of tables that grew since they were analysed it would join attendances to activities by the region alone.
 */
async function readingEverything(tx: Tx): Promise<void> {
  await sql`set local enable_nestloop = off`.execute(tx);
  await sql`set local enable_sort = off`.execute(tx);
  await sql`set local join_collapse_limit = 1`.execute(tx);
  await sql`set local work_mem = '64MB'`.execute(tx);
}
