import { addDays, type CivilDate } from '../kernel/index.ts';
import type { Step } from './playbook.ts';

export interface DatedStep {
  readonly step: Step;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Steps of a stage by its last day: they follow one another without a gap, and the last ends with it. */
export function datedSteps(steps: readonly Step[], endsOn: CivilDate): readonly DatedStep[] {
  let to = endsOn;
  const dated = steps.toReversed().map((step) => {
    const from = addDays(to, 1 - step.days);
    const days = { step, from, to };
    to = addDays(from, -1);
    return days;
  });
  return dated.toReversed();
}
