import type { Place } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import type { Team } from '@muster/core/supervision';
import { sql } from 'kysely';
import { refuseClosed } from '../campaign/index.ts';
import { findNode, type Node } from '../organisation/index.ts';
import type { Refused } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { linkedColumn } from '../platform/place.ts';

export interface TeamMember {
  readonly personId: string;
  readonly name: string;
}

export interface TeamUnit {
  readonly regionId: number;
  readonly unitId: string;
  readonly name: string;
  readonly place: Place;
}

/** A team with the node that formed it, for a command: nobody else changes the team until the command ends. */
export interface LoadedTeam extends Team {
  readonly regionId: number;
  readonly id: string;
  readonly name: string;
  readonly organisation: Node;
  readonly members: readonly TeamMember[];
  readonly units: readonly TeamUnit[];
}

export async function loadTeam(tx: Tx, teamId: string): Promise<LoadedTeam | Refused> {
  // A row lock needs a right to update teams, which nobody has; without a lock a unit and a person that come at once miss each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${teamId}, 0))`.execute(tx);
  const row = await tx
    .selectFrom('supervision_team')
    .innerJoin('campaign', 'campaign.id', 'supervision_team.campaign_id')
    .select(['region_id', 'supervision_team.id', 'supervision_team.name', 'organisation_id', 'closed_on as closedOn'])
    .where('supervision_team.id', '=', teamId)
    .executeTakeFirst();
  const organisation = row === undefined ? null : await findNode(tx, row.organisation_id);
  if (row === undefined || organisation === null) return refuse('not-found');
  const closed = refuseClosed(row);
  if (closed !== null) return closed;
  return {
    regionId: row.region_id,
    id: row.id,
    name: row.name,
    organisation,
    place: organisation.place,
    members: await membersOf(tx, row.region_id, teamId),
    units: await unitsOf(tx, row.region_id, teamId),
  };
}

async function membersOf(tx: ReadTx, regionId: number, teamId: string): Promise<TeamMember[]> {
  return tx
    .selectFrom('team_member')
    .select(['person_id as personId', 'person_name as name'])
    .where('region_id', '=', regionId)
    .where('team_id', '=', teamId)
    .where('to_on', 'is', null)
    .execute();
}

async function unitsOf(tx: ReadTx, regionId: number, teamId: string): Promise<TeamUnit[]> {
  const rows = await tx
    .selectFrom('team_unit as t')
    .innerJoin('organisation as u', (join) =>
      join.onRef('u.region_id', '=', 't.region_id').onRef('u.id', '=', 't.unit_id'),
    )
    .select(['u.region_id', 'u.id', 'u.name', 'u.path'])
    .select(linkedColumn('u.linked').as('linked'))
    .where('t.region_id', '=', regionId)
    .where('t.team_id', '=', teamId)
    .where('t.to_on', 'is', null)
    .execute();
  return rows.map((row) => ({
    regionId: row.region_id,
    unitId: row.id,
    name: row.name,
    place: { path: row.path, linked: row.linked },
  }));
}

/** What the ledger keeps of a change to a team; people by their id alone. */
export function teamFact(
  team: Pick<LoadedTeam, 'regionId' | 'id' | 'name' | 'place'>,
  kind: string,
  details: Readonly<Record<string, string | boolean>>,
  unit: TeamUnit | null = null,
): LedgerFact {
  return {
    regionId: team.regionId,
    unitId: unit?.unitId ?? null,
    kind,
    subjectId: team.id,
    place: unit?.place ?? team.place,
    occurredAt: null,
    summary: unit === null ? { team: team.name } : { team: team.name, unit: unit.name },
    head: { team: team.id, name: team.name, ...details },
    personal: [],
  };
}
