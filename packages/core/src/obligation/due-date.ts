import { addDays, type CivilDate } from '../kernel/index.ts';

export const anchors = ['start', 'end'] as const;

/** When something is due: so many days after its stage starts, or before it ends; 0 is that very day. */
export interface DueRule {
  readonly anchor: (typeof anchors)[number];
  readonly offsetDays: number;
}

/** Counted from the unit's own dates, so that an extension moves it. */
export function dueDate(rule: DueRule, stage: { readonly startsOn: CivilDate; readonly endsOn: CivilDate }): CivilDate {
  return rule.anchor === 'start' ? addDays(stage.startsOn, rule.offsetDays) : addDays(stage.endsOn, -rule.offsetDays);
}
