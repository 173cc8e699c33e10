import type { Measure } from './catalogue.ts';
import type { Condition } from './playbook.ts';
import { blame, textOf, type Spot } from './spot.ts';

const amount = /^(\d{1,5}(?:\.\d{1,2})?) (hour|minute)s?$/;
const days = /^at least (\d{1,3}) days?$/;
const sessions = /^at least (\d{1,3}) sessions?$/;
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

/** `at least 95 %`, `at least 3 days`, `at least 2 sessions`, `accepted`, `given` or `not set`, as whole numbers: 99.5 % is 995 of 1000. Null where not set or at fault. */
export function thresholdOf(spot: Spot, unitOfMeasure: Measure['unitOfMeasure'] | undefined): Threshold | null {
  // An empty value is as often a slip as meant; what is meant has words of its own.
  if (spot.value === null) {
    blame(spot, 'threshold-missing');
    return null;
  }
  const text = textOf(spot, 40);
  if (text === '' || text === 'not set') return null;
  const threshold = readThreshold(text, unitOfMeasure);
  if (threshold === null) blame(spot, 'threshold-invalid', { value: text });
  return threshold;
}

function readThreshold(text: string, unitOfMeasure: Measure['unitOfMeasure'] | undefined): Threshold | null {
  if (unitOfMeasure === 'lectures') return text === 'given' ? { comparison: 'at-least', num: 1, den: 1 } : null;
  if (unitOfMeasure === 'acceptance') return text === 'accepted' ? { comparison: 'at-least', num: 1, den: 1 } : null;
  if (unitOfMeasure === 'days' || unitOfMeasure === 'sessions') {
    const number = Number((unitOfMeasure === 'days' ? days : sessions).exec(text)?.[1]);
    return number > 0 ? { comparison: 'at-least', num: number, den: 1 } : null;
  }
  const [, words, whole = '', decimals = ''] = share.exec(text) ?? [];
  const num = Number(whole + decimals);
  const den = 100 * 10 ** decimals.length;
  // At least 0 % always holds and below 0 % never does: neither is a condition.
  if (words === undefined || num <= 0 || num > den) return null;
  return { comparison: words === 'below' ? 'below' : 'at-least', num, den };
}

/** Minutes as a playbook writes them. */
export function writtenMinutes(minutes: number, studyHourMinutes: number): string {
  if (minutes === 0) return 'none';
  return minutes % studyHourMinutes === 0 ? `${minutes / studyHourMinutes} hours` : `${minutes} minutes`;
}

/** A threshold as a playbook writes it. */
export function writtenThreshold(
  threshold: Condition['threshold'],
  comparison: Condition['comparison'],
  unitOfMeasure: Measure['unitOfMeasure'] | undefined,
): string {
  if (threshold === null) return 'not set';
  if (unitOfMeasure === 'acceptance') return 'accepted';
  if (unitOfMeasure === 'lectures') return 'given';
  if (unitOfMeasure === 'days' || unitOfMeasure === 'sessions') return `at least ${threshold.num} ${unitOfMeasure}`;
  return `${comparison === 'below' ? 'below' : 'at least'} ${(threshold.num * 100) / threshold.den} %`;
}

const part = /^(\d{1,3})(?:\.(\d{1,2}))? ?%$/;

/** `80 %` of the members, as whole numbers; null where it is at fault. */
export function shareOf(spot: Spot): { readonly num: number; readonly den: number } | null {
  const text = textOf(spot, 40);
  if (text === '') return null;
  const [, whole = '', decimals = ''] = part.exec(text) ?? [];
  const num = Number(whole + decimals);
  const den = 100 * 10 ** decimals.length;
  // With 0 % nobody would have to be there, and it would not have to be said.
  if (num > 0 && num <= den) return { num, den };
  blame(spot, 'presence-invalid', { value: text });
  return null;
}

/** A share as a playbook writes it. */
export function writtenShare(written: { readonly num: number; readonly den: number } | null): string {
  return written === null ? 'not set' : `${(written.num * 100) / written.den} %`;
}
