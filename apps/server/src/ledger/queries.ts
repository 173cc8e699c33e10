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
    .selectFrom('ledger_entry')
    .select(['id', 'kind', 'subject_id', 'actor_name', 'occurred_at', 'occurred_basis', 'captured_at', 'recorded_at'])
    .select(['is_late', 'late_reason', 'leaf_hash'])
    .select(
      sql<object>`case when path <@ any (${readable}::ltree[]) then summary else summary - 'source' end`.as('summary'),
    )
    .where((eb) => eb.or([sql<boolean>`path <@ ${place.path}::ltree`, sql<boolean>`linked <@ ${place.path}::ltree`]))
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (at !== undefined && id !== undefined)
    query = query.where(sql<boolean>`(recorded_at, id) < (${new Date(at)}::timestamptz, ${id}::uuid)`);
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    entries: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      subjectId: row.subject_id,
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
