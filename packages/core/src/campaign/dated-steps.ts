import { addDays, type CivilDate } from '../kernel/index.ts';
import type { Step } from './playbook.ts';

export interface DatedStep {
  readonly step: Step;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * Steps of a stage by its last day: they follow one another without a gap, and the last ends with it. Where it became shorter than
 * they are, the first of them fall on its first day.
 */
export function datedSteps(steps: readonly Step[], endsOn: CivilDate, startsOn?: CivilDate): readonly DatedStep[] {
  const within = (day: CivilDate) => (startsOn !== undefined && day < startsOn ? startsOn : day);
  let to = endsOn;
  const dated = steps.toReversed().map((step) => {
    const from = addDays(to, 1 - step.days);
    const days = { step, from: within(from), to: within(to) };
    to = addDays(from, -1);
    return days;
  });
  return dated.toReversed();
}
