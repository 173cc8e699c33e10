import { addDays, isRefusal, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { Electorate } from './tally.ts';

export interface OpeningState {
  /** The open stage of the unit. */
  readonly stage: { readonly code: string; readonly startsOn: CivilDate } | null;
  /** A transition that was applied for and not yet decided or returned. */
  readonly evidenceClosed: boolean;
  /** The latest attempt of the stage. */
  readonly last: LastAttempt | null;
  /** The order to correct, given after the last attempt was confirmed, that was verified last; none while another one given since is not. */
  readonly order: { readonly id: string; readonly verifiedOn: CivilDate } | null;
  /** By the playbook, from one vote of the stage to the next; 0 where it sets none. */
  readonly daysBetween: number;
  readonly electorate: Electorate;
  /** By the playbook; both groups together. */
  readonly fewestVoters: number;
}

export interface LastAttempt {
  readonly attempt: number;
  readonly confirmed: boolean;
  /** It was confirmed, and nothing came of it. */
  readonly isTooFew: boolean;
  readonly heldOn: CivilDate;
  readonly orderId: string | null;
}

export interface Opened {
  readonly stageCode: string;
  readonly attempt: number;
  readonly heldOn: CivilDate;
  readonly electorate: Electorate;
  /** By which order a vote is held again; null for the first. */
  readonly orderId: string | null;
}

export type OpeningRefusal = Refusal<
  | 'stage-not-open'
  | 'evidence-window-closed'
  | 'assessment-open-already'
  | 'assessment-needs-verified-order'
  | 'assessment-before-verification'
  | 'assessment-too-soon'
  | 'assessment-not-held-yet'
  | 'assessment-before-stage'
  | 'too-few-voters'
>;

/** Opens the counting of a vote that was held on paper; who could vote is fixed from now on. */
export function openAssessment(state: OpeningState, heldOn: CivilDate, today: CivilDate): Opened | OpeningRefusal {
  const { stage, last, electorate, fewestVoters } = state;
  if (stage === null) return refuse('stage-not-open');
  if (state.evidenceClosed) return refuse('evidence-window-closed');
  if (last !== null && !last.confirmed) return refuse('assessment-open-already', { attempt: last.attempt });
  if (heldOn > today) return refuse('assessment-not-held-yet', { heldOn }, 'heldOn');
  if (heldOn < stage.startsOn) return refuse('assessment-before-stage', { startsOn: stage.startsOn }, 'heldOn');
  const refused = last === null ? null : refuseAgain(state, last, heldOn);
  if (refused !== null) return refused;
  const voters = electorate.member + electorate.representative;
  if (voters < fewestVoters) return refuse('too-few-voters', { voters, least: fewestVoters });
  return {
    stageCode: stage.code,
    attempt: (last?.attempt ?? 0) + 1,
    heldOn,
    electorate,
    orderId: last?.isTooFew === true ? last.orderId : last === null ? null : (state.order?.id ?? null),
  };
}

/**
 * Nobody votes again because the outcome displeases: an order to correct, verified, lies between, and the playbook's days. Where too few
 * papers were cast there was no outcome, and nothing to mend.
 */
function refuseAgain(
  { order, daysBetween }: OpeningState,
  last: LastAttempt,
  heldOn: CivilDate,
): OpeningRefusal | null {
  if (last.isTooFew)
    return heldOn < last.heldOn ? refuse('assessment-too-soon', { earliestOn: last.heldOn, days: 0 }, 'heldOn') : null;
  if (order === null) return refuse('assessment-needs-verified-order', { attempt: last.attempt });
  const { verifiedOn } = order;
  if (heldOn < verifiedOn) return refuse('assessment-before-verification', { verifiedOn }, 'heldOn');
  const earliestOn = addDays(last.heldOn, daysBetween);
  return heldOn < earliestOn ? refuse('assessment-too-soon', { earliestOn, days: daysBetween }, 'heldOn') : null;
}

/** A pool that stands: since when its units vote together. */
export interface StandingPool {
  readonly formedOn: CivilDate;
}

/** Each unit of a pool, the host first: all of them open, or none. The same may vote, and each by its own order. */
export function openPooled(
  units: readonly OpeningState[],
  pool: StandingPool,
  heldOn: CivilDate,
  today: CivilDate,
): readonly Opened[] | OpeningRefusal | Refusal<'assessment-before-pool'> {
  const opened: Opened[] = [];
  for (const unit of units) {
    const one = openAssessment(unit, heldOn, today);
    if (isRefusal(one)) return one;
    opened.push(one);
  }
  return heldOn < pool.formedOn ? refuse('assessment-before-pool', { formedOn: pool.formedOn }, 'heldOn') : opened;
}
