import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { cancelOwed, discharge, owe, undoDischarge, type Owed } from './owe.ts';
export { routes } from './routes.ts';
export { moveDueDates, writeObligations } from './write-obligations.ts';

export const constraints: ConstraintRefusals = {
  deliverable_check_pkey: 'deliverable-checked-already',
  deliverable_check__somebody_else: 'checker-handed-it-in',
  deliverable_check__not_of_the_unit: 'checker-is-of-the-unit',
};
