import type { Seeded } from '../demo/seeded.ts';

/** A total in so many parts of different size, none below `least`; the parts add up to the total. */
export function shareOut(chance: Seeded, total: number, parts: number, least: number): number[] {
  const free = total - parts * least;
  if (free < 0) throw new RangeError(`${total} is too little for ${parts} parts of ${least}`);
  const weights = Array.from({ length: parts }, () => 0.15 + chance.next() ** 2);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => Math.floor((free * weight) / all));
  let rest = free - shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => least + share + (rest-- > 0 ? 1 : 0));
}

/** As many of each as are asked for, in an order by chance. */
export function shuffled<T>(chance: Seeded, list: readonly T[]): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = chance.below(last + 1);
    const [one, two] = [mixed[last], mixed[other]];
    if (one !== undefined && two !== undefined) [mixed[last], mixed[other]] = [two, one];
  }
  return mixed;
}
