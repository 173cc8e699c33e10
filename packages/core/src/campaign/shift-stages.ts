import { addDays, daysBetween, type CivilDate } from '../kernel/index.ts';
import type { DatedStage, DatesNow, StageNow } from './own-dates.ts';

interface Standing extends DatedStage, Pick<StageNow, 'minimumDays' | 'isOpen'> {}

/**
 * The stages ahead whose dates no longer hold, as they will be if the open one is left on the first day on which that is still possible:
 * the next one begins when the unit is let pass and not before, and the others follow. The database moves them so when it is decided.
 */
export function shiftStages(
  {
    firstDay,
    minimumTotalDays,
    stages,
  }: Pick<DatesNow, 'firstDay' | 'minimumTotalDays'> & { readonly stages: readonly Standing[] },
  today: CivilDate,
): readonly DatedStage[] {
  const [open, ...ahead] = stages;
  if (open?.isOpen !== true) return [];
  const shifted: DatedStage[] = [];
  // None before the open one is left; of the later ones each after the one before it.
  let free = laterOf(today, open.earliestOn);
  for (const [index, stage] of ahead.entries()) {
    const startsOn = laterOf(stage.startsOn, free);
    const needed = addDays(startsOn, stage.minimumDays - 1);
    const isLast = index === ahead.length - 1;
    const earliestOn =
      isLast && minimumTotalDays > 0 ? laterOf(needed, addDays(firstDay, minimumTotalDays - 1)) : needed;
    // The next one keeps its end where it can; a later one keeps its length.
    const endsOn = index === 0 ? stage.endsOn : addDays(stage.endsOn, daysBetween(stage.startsOn, startsOn));
    const moved = startsOn !== stage.startsOn || earliestOn > stage.earliestOn;
    const dated = moved ? { code: stage.code, startsOn, earliestOn, endsOn: laterOf(endsOn, earliestOn) } : stage;
    if (moved) shifted.push(dated);
    free = addDays(dated.endsOn, 1);
  }
  return shifted;
}

interface StageInState extends Omit<Standing, 'isOpen'> {
  readonly state: 'ahead' | 'open' | 'closed';
}

/** The same from all stages of a unit in their order, by the stage's code. */
export function shiftedOf(
  stages: readonly StageInState[],
  minimumTotalDays: number,
  today: CivilDate,
): ReadonlyMap<string, Omit<DatedStage, 'code'>> {
  const left = stages
    .filter(({ state }) => state !== 'closed')
    .map((stage) => ({ ...stage, isOpen: stage.state === 'open' }));
  const moved = shiftStages({ firstDay: stages[0]?.startsOn ?? today, minimumTotalDays, stages: left }, today);
  return new Map(moved.map(({ code, startsOn, earliestOn, endsOn }) => [code, { startsOn, earliestOn, endsOn }]));
}

/** The same where something is to be mended first by a day that is still to come, and that takes until then; nothing shifts by any other. */
export function byOrderOf(
  stages: readonly StageInState[],
  minimumTotalDays: number,
  today: CivilDate,
  mendBy: CivilDate | null,
): ReturnType<typeof shiftedOf> {
  return mendBy === null || mendBy <= today ? new Map() : shiftedOf(stages, minimumTotalDays, mendBy);
}

const laterOf = (one: CivilDate, other: CivilDate): CivilDate => (one > other ? one : other);
