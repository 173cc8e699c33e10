import { addDays, daysBetween, refuse, refuseFar, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { Playbook, Stage } from './playbook.ts';

/** What an office says about a stage of a batch, or a unit about a stage of its own. */
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

type Refused = Refusal<
  'invalid-input' | 'dates-not-in-order' | 'stage-shorter-than-allowed' | 'total-shorter-than-allowed'
>;

/**
 * The stages of a batch with their windows: all of the playbook's, in its order, none shorter than it may be; on each track one after
 * the other, and together as long as a unit must take.
 */
export function planStages(
  playbook: Pick<Playbook, 'stages' | 'tracks' | 'minimumTotalDays'>,
  dates: readonly StageDates[],
): readonly PlannedStage[] | Refused {
  if (dates.length !== playbook.stages.length) return refuse('invalid-input', {}, 'stages');
  const planned: PlannedStage[] = [];
  for (const [index, stage] of playbook.stages.entries()) {
    const given = dates[index];
    if (given?.code !== stage.code) return refuse('invalid-input', {}, `stages.${index}.code`);
    const before = planned.filter((_, at) => shareTrack(playbook.stages[at], stage));
    if (before.some(({ endsOn }) => given.startsOn <= endsOn)) {
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
  return tooShortInAll(playbook, planned) ?? planned;
}

/** Days that are past when a batch opens nobody could use: counted as days of a stage, they would let units leave it at once. */
export function refuseBegun(dates: readonly StageDates[], today: CivilDate): Refusal<'day-in-past'> | null {
  const begun = dates.findIndex(({ startsOn }) => startsOn < today);
  return begun === -1 ? null : refuse('day-in-past', { today }, `stages.${begun}.startsOn`);
}

/** A campaign with all its stages is over within five years. */
export const furthestStageDays = 5 * 366;

/** A year that was mistyped would stand in every unit's dates. */
export function refuseFarStages(dates: readonly StageDates[], today: CivilDate): Refusal<'day-too-far'> | null {
  const found = dates.map(({ endsOn }, index) => refuseFar(endsOn, today, furthestStageDays, `stages.${index}.endsOn`));
  return found.find((each) => each !== null) ?? null;
}

/** Whether some unit goes through both. */
function shareTrack(one: Stage | undefined, other: Stage): boolean {
  const tracks = one?.tracks;
  if (tracks === undefined) return false;
  return tracks === null || other.tracks === null || tracks.some((code) => other.tracks?.includes(code));
}

function tooShortInAll(
  { stages, tracks, minimumTotalDays }: Pick<Playbook, 'stages' | 'tracks' | 'minimumTotalDays'>,
  planned: readonly PlannedStage[],
): Refusal<'total-shorter-than-allowed'> | null {
  for (const track of tracks) {
    const own = planned.filter((_, at) => stages[at]?.tracks?.includes(track.code) ?? true);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) continue;
    if (daysBetween(first.startsOn, last.endsOn) + 1 >= minimumTotalDays) continue;
    const params = { days: minimumTotalDays, earliestOn: addDays(first.startsOn, minimumTotalDays - 1) };
    return refuse('total-shorter-than-allowed', params, `stages.${last.position - 1}.endsOn`);
  }
  return null;
}
