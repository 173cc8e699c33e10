import type { RouteAnswer } from '@muster/contract';
import type { listEntries } from '@muster/contract/ledger';
import type { Place } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

type Page = RouteAnswer<typeof listEntries>;

/**
 * Entries at and beneath a node of either tree, latest first; the cursor is the last row's time and id. `readable`: the paths on
 * which one may read. Whoever sees an entry through the other tree only is not shown its file, which would be refused.
 */
export async function entriesBeneath(
  tx: ReadTx,
  place: Place,
  after: string | undefined,
  limit: number,
  readable: readonly string[],
): Promise<Page> {
  const [at, id] = after?.split('_') ?? [];
  let query = tx
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
    .where((eb) =>
      eb.or([sql<boolean>`e.path <@ ${place.path}::ltree`, sql<boolean>`e.linked <@ ${place.path}::ltree`]),
    )
    .orderBy('e.recorded_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit + 1);
  if (at !== undefined && id !== undefined)
    query = query.where(sql<boolean>`(e.recorded_at, e.id) < (${new Date(at)}::timestamptz, ${id}::uuid)`);
  const rows = await query.execute();
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
