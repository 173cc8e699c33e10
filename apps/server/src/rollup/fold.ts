import { sql } from 'kysely';
import { inTransaction, type Db, type Tx } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';
import { refreshStandings, takeMarks } from './standings.ts';

/** Deltas taken at a time, and participations worked out at a time. */
const batch = { deltas: 5000, participations: 200 };

/** Figures of the roster belong to no campaign. */
export const noCampaign = '00000000-0000-0000-0000-000000000000';

interface Folding {
  readonly hold?: (tx: Tx) => Promise<boolean>;
  /** Places whose standings are left for later. */
  readonly but?: readonly string[];
}

/**
 * One turn of the worker: takes the marks, works out their standings, then carries the deltas to every node above them in both trees.
 * Answers whether there may be more. The marks are taken in a transaction of their own, so that no command that marks again waits for
 * the second one. Another worker steps back at the lock.
 */
export async function foldOnce(db: Db, { hold = holdFolding, but = [] }: Folding = {}): Promise<boolean> {
  const taken = await inTransaction(db, EVERYWHERE, async (tx) => ((await hold(tx)) ? take(tx, but) : null));
  return taken !== null && (await inTransaction(db, EVERYWHERE, async (tx) => (await hold(tx)) && turn(tx, taken)));
}

/** Folds until nothing is left, but for the standings beneath some places; where another worker is at it, waits for its turn. */
export async function foldAll(db: Db, but: readonly string[] = []): Promise<void> {
  while (await foldOnce(db, { hold: waitForFolding, but }));
}

/** Whether this transaction is the only one that folds, until it ends. */
export async function holdFolding(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    mine: boolean;
  }>`select pg_try_advisory_xact_lock(hashtext('muster rollup')) as mine`.execute(tx);
  return rows[0]?.mine === true;
}

async function waitForFolding(tx: Tx): Promise<true> {
  await sql`select pg_advisory_xact_lock(hashtext('muster rollup'))`.execute(tx);
  return true;
}

/** Everything that this transaction can see is folded in it. */
export async function foldWithin(tx: Tx): Promise<void> {
  while (await turn(tx, await take(tx)));
}

/** Everything that this transaction can see is counted in it, by whoever counts it besides. */
export async function stampNow(tx: Tx): Promise<void> {
  const { rows } = await sql<{ at: Date }>`select now() as at`.execute(tx);
  await stamp(tx, rows[0]?.at ?? new Date(0));
}

interface Taken {
  readonly marks: number;
  /** When they were taken: whatever was committed before is among them, unless there are as many as one turn takes. */
  readonly at: Date;
}

async function take(tx: Tx, but: readonly string[] = []): Promise<Taken> {
  const marks = await takeMarks(tx, batch.participations, but);
  const { rows } = await sql<{ at: Date }>`select now() as at`.execute(tx);
  return { marks, at: rows[0]?.at ?? new Date(0) };
}

async function turn(tx: Tx, taken: Taken): Promise<boolean> {
  await refreshStandings(tx);
  const folded = await foldDeltas(tx);
  const more = taken.marks === batch.participations || folded === batch.deltas;
  if (!more) await stamp(tx, taken.at);
  return more;
}

async function foldDeltas(tx: Tx): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    with claimed as materialized (
      select region_id, id from rollup_delta order by region_id, id limit ${batch.deltas} for update skip locked
    ), taken as (
      delete from rollup_delta d using claimed c where d.region_id = c.region_id and d.id = c.id
      returning d.region_id, d.campaign_id, d.stage_code, d.measure, d.amount, d.path, d.party_path
    ), both_trees as (
      select region_id, campaign_id, stage_code, measure, amount, path from taken
      union all
      select region_id, campaign_id, stage_code, measure, amount, party_path from taken where party_path is not null
    ), added as (
      insert into rollup_counter as c (region_id, path, campaign_id, stage_code, measure, amount, as_of)
      select t.region_id, subpath(t.path, 0, level), coalesce(t.campaign_id, ${noCampaign}::uuid), t.stage_code, t.measure, sum(t.amount), now()
      from both_trees t cross join lateral generate_series(1, nlevel(t.path)) level
      group by 1, 2, 3, 4, 5
      order by 1, 2, 3, 4, 5
      on conflict (region_id, path, campaign_id, stage_code, measure)
      do update set amount = c.amount + excluded.amount, as_of = excluded.as_of
      returning 1
    )
    select count(*) as taken from taken`.execute(tx);
  return rows[0]?.taken ?? 0;
}

/** Everything committed before then is in the counters now. */
async function stamp(tx: Tx, at: Date): Promise<void> {
  await sql`
    insert into rollup_folded (region_id, as_of) select region_id, ${at}::timestamptz from region
    on conflict (region_id) do update set as_of = excluded.as_of`.execute(tx);
}
