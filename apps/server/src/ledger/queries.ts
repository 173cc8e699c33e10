import type { RouteAnswer } from '@muster/contract';
import type { listEntries } from '@muster/contract/ledger';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

type Page = RouteAnswer<typeof listEntries>;

/**
 * Entries at and beneath the places of a node of either tree, latest first; the cursor is the last row's time and id. `readable`: the paths on
 * which one may read. Whoever sees an entry through the other tree only is not shown its file, which would be refused.
 */
export async function entriesBeneath(
  tx: ReadTx,
  places: readonly string[],
  after: string | undefined,
  limit: number,
  readable: readonly string[],
): Promise<Page> {
  const [at, id] = after?.split('_') ?? [];
  let query = entries(tx, readable)
    .where((eb) =>
      eb.or([
        sql<boolean>`e.path <@ any (${[...places]}::ltree[])`,
        sql<boolean>`e.linked <@ any (${[...places]}::ltree[])`,
      ]),
    )
    .limit(limit + 1);
  // A move is recorded where it left and where it came; whoever reads both places is told once.
  if (places.length > 1)
    query = query.where(
      sql<boolean>`(e.kind <> 'organisation.region-moved' or (e.summary ->> 'to')::int = e.region_id)`,
    );
  if (at !== undefined && id !== undefined)
    query = query.where(sql<boolean>`(e.recorded_at, e.id) < (${new Date(at)}::timestamptz, ${id}::uuid)`);
  return pageOf(await query.execute(), limit);
}

interface OfUnits {
  readonly regions: readonly number[];
  readonly units: readonly string[];
  /** Recorded after that. */
  readonly since: Date;
  /** Not by this person, who knows. */
  readonly but: string;
  /** What they are about: their kinds begin with it. */
  readonly topic: string | null;
}

/** What others recorded at some units since a moment, latest first; the cursor is the last row's time and id. */
export async function entriesOfUnits(
  tx: ReadTx,
  { regions, units, since, but, topic }: OfUnits,
  after: string | undefined,
  limit: number,
  readable: readonly string[],
): Promise<Page> {
  const [at, id] = after?.split('_') ?? [];
  let query = entries(tx, readable)
    .where(sql<boolean>`e.region_id = any (${[...regions]}::int[])`)
    .where(sql<boolean>`e.unit_id = any (${[...units]}::uuid[])`)
    .where('e.recorded_at', '>', since)
    .where(sql<boolean>`e.actor_id is distinct from ${but}::uuid`)
    .limit(limit + 1);
  if (topic !== null) query = query.where(sql<boolean>`split_part(e.kind, '.', 1) = ${topic}`);
  if (at !== undefined && id !== undefined)
    query = query.where(sql<boolean>`(e.recorded_at, e.id) < (${new Date(at)}::timestamptz, ${id}::uuid)`);
  return pageOf(await query.execute(), limit);
}

/** How many of these there are by what they are about. */
export async function topicsOfUnits(
  tx: ReadTx,
  { regions, units, since, but }: Omit<OfUnits, 'topic'>,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ topic: string; count: number }>`
    select split_part(e.kind, '.', 1) as topic, count(*) as count from ledger_entry e
    where e.region_id = any (${[...regions]}::int[]) and e.unit_id = any (${[...units]}::uuid[]) and e.recorded_at > ${since}
      and e.actor_id is distinct from ${but}::uuid
    group by 1`.execute(tx);
  return new Map(rows.map(({ topic, count }) => [topic, count]));
}

/** Latest first. Whoever may not read where an entry stands is not shown its file. */
function entries(tx: ReadTx, readable: readonly string[]) {
  return tx
    .selectFrom('ledger_entry as e')
    .leftJoin('organisation as u', (join) =>
      join.onRef('u.region_id', '=', 'e.region_id').onRef('u.id', '=', 'e.unit_id'),
    )
    .select(['e.id', 'e.kind', 'e.subject_id', 'e.actor_name', 'e.occurred_at', 'e.occurred_basis', 'e.captured_at'])
    .select(['e.recorded_at', 'e.is_late', 'e.late_reason', 'e.leaf_hash', 'u.id as unit_id', 'u.name as unit_name'])
    .select(
      sql<object>`case when e.path <@ any (${readable}::ltree[]) then e.summary else e.summary - 'source' end`.as(
        'summary',
      ),
    )
    .orderBy('e.recorded_at', 'desc')
    .orderBy('e.id', 'desc');
}

type Row = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number];

function pageOf(rows: readonly Row[], limit: number): Page {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    entries: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      subjectId: row.subject_id,
      unit: row.unit_id === null || row.unit_name === null ? null : { id: row.unit_id, name: row.unit_name },
      actorName: row.actor_name,
      occurredAt: row.occurred_at.toISOString(),
      occurredBasis: row.occurred_basis === 'claimed' ? 'claimed' : 'recorded',
      capturedAt: row.captured_at?.toISOString() ?? null,
      recordedAt: row.recorded_at.toISOString(),
      isLate: row.is_late,
      lateReason: row.late_reason,
      summary: row.summary as Record<string, string | number>,
      leafHash: row.leaf_hash.toString('hex'),
    })),
    next: rows.length > limit && last !== undefined ? `${last.recorded_at.toISOString()}_${last.id}` : null,
  };
}
