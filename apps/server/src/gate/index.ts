import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { keepMeasures } from './keep-measures.ts';
export { evidenceClosed, evidenceClosedAmong } from './queries.ts';
export { routes } from './routes.ts';

export const constraints: ConstraintRefusals = {
  transition__one_open: 'transition-open-already',
  transition__of_the_open_stage: 'stage-not-open',
  transition__refusal_mended: 'refusal-not-mended',
  transition_step__by_right: 'not-permitted',
  transition__counted: 'assessment-open-already',
  transition_step__refusal_mended: 'refusal-not-mended',
  transition_step__reported: 'assessment-not-reported',
  transition_step__not_of_the_unit: 'decider-is-of-the-unit',
  transition_decision__by_right: 'not-permitted',
  transition_decision__open: 'transition-not-open',
  transition_decision__endorsed: 'transition-not-endorsed',
  transition_decision__somebody_else: 'somebody-else-must',
  transition_decision__not_of_the_unit: 'decider-is-of-the-unit',
  transition_decision__same_as_judged: 'transition-stale',
  transition_decision__not_early: 'too-early',
  transition_decision__hard_conditions: 'hard-conditions-open',
  transition_decision__refusal_mended: 'refusal-not-mended',
  transition_decision__refused_says_why: 'reason-missing',
};
