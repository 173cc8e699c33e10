import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { effectivePlaybooks } from './effective-playbooks.ts';

/** A stage that has just opened lasts as long as the playbook in force says now, if that is longer: a layer was put since it was planned. */
export async function lengthen(tx: Tx, participationIds: readonly string[], stageCode: string): Promise<void> {
  const days = [...(await effectivePlaybooks(tx, participationIds))].flatMap(([id, { stages }]) => {
    const stage = stages.find(({ code }) => code === stageCode);
    return stage === undefined ? [] : { id, minimum: stage.minimumDays };
  });
  const { rows } = await sql<{ readonly region: number; readonly id: string }>`
    update participation_stage s
    set minimum_days = w.days, earliest_on = greatest(s.earliest_on, s.starts_on + w.days - 1),
      ends_on = greatest(s.ends_on, s.starts_on + w.days - 1)
    from unnest(${days.map(({ id }) => id)}::uuid[], ${days.map(({ minimum }) => minimum)}::int[]) w (id, days)
    where s.participation_id = w.id and s.stage_code = ${stageCode} and s.closed_at is null and s.minimum_days < w.days
    returning s.region_id as region, s.participation_id as id`.execute(tx);
  if (rows.length === 0) return;
  await sql`
    select campaign_push_stages(w.region, w.id)
    from unnest(${rows.map(({ region }) => region)}::int[], ${rows.map(({ id }) => id)}::uuid[]) w (region, id)`.execute(
    tx,
  );
}
