import type { Place } from '@muster/core/access';
import { civilDateAt, type CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';

/** An activity, as far as guests are concerned. */
export interface VisitedActivity {
  readonly id: string;
  readonly regionId: number;
  readonly campaignId: string;
  readonly place: Place;
  /** Where whoever reads it may be: also at a unit with members on a sheet. */
  readonly readAt: Place;
  readonly topic: string;
  readonly on: CivilDate;
  readonly endsAt: Date;
  readonly isVoided: boolean;
  /** Contact points that it was at: of the host, its unit, and the branches that met. */
  readonly points: readonly {
    readonly id: string;
    readonly personId: string;
    readonly name: string;
    readonly place: Place;
  }[];
}

interface Row {
  readonly region_id: number;
  readonly campaign_id: string;
  readonly topic: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly voided_at: Date | null;
  readonly path: string;
  readonly party_path: string;
  readonly host_unit_id: string;
  readonly host_branch_id: string;
}

/** As whoever answers for a branch that met sees it. */
export async function visitedActivity(tx: ReadTx, id: string, timeZone: string): Promise<VisitedActivity | null> {
  const { rows } = await sql<Row>`select * from study_activities(null, array[${id}]::uuid[])`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const on = civilDateAt(row.starts_at, timeZone);
  const { rows: points } = await sql<{ id: string; person_id: string; name: string; path: string; linked: string[] }>`
    with places as (
      select unnest(array[${row.host_unit_id}, ${row.host_branch_id}]::uuid[]) as id
      union select s.branch_id from sheet s where s.region_id = ${row.region_id} and s.activity_id = ${id}::uuid)
    select p.id, p.person_id, p.person_name as name, p.path::text, p.linked::text[] as linked
    from contact_point p join places on places.id = p.organisation_id
    where p.region_id = ${row.region_id} and p.campaign_id = ${row.campaign_id}::uuid
      and ${on}::date between p.from_on and coalesce(p.to_on, 'infinity')
    order by p.person_name, p.path, p.id`.execute(tx);
  const { rows: there } = await sql<{ unit: string }>`
    select distinct unnest(units) as unit from study_sheets(${row.region_id}, array[${id}]::uuid[], null)`.execute(tx);
  return {
    id,
    regionId: row.region_id,
    campaignId: row.campaign_id,
    place: { path: row.path, linked: [row.party_path] },
    readAt: { path: row.path, linked: [row.party_path, ...there.map(({ unit }) => unit)] },
    topic: row.topic,
    on,
    endsAt: row.ends_at,
    isVoided: row.voided_at !== null,
    points: points.map(({ person_id: personId, path, linked, ...point }) => ({
      ...point,
      personId,
      place: { path, linked },
    })),
  };
}

/** Who is a guest already, or stands on a sheet of the activity. */
export async function peopleThere(tx: ReadTx, { regionId, id }: VisitedActivity): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ person_id: string }>`
    select v.person_id from contact_visit v
    where v.region_id = ${regionId} and v.activity_id = ${id}::uuid and v.withdrawn_at is null
    union
    select t.person_id from sheet s join attendance t on t.region_id = s.region_id and t.sheet_id = s.id
    where s.region_id = ${regionId} and s.activity_id = ${id}::uuid and s.superseded_at is null and t.presence = 'present'`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.person_id));
}
