import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';

export interface TeamOfUnit {
  readonly id: string;
  readonly name: string;
  readonly leaderName: string | null;
  /** Whose turn it is: the leader, else all who may act; nobody where all are recused, or nobody is on the team. */
  readonly acting: readonly string[];
}

/** A matter of a unit in a campaign, or of several units together. */
interface Matter {
  readonly unitId: string;
  readonly campaignId: string;
  readonly of: readonly string[];
}

interface Row extends Omit<TeamOfUnit, 'acting'> {
  readonly position: number;
  readonly able: readonly { readonly name: string; readonly leads: boolean }[];
}

/**
 * The teams that answer for the unit of each matter, in the order of the matters, the superior's before its own; of a matter of several
 * units, who may act in all of them.
 */
export async function teamsOfUnits(
  tx: ReadTx,
  matters: readonly Matter[],
): Promise<readonly (readonly TeamOfUnit[])[]> {
  const asked = matters.map(({ unitId, campaignId, of }, position) => ({ position, unitId, campaignId, of }));
  const { rows } = await sql<Row>`
    select a.position, t.id, t.name,
      (select m.person_name from team_member m
       where m.region_id = t.region_id and m.team_id = t.id and m.is_leader and m.to_on is null
       order by m.from_on, m.person_name limit 1) as "leaderName",
      coalesce((
        select jsonb_agg(jsonb_build_object('name', m.person_name, 'leads', m.is_leader) order by m.is_leader desc, m.person_name)
        from team_member m
        where m.region_id = t.region_id and m.team_id = t.id and m.to_on is null and not exists (
          select from unnest(a.of) of_unit (id) where supervision_recused_here(m.person_id, u.region_id, of_unit.id))), '[]') as able
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (position int, "unitId" uuid, "campaignId" uuid, of uuid[])
    join team_unit u on u.unit_id = a."unitId" and u.to_on is null
    join supervision_team t on t.region_id = u.region_id and t.id = u.team_id and t.campaign_id = a."campaignId"
    order by a.position, t.path, t.name ${kept}`.execute(tx);
  const found = Map.groupBy(rows, ({ position }) => position);
  return matters.map((_, position) => (found.get(position) ?? []).map(teamOf));
}

function teamOf({ able, position: _position, ...team }: Row): TeamOfUnit {
  const leading = able.filter(({ leads }) => leads);
  return { ...team, acting: (leading.length > 0 ? leading.slice(0, 1) : able).map(({ name }) => name) };
}
