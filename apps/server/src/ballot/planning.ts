import {
  eligibleOn,
  type Eligible,
  type Holder,
  type HolderRole,
  type PlanningUnit,
  type RunningPoll,
} from '@muster/core/ballot';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import type { Standing } from '@muster/core/roster';
import { sql } from 'kysely';
import { loadVote, type VoteState } from '../assessment/index.ts';
import { conditionsOf, effectivePlaybooks } from '../campaign/index.ts';
import { findNodes } from '../organisation/index.ts';
import type { Circumstances, Refused } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { findPeople } from '../roster/index.ts';
import { recusedAmong } from '../supervision/index.ts';
import type { Band } from '@muster/core/campaign';

export interface HolderWish {
  readonly role: HolderRole;
  readonly personId: string;
}

export interface NamedHolder extends Holder {
  readonly name: string;
  readonly hasAccount: boolean;
}

/** All that a poll is planned from. */
export interface Planning {
  readonly vote: VoteState;
  readonly units: readonly PlanningUnit[];
  readonly eligible: readonly Eligible[];
  readonly canLogIn: ReadonlySet<string>;
  readonly running: readonly RunningPoll[];
  readonly bands: readonly Band[];
  readonly holders: readonly NamedHolder[];
}

export async function loadPlanning(
  tx: Tx,
  unitId: string,
  holders: readonly HolderWish[],
  circumstances: Circumstances,
): Promise<Planning | Refused> {
  const vote = await loadVote(tx, unitId, circumstances);
  if (isRefusal(vote)) return vote;
  const [first] = vote.units;
  if (first === undefined)
    return { vote, units: [], eligible: [], canLogIn: new Set(), running: [], bands: [], holders: [] };
  const { regionId, id } = first.participation;
  const unitIds = vote.units.map(({ participation }) => participation.unitId);
  const names = await findNodes(tx, unitIds);
  const units: PlanningUnit[] = [];
  for (const { participation, ...unit } of vote.units)
    units.push({
      ...unit,
      id: participation.unitId,
      name: names.get(participation.unitId)?.name ?? '',
      conditions: await conditionsOf(tx, participation, unit.stage?.code ?? ''),
    });
  const { eligible, canLogIn } = await votersOf(tx, regionId, unitIds, circumstances);
  const named = await namedHolders(
    tx,
    holders,
    unitIds.map((each) => ({ regionId, unitId: each })),
  );
  if (isRefusal(named)) return named;
  return {
    vote,
    units,
    eligible,
    canLogIn,
    running: await runningWith(tx, regionId, eligible),
    bands: (await effectivePlaybooks(tx, [id])).get(id)?.bands ?? [],
    holders: named,
  };
}

interface VoterRow {
  readonly kind: 'member' | 'representative';
  readonly personId: string;
  readonly unitId: string;
  readonly fromOn: string;
  readonly standing: Standing | null;
  readonly canLogIn: boolean;
}

async function votersOf(tx: Tx, regionId: number, unitIds: readonly string[], { at, timeZone }: Circumstances) {
  const { rows } = await sql<VoterRow>`
    select kind, person_id as "personId", unit_id as "unitId", from_on as "fromOn", standing, can_log_in as "canLogIn"
    from ballot_voters(${regionId}, ${[...unitIds]}::uuid[])`.execute(tx);
  const dated = rows.map((row) => ({ ...row, toOn: null }));
  const eligible = eligibleOn(
    {
      memberships: dated.flatMap((row) => (row.standing === null ? [] : [{ ...row, standing: row.standing }])),
      representatives: dated.filter(({ kind }) => kind === 'representative'),
    },
    unitIds,
    civilDateAt(at, timeZone),
  );
  return { eligible, canLogIn: new Set(rows.flatMap((row) => (row.canLogIn ? [row.personId] : []))) };
}

async function runningWith(tx: Tx, regionId: number, eligible: readonly Eligible[]): Promise<RunningPoll[]> {
  const people = eligible.map(({ personId }) => personId);
  const { rows } = await sql<{ questions: string[]; people: string[] }>`
    select questions, person_ids as people from ballot_running(${regionId}, ${people}::uuid[])`.execute(tx);
  return rows.map((row) => ({ questions: row.questions, eligible: new Set(row.people) }));
}

async function namedHolders(
  tx: Tx,
  wishes: readonly HolderWish[],
  units: readonly { readonly regionId: number; readonly unitId: string }[],
): Promise<NamedHolder[] | Refused> {
  const ids = wishes.map(({ personId }) => personId);
  const people = await findPeople(tx, ids);
  const { rows } = await sql<{ id: string }>`
    select person_id as id from access_account_states(${ids}::uuid[]) where state in ('active', 'awaiting')`.execute(
    tx,
  );
  const named: NamedHolder[] = [];
  for (const { role, personId } of wishes) {
    const name = people.get(personId)?.name;
    if (name === undefined) return refuse('not-found', {}, 'holders');
    const isOfTheUnit = (await recusedAmong(tx, personId, units)).size > 0;
    named.push({ role, personId, name, isOfTheUnit, hasAccount: rows.some(({ id }) => id === personId) });
  }
  return named;
}
