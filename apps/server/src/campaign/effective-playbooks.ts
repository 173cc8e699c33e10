import type { Playbook } from '@muster/core/campaign';
import type { ReadTx } from '../platform/database/db.ts';
import { playbooksOf } from './queries.ts';

/** The playbook in force at each of these participations, by the participation's id. */
export async function effectivePlaybooks(
  tx: ReadTx,
  participationIds: readonly string[],
): Promise<ReadonlyMap<string, Playbook>> {
  if (participationIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('participation')
    .select(['id', 'campaign_id'])
    .where('id', 'in', [...participationIds])
    .execute();
  const playbooks = await playbooksOf(tx, [...new Set(rows.map((row) => row.campaign_id))]);
  return new Map(
    rows.flatMap((row) => {
      const playbook = playbooks.get(row.campaign_id);
      return playbook === undefined ? [] : [[row.id, playbook] as const];
    }),
  );
}
