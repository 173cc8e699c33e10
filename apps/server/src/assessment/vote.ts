import { mayActOn, permit, type Permit, type PlaceInCampaign } from '@muster/core/access';
import { voterGroups, type Opened } from '@muster/core/assessment';
import { isRefusal, refuse } from '@muster/core/kernel';
import {
  lockedParticipation,
  lockedParticipations,
  participationMeant,
  type Participation,
} from '../campaign/index.ts';
import { findNode } from '../organisation/index.ts';
import type { Circumstances, Refused } from '../platform/command.ts';
import type { Asking } from '../platform/context.ts';
import type { Tx } from '../platform/database/db.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import type { Actor } from '../platform/identity.ts';
import { markAllDirty } from '../platform/outbox.ts';
import { poolOf, type PoolRecord } from './pool-records.ts';
import { votingOf, type Voting } from './voting.ts';

/** A vote that is to be held, on paper or not. */
export interface VoteState {
  /** Where it stands; in the campaign, where it takes part in one. */
  readonly place: PlaceInCampaign;
  readonly pool: PoolRecord | null;
  /** Empty where the unit does not take part; of a pool the host stands first. */
  readonly units: readonly Voting[];
}

export interface OpenedUnit extends Opened {
  readonly id: string;
  readonly participation: Participation;
  readonly daysBetween: number;
  readonly fewestPapers: number;
}

export interface OpenedVote {
  readonly poolId: string | null;
  readonly opened: readonly OpenedUnit[];
  /** Where the papers are counted. */
  readonly hostId: string;
}

/** With its units locked; of a pool all of them. */
export async function loadVote(
  tx: Tx,
  unitId: string,
  asking: Asking & { readonly timeZone: string },
): Promise<VoteState | Refused> {
  const unit = await findNode(tx, unitId);
  if (unit?.kind !== 'unit') return refuse('not-found');
  const before = await participationMeant(tx, unit, asking);
  const place = before?.place ?? { ...unit.place, campaignId: null };
  const stageCode = before?.openStage?.code;
  if (before === null || stageCode === undefined) return { place, pool: null, units: [] };
  // Before anything is locked: units of one pool are locked together, in one order. Another pool by then is refused when it is written.
  const pool = await poolOf(tx, before, stageCode);
  const all = pool === null ? await lockedParticipation(tx, before) : await allOf(tx, pool);
  if (isRefusal(all)) return all;
  return { place, pool, units: await votingOf(tx, [all].flat(), stageCode, asking.timeZone) };
}

/** Of a unit that votes in a pool, by whoever may open a vote at all of them. */
export function permitVote(actor: Actor, { place, pool }: Pick<VoteState, 'place' | 'pool'>): Permit | Refused {
  const here = permit(actor.grants, 'open-assessment', place);
  const whole = (pool?.units ?? []).every(({ path }) =>
    mayActOn(actor.grants, 'open-assessment', { path, linked: [], campaignId: place.campaignId }),
  );
  return whole ? here : refuse('not-permitted');
}

/** What each unit opens, with an id of its own. */
export function openedVote(
  { units, pool }: Pick<VoteState, 'units' | 'pool'>,
  opened: readonly Opened[],
  newId: () => string,
): OpenedVote {
  const each = opened.flatMap((one, index) => {
    const voting = units[index];
    return voting === undefined ? [] : [{ ...one, id: newId(), ...pinnedOf(voting) }];
  });
  return { poolId: pool?.id ?? null, opened: each, hostId: each[0]?.id ?? '' };
}

export async function saveVote(tx: Tx, facts: OpenedVote, circumstances: Circumstances): Promise<void> {
  await tx.insertInto('assessment').values(rowsOf(facts, circumstances)).execute();
  await tx
    .insertInto('tally_electorate')
    .values(
      facts.opened.flatMap(({ id, participation, electorate }) =>
        voterGroups.map((voters) => ({
          ...hereOf(participation),
          assessment_id: id,
          voters,
          eligible: electorate[voters],
        })),
      ),
    )
    .execute();
  // What a count of too few papers said stands no longer.
  await markAllDirty(
    tx,
    facts.opened.map(({ participation: { regionId, id, place } }) => ({ regionId, id, ...place })),
  );
}

/** The units of a pool that still take part, the host first; all locked. */
async function allOf(tx: Tx, { units, campaignId }: PoolRecord): Promise<Participation[]> {
  const locked = await lockedParticipations(
    tx,
    units.map(({ unitId }) => unitId),
    campaignId,
  );
  return units.flatMap(({ unitId }) => locked.get(unitId) ?? []);
}

const pinnedOf = ({ participation, daysBetween, fewestVoters }: Voting) => ({
  participation,
  daysBetween,
  // No fewer papers than voters.
  fewestPapers: Math.max(1, fewestVoters),
});

const hereOf = ({ regionId, place }: Participation) => ({
  region_id: regionId,
  path: place.path,
  linked: [...place.linked],
});

function rowsOf({ opened, poolId, hostId }: OpenedVote, { actor, at }: Circumstances) {
  return opened.map(({ id, participation, ...one }) => ({
    ...hereOf(participation),
    id,
    campaign_id: participation.campaignId,
    participation_id: participation.id,
    unit_id: participation.unitId,
    stage_code: one.stageCode,
    attempt: one.attempt,
    held_on: one.heldOn,
    order_id: one.orderId,
    days_between: one.daysBetween,
    fewest_papers: one.fewestPapers,
    pool_id: poolId,
    counted_in: id === hostId ? null : hostId,
    opened_by: actor.personId,
    recorded_at: at,
  }));
}

export function openedFact({ participation, ...one }: OpenedUnit, poolId: string | null): LedgerFact {
  return {
    regionId: participation.regionId,
    unitId: participation.unitId,
    kind: 'assessment.opened',
    subjectId: one.id,
    place: participation.place,
    occurredAt: null,
    summary: { heldOn: one.heldOn, members: one.electorate.member, representatives: one.electorate.representative },
    head: {
      assessment: one.id,
      stage: one.stageCode,
      attempt: one.attempt,
      order: one.orderId,
      heldOn: one.heldOn,
      electorate: { ...one.electorate },
      ...(poolId !== null && { pool: poolId }),
    },
    personal: [],
  };
}
