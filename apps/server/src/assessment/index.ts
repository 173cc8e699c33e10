import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { endPools } from './end-pools.ts';
export { openingOf } from './may-open.view.ts';
export { routes } from './routes.ts';
export { loadVote, openedVote, permitVote, saveVote, type OpenedVote, type VoteState } from './vote.ts';

export const constraints: ConstraintRefusals = {
  assessment__attempt_unique: 'assessment-open-already',
  assessment__last_confirmed: 'assessment-open-already',
  assessment__verified_order: 'assessment-needs-verified-order',
  assessment__fewest_papers: 'too-few-voters',
  assessment__too_soon: 'assessment-too-soon',
  assessment__of_its_pool: 'pool-changed',
  assessment__after_pooling: 'assessment-before-pool',
  assessment_pool_unit__once: 'unit-pooled-already',
  assessment_pool__by_right: 'not-permitted',
  assessment_pool_end__by_right: 'not-permitted',
  assessment_pool_end__not_voted: 'pool-has-voted',
  assessment_pool_end_pkey: 'pool-changed',
  tally_teller__on_paper: 'assessment-by-poll',
  tally_teller__counted_here: 'assessment-counted-elsewhere',
  tally_assessment__recused: 'recused-oneself',
  tally_assessment__evidence_open: 'evidence-window-closed',
  team_report_pkey: 'assessment-reported-already',
  team_report__confirmed: 'assessment-not-confirmed',
  team_report__by_right: 'not-permitted',
  team_report__recused: 'recused-oneself',
  tally_electorate__as_counted: 'roll-changed',
  tally_teller__by_right: 'not-permitted',
  tally_assessment__by_right: 'not-permitted',
  tally_assessment__once: 'assessment-confirmed-already',
  tally_assessment__two_tellers: 'two-tellers-needed',
  tally_assessment__somebody_else: 'teller-cannot-confirm',
  tally_assessment__tellers_agree: 'tellers-differ',
  tally_assessment__cast_within_eligible: 'count-exceeds-eligible',
};
