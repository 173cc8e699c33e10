import { sql } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';

/** Of which members it is asked: of all of units that open a stage, or of these. */
export type Wanted = { readonly regionId: number } & (
  | { readonly participationIds: readonly string[]; readonly stageCode: string }
  | { readonly personIds: readonly string[] }
);

/** An open stage of a unit that takes part. */
export interface OpenStage {
  readonly regionId: number;
  readonly campaignId: string;
  readonly participationId: string;
  readonly unitId: string;
  readonly stageCode: string;
  readonly track: string;
  readonly path: string;
  readonly linked: readonly string[];
}

export async function openStagesOf(tx: ReadTx, wanted: Wanted): Promise<readonly OpenStage[]> {
  const which =
    'personIds' in wanted
      ? sql`p.unit_id = any (array(select m.unit_id from membership m
          where m.region_id = ${wanted.regionId} and m.person_id = any (${[...wanted.personIds]}::uuid[]) and m.to_on is null))
          and s.opened_at is not null and s.closed_at is null`
      : sql`p.id = any (${[...wanted.participationIds]}::uuid[]) and s.stage_code = ${wanted.stageCode}`;
  const { rows } = await sql<OpenStage>`
    select p.region_id as "regionId", p.campaign_id as "campaignId", p.id as "participationId", p.unit_id as "unitId",
      s.stage_code as "stageCode", p.track, p.path::text, p.linked::text[] as linked
    from participation p
    join campaign v on v.id = p.campaign_id and v.closed_on is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id
    where p.region_id = ${wanted.regionId} and p.ended_at is null and ${which}`.execute(tx);
  return rows;
}
