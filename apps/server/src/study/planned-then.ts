import type { Planned } from '@muster/core/study';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';

interface Meeting {
  readonly regionId: number;
  readonly branchIds: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The plan that is changed. */
  readonly except?: string;
}

/** What these branches are expected at for a part of that time; one plans after the other, so that of two at once the second is asked. */
export async function plannedThen(
  tx: Tx,
  { regionId, branchIds, startsAt, endsAt, except }: Meeting,
): Promise<readonly Planned[]> {
  const inOrder = [...branchIds].toSorted();
  await sql`
    select pg_advisory_xact_lock(hashtextextended('study.plans-of ' || branch, 0)) from unnest(${inOrder}::text[]) branch`.execute(
    tx,
  );
  const { rows } = await sql<Planned & { readonly id: string }>`
    select id, topic, starts_at as "startsAt", ends_at as "endsAt"
    from study_planned_then(${regionId}, ${inOrder}::uuid[], ${startsAt}, ${endsAt})`.execute(tx);
  return rows.filter(({ id }) => id !== except);
}
