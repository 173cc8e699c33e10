import { addDays, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { Playbook } from './playbook.ts';

/** What an office says about a stage of a batch. */
export interface StageDates {
  readonly code: string;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
}

export interface PlannedStage extends StageDates {
  /** From 1, in the playbook's order. */
  readonly position: number;
  /** The first day on which a unit may end it: its minimumDays-th day. */
  readonly earliestOn: CivilDate;
}

type Refused = Refusal<'invalid-input' | 'dates-not-in-order' | 'stage-shorter-than-allowed'>;

/** The stages of a batch with their dates: all of the playbook's, in its order, one after the other, none shorter than it may be. */
export function planStages(playbook: Playbook, dates: readonly StageDates[]): readonly PlannedStage[] | Refused {
  if (dates.length !== playbook.stages.length) return refuse('invalid-input', {}, 'stages');
  const planned: PlannedStage[] = [];
  for (const [index, stage] of playbook.stages.entries()) {
    const given = dates[index];
    if (given?.code !== stage.code) return refuse('invalid-input', {}, `stages.${index}.code`);
    const before = planned.at(-1);
    if (before !== undefined && given.startsOn <= before.endsOn) {
      return refuse('dates-not-in-order', { stage: stage.code }, `stages.${index}.startsOn`);
    }
    if (given.endsOn < given.startsOn) {
      return refuse('dates-not-in-order', { stage: stage.code }, `stages.${index}.endsOn`);
    }
    const earliestOn = addDays(given.startsOn, stage.minimumDays - 1);
    if (given.endsOn < earliestOn) {
      const params = { stage: stage.code, days: stage.minimumDays, earliestOn };
      return refuse('stage-shorter-than-allowed', params, `stages.${index}.endsOn`);
    }
    planned.push({ ...given, position: index + 1, earliestOn });
  }
  return planned;
}
