import { isAbout, type UnitTraits } from './is-about.ts';
import type { ActivityKind, Condition, Stage } from './playbook.ts';

/** A condition as it holds for one unit in one stage, from the day that stage opened there. */
export interface PinnedCondition {
  readonly code: string;
  /** From 1, in the playbook's order. */
  readonly position: number;
  readonly measure: string;
  readonly grain: Condition['grain'];
  readonly isHard: boolean;
  /** Whether it holds on the unit's track and for a unit like it. */
  readonly applies: boolean;
  readonly memberNeeds: number | null;
  readonly comparison: Condition['comparison'];
  readonly threshold: Condition['threshold'];
  /** The share of the members who have to be there for a day to count. */
  readonly present: Condition['present'];
  /** The deliverable or the lecture that it is about; or the kind of activity and after it, each after a space, the forms that count as it. */
  readonly subject: string | null;
  readonly layer: string | null;
}

/** What a unit on a track is judged by in a stage; what does not hold for it stays visible. */
export function pinnedConditions(
  stage: Stage,
  track: string,
  unit: UnitTraits,
  kinds: readonly ActivityKind[] = [],
): readonly PinnedCondition[] {
  return stage.conditions.map((condition, index) => ({
    code: condition.code,
    position: index + 1,
    measure: condition.measure,
    grain: condition.grain,
    isHard: condition.isHard,
    applies: !condition.notForTracks.includes(track) && isAbout(condition.onlyFor, unit),
    memberNeeds: condition.memberNeeds,
    comparison: condition.comparison,
    threshold: condition.threshold,
    present: condition.present,
    subject: condition.deliverable ?? condition.lecture ?? withItsForms(condition.activityKind, kinds),
    layer: condition.layer,
  }));
}

/** What is a form of a form is one as well. */
export function formsOf(kind: string, kinds: readonly Pick<ActivityKind, 'code' | 'countsAs'>[]): readonly string[] {
  const codes = [kind];
  for (const code of codes) codes.push(...kinds.filter((each) => each.countsAs === code).map((form) => form.code));
  return [...new Set(codes)];
}

function withItsForms(kind: string | null, kinds: readonly ActivityKind[]): string | null {
  return kind === null ? null : formsOf(kind, kinds).join(' ');
}
