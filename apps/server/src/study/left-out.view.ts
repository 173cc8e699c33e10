import { sql } from 'kysely';
import { findNodes } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

/** Somebody who met with a branch and is on no line of its sheet, as the unit was being judged when that was written. */
export interface LeftOut {
  readonly person_id: string;
  readonly name: string;
  readonly unit_id: string;
  readonly participation_id: string;
  /** The stage that was being judged: for that one it would count. */
  readonly stage_code: string;
  readonly branch_id: string;
  readonly starts_at: Date;
  readonly path: string;
  readonly party_path: string;
  /** It still is. */
  readonly isJudged: boolean;
}

/** By name; those of an application that was returned or decided since can be added by a correction. */
export async function leftOutOf(
  tx: ReadTx,
  {
    regionId,
    activityId,
    branchId,
  }: { readonly regionId: number; readonly activityId: string; readonly branchId: string },
): Promise<readonly LeftOut[]> {
  const { rows } = await sql<LeftOut>`
    select distinct on (p.name, m.person_id) m.person_id, p.name, m.unit_id, t.participation_id, t.stage_code, m.branch_id, date_trunc('minute', v.starts_at) as starts_at,
      m.path, m.party_path,
      exists (select from transition n where n.region_id = t.region_id and n.participation_id = t.participation_id
        and n.stage_code = t.stage_code and n.ended_at is null) as "isJudged"
    from sheet s
    join activity v on v.region_id = s.region_id and v.id = s.activity_id
    join membership m on m.region_id = s.region_id and m.branch_id = s.branch_id and m.standing <> 'applicant'
      and m.recorded_at <= s.recorded_at
      and daterange(m.from_on, m.to_on, '[]') @> (v.starts_at at time zone (select time_zone from instance))::date
    join transition t on t.region_id = m.region_id and t.unit_id = m.unit_id and t.campaign_id = v.campaign_id
      and tstzrange(t.recorded_at, t.ended_at) @> s.recorded_at
    join person p on p.region_id = m.region_id and p.id = m.person_id
    where s.region_id = ${regionId} and s.activity_id = ${activityId}::uuid and s.branch_id = ${branchId}::uuid and s.version = 1
      and not exists (
        select from sheet n join attendance a on a.region_id = n.region_id and a.sheet_id = n.id
        where n.region_id = s.region_id and n.activity_id = s.activity_id and n.branch_id = s.branch_id and n.superseded_at is null
          and a.person_id = m.person_id)
    order by p.name, m.person_id, m.recorded_at desc`.execute(tx);
  return rows;
}

/** As a page shows them: by unit. */
export async function leftOutByUnit(tx: ReadTx, those: readonly LeftOut[]) {
  const units = await findNodes(tx, [...new Set(those.map((one) => one.unit_id))]);
  return [...Map.groupBy(those, (one) => one.unit_id)].map(([unitId, people]) => ({
    unit: { id: unitId, name: units.get(unitId)?.name ?? '' },
    isJudged: people.some((one) => one.isJudged),
    people: people.map((one) => ({ personId: one.person_id, name: one.name })),
  }));
}
