import { sql } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';

export interface LeaderTies {
  readonly name: string;
  /** Heads a unit, or holds a leader's office. */
  readonly hasOffice: boolean;
  /** Is a member there: of the branch, or of the unit. */
  readonly isOwn: boolean;
  readonly isNamed: boolean;
}

/** Of somebody whom one may see to a place that is to be the contact point; null for somebody else. */
export async function leaderTies(
  tx: ReadTx,
  personId: string,
  organisationId: string,
  campaignId: string,
): Promise<LeaderTies | null> {
  const { rows } = await sql<LeaderTies>`
    select p.name,
      exists (select from appointment a where a.region_id = p.region_id and a.person_id = p.id and a.role in ('leader', 'head')
        and a.to_on is null) as "hasOffice",
      exists (select from membership m where m.region_id = p.region_id and m.person_id = p.id and m.to_on is null
        and ${organisationId}::uuid in (m.branch_id, m.unit_id)) as "isOwn",
      exists (select from contact_point c where c.region_id = p.region_id and c.person_id = p.id and c.to_on is null
        and c.organisation_id = ${organisationId}::uuid and c.campaign_id = ${campaignId}::uuid) as "isNamed"
    from region r join person p on p.region_id = r.region_id
    where p.id = ${personId}::uuid and p.moved_to is null`.execute(tx);
  return rows[0] ?? null;
}
