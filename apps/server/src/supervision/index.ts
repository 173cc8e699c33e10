import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { endContactPoints } from './contact-point/end-contact-points.ts';
export { endAuthority } from './end-authority.ts';
export { leaveTeams } from './member-left.ts';
export { endTies } from './end-ties.ts';
export { teamsOfUnits, type TeamOfUnit } from './queries.ts';
export { findingFacts, insertFindings, orderForRefusal, type NewFinding } from './new-finding.ts';
export { isRecused, recusedAmong } from './recusal.ts';
export { routes } from './routes.ts';
export { selfCheckStandings } from './self-check-standing.ts';

export const constraints: ConstraintRefusals = {
  supervision_team__name_unique: 'team-name-taken',
  contact_point__one_open: 'contact-point-named-already',
  contact_visit__once: 'guest-noted-already',
  team_member__one_open: 'person-in-team-already',
  team_unit__one_open: 'unit-in-team-already',
  finding__recused: 'recused-oneself',
  order_to_correct__recused: 'recused-oneself',
  order_verification__recused: 'recused-oneself',
  order_verification__somebody_else: 'order-answered-by-oneself',
  order_verification__of_the_last: 'order-answer-superseded',
  order_verification_pkey: 'order-answer-judged-already',
  order_answer__not_verified: 'order-verified-already',
  self_check__evidence_open: 'evidence-window-closed',
  self_check_review__evidence_open: 'evidence-window-closed',
  self_check_review__of_the_last: 'self-check-superseded',
  self_check_review__recused: 'recused-oneself',
  self_check_review__somebody_else: 'self-checked-by-oneself',
  self_check_review_pkey: 'self-check-reviewed-already',
};
