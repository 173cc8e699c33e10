import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { recusedFromAny } from './recusal.ts';

interface TeamOfUnit {
  readonly id: string;
  readonly name: string;
  readonly leaderName: string | null;
  /** Whose turn it is: the leader, else all who may act; nobody where all are recused, or nobody is on the team. */
  readonly acting: readonly string[];
}

/** The teams that answer for a unit in a campaign, the superior's before its own; of a matter of several units, who may act in all of them. */
export async function teamsOfUnit(
  tx: ReadTx,
  unitId: string,
  campaignId: string,
  matterOf: readonly string[] = [unitId],
): Promise<TeamOfUnit[]> {
  const found = await tx
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
    .select(
      sql<{ readonly name: string; readonly leads: boolean }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('name', m.person_name, 'leads', m.is_leader) order by m.is_leader desc, m.person_name)
        from team_member m
        where m.region_id = t.region_id and m.team_id = t.id and m.to_on is null
          and not ${recusedFromAny('m.person_id', 'u.region_id', matterOf)}), '[]')`.as('able'),
    )
    .where('u.unit_id', '=', unitId)
    .where('u.to_on', 'is', null)
    .where('t.campaign_id', '=', campaignId)
    .orderBy('t.path')
    .orderBy('t.name')
    .execute();
  return found.map(({ able, ...team }) => {
    const leading = able.filter(({ leads }) => leads);
    return { ...team, acting: (leading.length > 0 ? leading.slice(0, 1) : able).map(({ name }) => name) };
  });
}
