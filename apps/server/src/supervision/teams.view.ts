import type { RouteAnswer } from '@muster/contract';
import type { listTeams } from '@muster/contract/supervision';
import { sql } from 'kysely';
import { idAtHand } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';

type Teams = RouteAnswer<typeof listTeams>;

/** The teams of a node and those from above that answer for a unit there, each with its units there; and the units without one. */
export async function teamsBeneath(tx: ReadTx, node: Node, asking: Asking): Promise<Teams> {
  const campaignId = await idAtHand(tx, node, asking);
  if (campaignId === null) return { teams: [], nobodyActs: [], withoutTeam: [] };
  const { path } = node.place;
  const heads = inOrder(await teamRows(tx, campaignId, path));
  const ids = heads.map((head) => head.id);
  const members = Map.groupBy(await memberRows(tx, ids), (row) => row.team_id);
  const units = Map.groupBy(await unitRows(tx, ids, path), (row) => row.team_id);
  const recusals = Map.groupBy(await recusalRows(tx, ids), (row) => `${row.team_id} ${row.unit_id}`);
  const crews = heads.map((head) => {
    const crew = members.get(head.id) ?? [];
    return {
      head,
      crew,
      units: (units.get(head.id) ?? []).map(({ id, name }) => {
        const out = new Set((recusals.get(`${head.id} ${id}`) ?? []).map((row) => row.person_id));
        const recused = crew.filter((row) => out.has(row.person_id)).map((row) => row.person_name);
        return { id, name, recused, acts: recused.length < crew.length };
      }),
    };
  });
  return {
    teams: crews.map(({ head, crew, units: own }) => ({
      id: head.id,
      name: head.name,
      organisationId: head.organisation_id,
      members: crew.map((row) => ({ personId: row.person_id, name: row.person_name, isLeader: row.is_leader })),
      units: own.map(({ acts: _acts, ...unit }) => unit),
    })),
    nobodyActs: nobodyActs(crews.flatMap((each) => each.units)),
    withoutTeam: await unitsWithoutTeam(tx, campaignId, path),
  };
}

// As a database orders names, but a second team before a tenth. A locale's own order of signs would be another than in every other list.
const names = new Intl.Collator('en', { numeric: true });

/** The superior's before those beneath, as they come; those of one node by name. */
function inOrder(heads: Awaited<ReturnType<typeof teamRows>>) {
  return [...Map.groupBy(heads, (head) => head.organisation_id).values()].flatMap((own) =>
    own.toSorted((one, other) => names.compare(one.name, other.name)),
  );
}

type ActedOn = { readonly id: string; readonly name: string; readonly acts: boolean };

/** Units that have a team, or several, of which nobody may act there: nobody is on it yet, or all belong to the unit. */
function nobodyActs(units: readonly ActedOn[]): { id: string; name: string }[] {
  const acted = new Set(units.filter(({ acts }) => acts).map(({ id }) => id));
  const idle = new Map(units.filter(({ id }) => !acted.has(id)).map(({ id, name }) => [id, name]));
  return [...idle].map(([id, name]) => ({ id, name }));
}

async function recusalRows(tx: ReadTx, teamIds: readonly string[]) {
  const { rows } = await sql<{ team_id: string; unit_id: string; person_id: string }>`
    select team_id, unit_id, person_id from supervision_recusals(${[...teamIds]}::uuid[])`.execute(tx);
  return rows;
}

const there = (column: string, path: string) =>
  sql<boolean>`(${sql.ref(`${column}.path`)} <@ ${path}::ltree or ${sql.ref(`${column}.linked`)} <@ ${path}::ltree)`;

function teamRows(tx: ReadTx, campaignId: string, path: string) {
  return tx
    .selectFrom('supervision_team as t')
    .select(['t.id', 't.name', 't.organisation_id'])
    .where('t.campaign_id', '=', campaignId)
    .where((eb) =>
      eb.or([
        sql<boolean>`t.path <@ ${path}::ltree`,
        eb.exists(
          eb
            .selectFrom('team_unit as u')
            .select('u.team_id')
            .whereRef('u.region_id', '=', 't.region_id')
            .whereRef('u.team_id', '=', 't.id')
            .where('u.to_on', 'is', null)
            .where(there('u', path)),
        ),
      ]),
    )
    .orderBy('t.path')
    .orderBy('t.name')
    .execute();
}

function memberRows(tx: ReadTx, teamIds: readonly string[]) {
  return tx
    .selectFrom('team_member')
    .select(['team_id', 'person_id', 'person_name', 'is_leader'])
    .where(sql<boolean>`team_id = any(${teamIds}::uuid[])`)
    .where('to_on', 'is', null)
    .orderBy('is_leader', 'desc')
    .orderBy('person_name')
    .execute();
}

function unitRows(tx: ReadTx, teamIds: readonly string[], path: string) {
  return tx
    .selectFrom('team_unit as t')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.region_id', '=', 't.region_id').onRef('o.id', '=', 't.unit_id'),
    )
    .select(['t.team_id', 'o.id', 'o.name'])
    .where(sql<boolean>`t.team_id = any(${teamIds}::uuid[])`)
    .where('t.to_on', 'is', null)
    .where(there('t', path))
    .orderBy('o.path')
    .orderBy('o.name')
    .execute();
}

/** Units that take part in the campaign and that no team answers for. */
function unitsWithoutTeam(tx: ReadTx, campaignId: string, path: string) {
  return tx
    .selectFrom('participation as p')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.region_id', '=', 'p.region_id').onRef('o.id', '=', 'p.unit_id'),
    )
    .select(['o.id', 'o.name'])
    .where('p.campaign_id', '=', campaignId)
    .where('p.ended_at', 'is', null)
    .where(there('p', path))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('team_unit as u')
            .innerJoin('supervision_team as t', (join) =>
              join.onRef('t.region_id', '=', 'u.region_id').onRef('t.id', '=', 'u.team_id'),
            )
            .select('u.team_id')
            .whereRef('u.region_id', '=', 'p.region_id')
            .whereRef('u.unit_id', '=', 'p.unit_id')
            .where('u.to_on', 'is', null)
            .where('t.campaign_id', '=', campaignId),
        ),
      ),
    )
    .orderBy('o.path')
    .orderBy('o.name')
    .execute();
}
