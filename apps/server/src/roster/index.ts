import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { createPerson } from './create-person.ts';
export { findPerson, membersOfUnit, rollOfBranch, type Person, type RollEntry } from './queries.ts';
export { routes } from './routes.ts';

/** Codes of people whom one cannot see. */
export const constraints: ConstraintRefusals = {
  person__code_unique: 'code-taken',
  membership__one_open: 'import-has-errors',
};
