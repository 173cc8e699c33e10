/** One part of a total: what it is called by, and how much it is. */
export interface Part<Key> {
  readonly key: Key;
  readonly amount: number;
}

/** The smallest sets of parts that make a difference: possible explanations, never findings. */
export interface Explanation<Key> {
  readonly outcome: 'explained' | 'unexplained' | 'too-many-parts';
  /** Each with its parts in their order; the first of them, where there are more than are listed. */
  readonly sets: readonly (readonly Key[])[];
  /** How many sets of that size there are; `isMore` where counting stopped. */
  readonly found: number;
  readonly isMore: boolean;
}

export const explanationLimits = { listed: 20, counted: 1000, cells: 16_000_000, sums: 400_000 };

/**
 * The sets of fewest parts whose sum is exactly the difference, whichever way it goes. Exact: a table of the fewest parts that make each
 * rest, or, where the difference is too large for it, of the rests that can be made at all. What is too much for both is said to be.
 */
export function explainDifference<Key>(
  parts: readonly Part<Key>[],
  difference: number,
  limits = explanationLimits,
): Explanation<Key> {
  const target = Math.abs(difference);
  const usable = parts.filter(({ amount }) => amount > 0 && amount <= target);
  const all = usable.reduce((sum, { amount }) => sum + amount, 0);
  if (target === 0 || all < target) return unexplained;
  const amounts = usable.map(({ amount }) => amount);
  const fewest = fewestDense(amounts, target, limits.cells) ?? fewestSparse(amounts, target, limits.sums);
  if (fewest === null) return { ...unexplained, outcome: 'too-many-parts' };
  if (fewest(0, target) === Infinity) return unexplained;
  return { outcome: 'explained', ...collect(usable, target, fewest, limits) };
}

const unexplained = { outcome: 'unexplained', sets: [], found: 0, isMore: false } as const;

/** The fewest of the parts from a place on that make a rest; Infinity where none do. */
type Fewest = (from: number, rest: number) => number;

function fewestDense(amounts: readonly number[], target: number, cells: number): Fewest | null {
  const none = 0xffff;
  const width = target + 1;
  if ((amounts.length + 1) * width > cells || amounts.length >= none) return null;
  const table = new Uint16Array((amounts.length + 1) * width).fill(none);
  table[amounts.length * width] = 0;
  for (let place = amounts.length - 1; place >= 0; place -= 1) {
    const amount = amounts[place] ?? 0;
    const here = place * width;
    table.copyWithin(here, here + width, here + 2 * width);
    for (let rest = amount; rest < width; rest += 1) {
      const taken = table[here + width + rest - amount] ?? none;
      if (taken < none && taken + 1 < (table[here + rest] ?? none)) table[here + rest] = taken + 1;
    }
  }
  return (from, rest) => {
    const fewest = rest < 0 ? none : (table[from * width + rest] ?? none);
    return fewest === none ? Infinity : fewest;
  };
}

function fewestSparse(amounts: readonly number[], target: number, sums: number): Fewest | null {
  let last = new Map([[0, 0]]);
  const tables = [last];
  let size = 1;
  for (const amount of amounts.toReversed()) {
    const next = new Map(last);
    for (const [sum, taken] of last) {
      if (sum + amount <= target) next.set(sum + amount, Math.min(taken + 1, next.get(sum + amount) ?? Infinity));
    }
    size += next.size;
    if (size > sums) return null;
    tables.push(next);
    last = next;
  }
  return (from, rest) => tables[amounts.length - from]?.get(rest) ?? Infinity;
}

/** Walks only where the fewest parts lead, so that every step is part of a set that is found. */
function collect<Key>(
  parts: readonly Part<Key>[],
  target: number,
  fewest: Fewest,
  { listed, counted }: typeof explanationLimits,
): Pick<Explanation<Key>, 'sets' | 'found' | 'isMore'> {
  const sets: Key[][] = [];
  let found = 0;
  const walk = (from: number, rest: number, left: number, chosen: readonly Key[]): void => {
    if (found > counted) return;
    if (left === 0) {
      found += 1;
      if (sets.length < listed) sets.push([...chosen]);
      return;
    }
    // Many parts may be passed over one after the other: not by recursion.
    for (let place = from; place < parts.length && fewest(place, rest) === left; place += 1) {
      const part = parts[place];
      if (part !== undefined && fewest(place + 1, rest - part.amount) === left - 1)
        walk(place + 1, rest - part.amount, left - 1, [...chosen, part.key]);
    }
  };
  walk(0, target, fewest(0, target), []);
  return { sets, found: Math.min(found, counted), isMore: found > counted };
}
