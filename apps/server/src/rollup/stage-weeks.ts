import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import type { Standing, StandingKey } from './standing.ts';

/**
 * In which week a unit entered each stage, and in which it left it; a week is named by its Monday. Of a unit that was merged or closed as
 * well, since weeks that are over stay as they were, and in which week it ended: before the stage, within it or past it.
 */
export async function stageWeeks(tx: Tx, regions: readonly number[], ids: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<StandingKey & { opened: string | null; passed: string | null; ended: string | null }>`
    select p.region_id, p.id as participation_id, p.campaign_id, p.unit_id, s.stage_code, p.path, p.linked::text[] as linked,
      date_trunc('week', s.opened_at at time zone i.time_zone)::date as opened, date_trunc('week', s.closed_at at time zone i.time_zone)::date as passed,
      date_trunc('week', p.ended_at at time zone i.time_zone)::date as ended
    from instance i
    cross join unnest(${[...regions]}::int[], ${[...ids]}::uuid[]) w (region, id)
    join participation p on p.region_id = w.region and p.id = w.id and (p.ended_at is null or campaign_ended_with_unit(p))
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id`.execute(tx);
  return rows.flatMap(({ opened, passed, ended, ...row }) => {
    const endedAs = passed !== null ? 'ended-past' : opened !== null ? 'ended-within' : 'ended-ahead';
    return Object.entries({ opened, passed, [endedAs]: ended }).flatMap(([item, week]) =>
      week === null ? [] : [{ ...row, item, value: week, num: null, den: null }],
    );
  });
}
