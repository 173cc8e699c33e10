import { operations } from '../organisation/index.ts';
import type { UnitCase, UnitPredicate } from './playbook.ts';
import { blame, fullListOf, keysOf, listedOf, oneOf, type Spot } from './spot.ts';

/** Cases, of which one is enough; within a case both the class and the operation have to fit. */
export function readPredicate(spot: Spot): UnitPredicate {
  return fullListOf(spot, 20, readCase);
}

function readCase(spot: Spot): UnitCase {
  const keys = keysOf(spot, { required: [], optional: ['classes', 'operations'] });
  // A case that asks for nothing would take every unit without anybody having said so.
  if (keys.classes.value === undefined && keys.operations.value === undefined) {
    if (spot.value !== undefined) blame(keys.classes, 'key-missing', { key: 'classes' });
  }
  return {
    classes: keys.classes.value === undefined ? null : readClasses(keys.classes),
    operations:
      keys.operations.value === undefined
        ? null
        : fullListOf(keys.operations, 3, (item) => oneOf(item, operations, 'running')),
  };
}

/** Codes of classes in the instance's list. */
export function readClasses(spot: Spot): string[] {
  return fullListOf(spot, 60, (item) => listedOf(item, 'classes'));
}
