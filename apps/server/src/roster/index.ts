import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { createPeople } from './create-people.ts';
export { knowPeople } from './know-people.ts';
export { fillReadings } from './fill-readings.ts';
export { followMerger } from './follow-merger.ts';
export {
  memberLeft,
  memberReturned,
  membersJoined,
  membersMoved,
  type MemberLeft,
  type MemberReturned,
  type MembersJoined,
  type MembersMoved,
} from './hooks.ts';
export { memberCategories, type MemberCategory } from './member-categories.ts';
export {
  findPeople,
  findPerson,
  rollOfBranch,
  rollsOfBranches,
  unitsOnRolls,
  type Person,
  type RollEntry,
} from './queries.ts';
export { routes } from './routes.ts';

/** Codes of people whom one cannot see. */
export const constraints: ConstraintRefusals = {
  person__code_unique: 'code-taken',
  membership__one_open: 'import-has-errors',
  transfer__one_open: 'transfer-open-already',
  transfer__open: 'transfer-settled-already',
  transfer__still_there: 'transfer-stale',
  transfer__day: 'transfer-stale',
  // Two who transferred the last two at once: tried again, it is said why.
  membership__last_one_stays: 'unavailable',
  transfer__destination: 'destination-unknown',
  representative_quota__one_stands: 'unavailable',
};
