import type { Share } from '../assessment/index.ts';
import type { PinnedCondition } from '../campaign/index.ts';

type Asked = Pick<PinnedCondition, 'measure' | 'comparison' | 'isHard' | 'applies' | 'threshold'>;

/**
 * From which share of dissatisfied on a poll blocks, by the conditions that were pinned for the units it is about; null where none of them
 * says so. Of several the strictest is announced.
 */
export function gateRule(conditions: readonly Asked[]): Share | null {
  const thresholds = conditions.flatMap(({ measure, comparison, isHard, applies, threshold }) =>
    measure === 'assessment.dissatisfied' && comparison === 'below' && isHard && applies && threshold !== null
      ? [threshold]
      : [],
  );
  const [strictest] = thresholds.toSorted((one, other) => one.num * other.den - other.num * one.den);
  return strictest ?? null;
}
