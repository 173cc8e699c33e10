import { sql } from 'kysely';
import { byThousands } from '../platform/by-thousands.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { alone } from './alone.ts';
import { countedSteps } from './counted-step.ts';
import { differing, inWords, type Difference, type Differing } from './differences.ts';
import { foldWithin, stampNow } from './fold.ts';
import { countingTold, untold, type Told } from './how-far.ts';

/** What stands in figures and in lists beside what the records say, wherever they differ, while others go on recording. */
export function findDifferences(db: Db, told: Told = untold): Promise<Difference[]> {
  return alone(db, async (tx) => {
    told('counting', 0, countedSteps);
    await foldWithin(tx);
    const rows = await countingTold(db, tx, told, () => differing(tx));
    return rows.map((row) => inWords(row)).filter(({ stored, counted }) => stored !== counted);
  });
}

/**
 * Makes every figure and every standing what the records say, and answers how many figures there are. One that is right already is not
 * written again: read first and written afterwards, since PostgreSQL reads with all its hands only where it does not write.
 */
export function recount(db: Db, told: Told = untold): Promise<number> {
  return alone(db, async (tx) => {
    await sql`delete from rollup_delta`.execute(tx);
    await sql`delete from rollup_dirty`.execute(tx);
    await sql`delete from rollup_taken`.execute(tx);
    await stampNow(tx);
    const rows = await countingTold(db, tx, told, () => differing(tx));
    const { figure = [], standing = [] } = Object.groupBy(rows, ({ of }) => of);
    let written = 0;
    const wrote = (more: number): void => told('writing', (written += more), figure.length + standing.length);
    // Found by their keys: not everything is read any more.
    await sql`set local enable_nestloop to default`.execute(tx);
    await writeStandings(tx, standing, wrote);
    await writeCounters(tx, figure, wrote);
    const counters = await sql<{ kept: number }>`select count(*) as kept from rollup_counter`.execute(tx);
    return counters.rows[0]?.kept ?? 0;
  });
}

const columnsOf =
  (rows: readonly Differing[]) =>
  <Column extends keyof Differing>(column: Column) =>
    rows.map((row) => row[column]);

async function writeStandings(tx: Tx, rows: readonly Differing[], wrote: (rows: number) => void): Promise<void> {
  for (const part of byThousands(rows, wrote)) {
    const of = columnsOf(part);
    const written = sql`unnest(${of('region_id')}::int[], ${of('participation_id')}::uuid[], ${of('stage_code')}::text[], ${of('measure')}::text[],
      ${of('value')}::text[], ${of('num')}::bigint[], ${of('den')}::bigint[]) w (region_id, participation_id, stage_code, item, value, num, den)`;
    await sql`
      delete from rollup_standing s using ${written}
      where w.value is null and s.region_id = w.region_id and s.participation_id = w.participation_id and s.stage_code = w.stage_code and s.item = w.item`.execute(
      tx,
    );
    await sql`
      insert into rollup_standing (region_id, participation_id, campaign_id, unit_id, stage_code, item, value, num, den, path, linked, as_of)
      select p.region_id, p.id, p.campaign_id, p.unit_id, w.stage_code, w.item, w.value, w.num, w.den, p.path, p.linked, now()
      from ${written} join participation p on p.region_id = w.region_id and p.id = w.participation_id
      where w.value is not null
      on conflict (region_id, participation_id, stage_code, item) do update set value = excluded.value, num = excluded.num, den = excluded.den,
        campaign_id = excluded.campaign_id, unit_id = excluded.unit_id, path = excluded.path, linked = excluded.linked, as_of = excluded.as_of`.execute(
      tx,
    );
  }
}

async function writeCounters(tx: Tx, rows: readonly Differing[], wrote: (rows: number) => void): Promise<void> {
  for (const part of byThousands(rows, wrote)) {
    const of = columnsOf(part);
    const written = sql`unnest(${of('region_id')}::int[], ${of('path')}::text[], ${of('campaign_id')}::uuid[], ${of('stage_code')}::text[],
      ${of('measure')}::text[], ${of('num')}::bigint[]) w (region_id, path, campaign_id, stage_code, measure, amount)`;
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
}
