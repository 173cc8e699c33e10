import { blame, textOf, type Spot } from './spot.ts';

const amount = /^(\d{1,5}(?:\.\d{1,2})?) (hour|minute)s?$/;
const share = /^(at least|below) (\d{1,3})(?:\.(\d{1,2}))? ?%$/;

/** `45 hours` (study hours) or `90 minutes`, as whole minutes. Where an hour has no length yet, only minutes can be said. */
export function minutesOf(spot: Spot, studyHourMinutes: number | null): number {
  const text = textOf(spot, 40);
  if (text === '') return 0;
  const [, digits, unit] = amount.exec(text) ?? [];
  const minutes = Number(digits) * (unit === 'hour' ? (studyHourMinutes ?? Number.NaN) : 1);
  if (Number.isInteger(minutes) && minutes > 0) return minutes;
  blame(spot, 'amount-invalid', { value: text });
  return 0;
}

export interface Threshold {
  readonly comparison: 'at-least' | 'below';
  readonly num: number;
  readonly den: number;
}

/** `at least 95 %`, `below 10 %` or `not set`, as whole numbers: 99.5 % is 995 of 1000. Null where not set or at fault. */
export function thresholdOf(spot: Spot): Threshold | null {
  const text = textOf(spot, 40);
  if (text === '' || text === 'not set') return null;
  const [, words, whole = '', decimals = ''] = share.exec(text) ?? [];
  const num = Number(whole + decimals);
  const den = 100 * 10 ** decimals.length;
  // At least 0 % always holds and below 0 % never does: neither is a condition.
  if (words !== undefined && num > 0 && num <= den) {
    return { comparison: words === 'below' ? 'below' : 'at-least', num, den };
  }
  blame(spot, 'threshold-invalid', { value: text });
  return null;
}
