import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { lockOwedByPersons, type OwedByPerson } from './lock-owed.ts';
export { cancelOwed, discharge, dischargeEach, owe, reviveOwed, undoDischarge, type Owed } from './owe.ts';
export { remind } from './remind.ts';
export { routes } from './routes.ts';
export { howFar, kindWords } from './sheets.ts';
export { endWithUnit } from './end-with-unit.ts';
export { letGo, oweAgain, takeAlong } from './follow-member.ts';
export { moveDueDates, writeObligations } from './write-obligations.ts';

export const constraints: ConstraintRefusals = {
  deliverable_check_pkey: 'deliverable-checked-already',
  deliverable_check__somebody_else: 'checker-handed-it-in',
  deliverable_check__not_of_the_unit: 'checker-is-of-the-unit',
  obligation_exemption__once: 'obligation-not-open',
  obligation_exemption__somebody_else: 'somebody-else-must',
  obligation_exemption__by_right: 'not-permitted',
  obligation_exemption__not_of_the_unit: 'decider-is-of-the-unit',
  obligation_extension__one_open: 'extension-asked-already',
  obligation_extension__once: 'extension-decided-already',
  obligation_extension__somebody_else: 'somebody-else-must',
  obligation_extension__by_right: 'not-permitted',
  obligation_extension__not_of_the_unit: 'decider-is-of-the-unit',
};
