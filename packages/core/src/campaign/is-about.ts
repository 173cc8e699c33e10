import type { Operation } from '../organisation/index.ts';
import type { UnitPredicate } from './playbook.ts';

/** A unit as rules look at it. */
export interface UnitTraits {
  /** Its class and every class above that; empty where it has none. */
  readonly classes: readonly string[];
  readonly operation: Operation;
}

/** Whether a rule is about a unit; a rule without cases is about all. */
export function isAbout(predicate: UnitPredicate | null, unit: UnitTraits): boolean {
  if (predicate === null) return true;
  return predicate.some(
    ({ classes, operations }) =>
      (classes === null || classes.some((code) => unit.classes.includes(code))) &&
      (operations === null || operations.includes(unit.operation)),
  );
}
