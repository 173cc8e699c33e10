import type { AbsenceReason, Named } from './playbook.ts';
import { blame, codeOf, flagOf, fullListOf, keysOf, listOf, under, wordsOf, type Spot } from './spot.ts';

export function readNamed(spot: Spot): Named {
  const keys = keysOf(spot, { required: ['code', 'title'] });
  return { code: codeOf(keys.code), title: wordsOf(keys.title) };
}

export function readAbsenceReason(spot: Spot): AbsenceReason {
  const keys = keysOf(spot, { required: ['code', 'title'], optional: ['withoutLeave'] });
  return { code: codeOf(keys.code), title: wordsOf(keys.title), isWithoutLeave: flagOf(keys.withoutLeave) };
}

interface Coded {
  readonly code: string;
}

/** A list with something in it, whose codes differ. */
export function distinctListOf<T extends Coded>(spot: Spot, most: number, read: (item: Spot) => T): T[] {
  return fullListOf(spot, most, distinct(read));
}

/** The same for a key that need not be written: nothing then. */
export function distinctMaybe<T extends Coded>(spot: Spot, most: number, read: (item: Spot) => T): T[] {
  return listOf(spot, most, distinct(read));
}

function distinct<T extends Coded>(read: (item: Spot) => T): (item: Spot) => T {
  const seen = new Set<string>();
  return (item) => {
    const thing = read(item);
    if (thing.code !== '' && seen.has(thing.code)) {
      blame(under(item, 'code', thing.code), 'code-twice', { code: thing.code });
    }
    seen.add(thing.code);
    return thing;
  };
}
