import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { effectivePlaybooks } from './effective-playbooks.ts';

/** A stage that has just opened lasts as long as the playbook in force says now, if that is longer: a layer was put since it was planned. */
export async function lengthen(tx: Tx, participationId: string, stageCode: string): Promise<void> {
  const playbook = (await effectivePlaybooks(tx, [participationId])).get(participationId);
  const days = playbook?.stages.find(({ code }) => code === stageCode)?.minimumDays;
  if (days === undefined) return;
  const { rows } = await sql<{ readonly region: number }>`
    update participation_stage
    set minimum_days = ${days}::int, earliest_on = greatest(earliest_on, starts_on + ${days - 1}::int),
      ends_on = greatest(ends_on, starts_on + ${days - 1}::int)
    where participation_id = ${participationId} and stage_code = ${stageCode} and closed_at is null and minimum_days < ${days}::int
    returning region_id as region`.execute(tx);
  for (const { region } of rows) {
    await sql`select campaign_push_stages(${region}::int, ${participationId}::uuid)`.execute(tx);
  }
}
