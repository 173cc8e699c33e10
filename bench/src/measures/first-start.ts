import type { City } from '../city.ts';
import { seconds, type Figure } from '../figure.ts';

/** P10: from the command on an empty disk to a city that can be used, and to the whole of its past. */
export function firstStart({ usableAfter, wholeAfter }: City): Figure[] {
  if (usableAfter === null || wholeAfter === null) return [];
  return [
    {
      id: 'P10',
      what: 'first start of the demo city: log in, trees, rosters, figures of the first batch',
      ours: seconds(usableAfter),
      beside: '–',
      wanted: 'at most 60 s',
      holds: usableAfter <= 60_000,
    },
    {
      id: 'P10',
      what: 'first start of the demo city: the whole past',
      ours: seconds(wholeAfter),
      beside: '–',
      wanted: 'at most 300 s',
      holds: wholeAfter <= 300_000,
    },
  ];
}
