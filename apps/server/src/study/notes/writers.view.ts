import { sql } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';
import type { OpenStage, Wanted } from './open-stages.view.ts';

export interface Writer {
  readonly participationId: string;
  readonly personId: string;
  readonly branchId: string;
  readonly categories: readonly string[];
  /** Writings that are asked of this one in this stage already, here or where this one was then. */
  readonly asked: readonly string[];
  /** How many stand, by writing. */
  readonly written: Readonly<Record<string, number>>;
}

/** Members who write in these stages of their units. */
export async function writersIn(tx: ReadTx, wanted: Wanted, stages: readonly OpenStage[]): Promise<readonly Writer[]> {
  const those = JSON.stringify(stages.map(({ participationId, stageCode }) => ({ participationId, stageCode })));
  const which = 'personIds' in wanted ? sql`m.person_id = any (${[...wanted.personIds]}::uuid[])` : sql`true`;
  const { rows } = await sql<Writer>`
    select p.id as "participationId", m.person_id as "personId", m.branch_id as "branchId", e.categories,
      array(select o.duty_code from obligation o
        where o.region_id = m.region_id and o.person_id = m.person_id and o.campaign_id = p.campaign_id and o.stage_code = t."stageCode"
          and o.kind = 'note' and o.origin_id is null and o.cancelled_at is null) as asked,
      (select coalesce(json_object_agg(w.code, w.standing), '{}') from (
        select n.writing_code as code, count(*) as standing from study_note n
        where n.region_id = m.region_id and n.person_id = m.person_id and n.campaign_id = p.campaign_id and n.stage_code = t."stageCode"
          and n.returned_at is null
        group by n.writing_code) w) as written
    from json_to_recordset(${those}::json) as t ("participationId" uuid, "stageCode" text)
    join participation p on p.region_id = ${wanted.regionId} and p.id = t."participationId"
    join membership m on m.region_id = p.region_id and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant'
    join person e on e.region_id = m.region_id and e.id = m.person_id
    where ${which}`.execute(tx);
  return rows;
}
