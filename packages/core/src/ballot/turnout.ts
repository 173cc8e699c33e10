import type { Share } from '../assessment/index.ts';
import { refuse, type Refusal } from '../kernel/index.ts';

/** A poll asks that a part of its roster casts: more than nobody, at most everybody. */
export function refuseTurnout({ num, den }: Share): Refusal<'turnout-no-share'> | null {
  const isShare = Number.isInteger(num) && Number.isInteger(den) && num > 0 && num <= den;
  return isShare ? null : refuse('turnout-no-share', {}, 'turnout');
}

/** Of the frozen roster, whoever left it since included: what was announced is what is asked. */
export function reachesTurnout(cast: number, eligible: number, { num, den }: Share): boolean {
  return cast * den >= num * eligible;
}
