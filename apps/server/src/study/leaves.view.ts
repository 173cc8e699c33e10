import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

export interface NotedLeaveRow {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly lastOn: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
}

/** Leave of the branch's present members that was to last until that day or longer, latest first. */
export async function leavesOf(
  tx: ReadTx,
  branch: { readonly regionId: number; readonly id: string },
  since: string,
): Promise<readonly NotedLeaveRow[]> {
  const { rows } = await sql<NotedLeaveRow>`
    select id, person_id as "personId", name, from_on as "fromOn", to_on as "toOn", last_on as "lastOn", reason, recorded_by_name as by,
      recorded_at as at, ended_by_name as "endedBy", ended_at as "endedAt"
    from study_leaves(${branch.regionId}, ${branch.id}::uuid, ${since}::date)`.execute(tx);
  return rows;
}
