import { catalogue } from '../campaign/index.ts';
import type { CivilDate } from '../kernel/index.ts';

export const verdicts = ['met', 'not-met', 'waiting', 'not-applicable', 'not-set'] as const;
export type Verdict = (typeof verdicts)[number];

/** A condition as it was pinned when the unit's stage opened. */
export interface PinnedCondition {
  readonly code: string;
  readonly measure: string;
  /** Which deliverable, lecture or kind of activity its measure is about. */
  readonly subject: string | null;
  readonly grain: 'member' | 'unit';
  readonly isHard: boolean;
  readonly applies: boolean;
  /** What each member needs, in the measure's unit; null where the measure is the unit's own. */
  readonly memberNeeds: number | null;
  readonly comparison: 'at-least' | 'below';
  readonly threshold: { readonly num: number; readonly den: number } | null;
  /** The share of the members who have to be there for a day to count, where it is to be shown. */
  readonly present?: { readonly num: number; readonly den: number } | null;
}

/** A figure from the records: for members those who reach what each needs, of all. Null: nothing was measured yet. */
export interface Measured {
  readonly num: number | null;
  readonly den: number | null;
  /** How many of what it counts somebody above let off; none of them is in `den`. */
  readonly letOff?: number | null;
}

export interface Judgement extends Measured {
  readonly condition: PinnedCondition;
  readonly verdict: Verdict;
}

/**
 * Compares integers only: 10 of 100 is not below 10 %, 10 of 101 is. Nothing measured, or nobody to measure, is never met. A soft condition
 * of whose things every one was let off does not apply, by that decision; a hard one asks whatever was granted.
 */
export function judge(condition: PinnedCondition, measured: Measured): Judgement {
  return { condition, ...measured, verdict: verdictOf(condition, measured) };
}

/** Of these measures nothing to measure is nothing missing. */
const noneIsMet: ReadonlySet<string> = new Set(
  catalogue.filter((measure) => measure.noneIsMet === true).map(({ code }) => code),
);

function verdictOf(
  { measure, isHard, applies, threshold, comparison }: PinnedCondition,
  { num, den, letOff }: Measured,
): Verdict {
  if (!applies) return 'not-applicable';
  if (threshold === null) return 'not-set';
  if (num === null || den === null) return 'waiting';
  if (den <= 0 && !isHard && (letOff ?? 0) > 0) return 'not-applicable';
  if (den <= 0) return noneIsMet.has(measure) ? 'met' : 'not-met';
  const holds =
    comparison === 'at-least' ? num * threshold.den >= threshold.num * den : num * threshold.den < threshold.num * den;
  return holds ? 'met' : 'not-met';
}

/** At the gate, waiting counts as not met; a condition that does not apply or has no threshold does not gate. */
export function isOpen(judgement: Judgement): boolean {
  return judgement.verdict === 'not-met' || judgement.verdict === 'waiting';
}

export function openHard(judgements: readonly Judgement[]): readonly Judgement[] {
  return judgements.filter((each) => each.condition.isHard && isOpen(each));
}

/**
 * What a step of a transition binds to: every verdict, the tally of a unit's own measure, and how many were let off. How many members are
 * beyond the mark may grow without making it stale; a verdict that flips may not.
 */
export function judgedMatter(stageCode: string, earliestOn: CivilDate, judgements: readonly Judgement[]) {
  return {
    stage: stageCode,
    earliest: earliestOn,
    conditions: judgements.map(({ condition, verdict, num, den, letOff }) => ({
      code: condition.code,
      hard: condition.isHard,
      verdict,
      tally: condition.grain === 'unit' ? [num, den] : null,
      // Left out where there is none: what was applied for before it was counted stands.
      ...((letOff ?? 0) > 0 && { letOff }),
    })),
  };
}
