import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** The teams that answer for a unit in a campaign, the superior's before its own. */
export async function teamsOfUnit(
  tx: ReadTx,
  unitId: string,
  campaignId: string,
): Promise<{ id: string; name: string; leaderName: string | null }[]> {
  return tx
    .selectFrom('team_unit as u')
    .innerJoin('supervision_team as t', (join) =>
      join.onRef('t.region_id', '=', 'u.region_id').onRef('t.id', '=', 'u.team_id'),
    )
    .select(['t.id', 't.name'])
    .select(
      sql<string | null>`(
        select m.person_name from team_member m
        where m.region_id = t.region_id and m.team_id = t.id and m.is_leader and m.to_on is null
        order by m.from_on, m.person_name limit 1)`.as('leaderName'),
    )
    .where('u.unit_id', '=', unitId)
    .where('u.to_on', 'is', null)
    .where('t.campaign_id', '=', campaignId)
    .orderBy('t.path')
    .orderBy('t.name')
    .execute();
}
