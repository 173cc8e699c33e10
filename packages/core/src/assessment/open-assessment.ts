import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { Electorate } from './tally.ts';

export interface OpeningState {
  /** The open stage of the unit. */
  readonly stage: { readonly code: string; readonly startsOn: CivilDate } | null;
  /** A transition that was applied for and not yet decided or returned. */
  readonly evidenceClosed: boolean;
  /** The latest attempt of the stage. */
  readonly last: { readonly attempt: number; readonly confirmed: boolean } | null;
  readonly electorate: Electorate;
  /** By the playbook; both groups together. */
  readonly fewestVoters: number;
}

export interface Opened {
  readonly stageCode: string;
  readonly attempt: number;
  readonly heldOn: CivilDate;
  readonly electorate: Electorate;
}

export type OpeningRefusal = Refusal<
  | 'stage-not-open'
  | 'evidence-window-closed'
  | 'assessment-open-already'
  | 'assessment-needs-verified-order'
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
  // Nobody votes again because the outcome displeases: an order to correct, verified, must lie between.
  if (last !== null) return refuse('assessment-needs-verified-order', { attempt: last.attempt });
  if (heldOn > today) return refuse('assessment-not-held-yet', { heldOn }, 'heldOn');
  if (heldOn < stage.startsOn) return refuse('assessment-before-stage', { startsOn: stage.startsOn }, 'heldOn');
  const voters = electorate.member + electorate.representative;
  if (voters < fewestVoters) return refuse('too-few-voters', { voters, least: fewestVoters });
  return { stageCode: stage.code, attempt: 1, heldOn, electorate };
}
