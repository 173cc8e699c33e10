import { addDays, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { isAbout, type UnitTraits } from './is-about.ts';
import type { StageDates } from './plan-stages.ts';
import type { Playbook } from './playbook.ts';
import { stagesOnTrack } from './read-playbook.ts';

/** The way of a unit through the campaign: the first track that is for units like it, else the default one. */
export function trackOf(playbook: Pick<Playbook, 'tracks' | 'defaultTrack'>, unit: UnitTraits): string {
  const found = playbook.tracks.find((track) => track.for !== null && isAbout(track.for, unit));
  return found?.code ?? playbook.defaultTrack;
}

/** A stage of one unit, in its window, as it begins with it. */
export interface UnitStage extends StageDates {
  /** From 1, among the stages of its track. */
  readonly position: number;
  readonly minimumDays: number;
  readonly earliestOn: CivilDate;
  readonly windowFrom: CivilDate;
  readonly windowTo: CivilDate;
}

/** What there was of a unit before these stages: on another track it may have gone through others already. */
export interface Before {
  readonly positions: number;
  /** The first day of its first stage; null where it has none. */
  readonly firstDay: CivilDate | null;
  /** Nothing may begin before this day. */
  readonly notBefore: CivilDate | null;
}

const nothingBefore: Before = { positions: 0, firstDay: null, notBefore: null };

/**
 * The dates with which a unit goes through these stages of its playbook: each fills its window. Where the unit's own playbook asks for
 * more days than the window holds, or something before takes longer, the days count and the window follows.
 */
export function unitStages(
  playbook: Pick<Playbook, 'stages' | 'minimumTotalDays'>,
  track: string,
  windows: readonly StageDates[],
  before: Before = nothingBefore,
  without: readonly string[] = [],
): readonly UnitStage[] {
  const stages = stagesOnTrack(playbook, track).filter(({ code }) => !without.includes(code));
  const result: UnitStage[] = [];
  for (const [index, { code, minimumDays }] of stages.entries()) {
    const window = windows.find((each) => each.code === code);
    if (window === undefined) throw new Error(`The batch has no dates for the stage ${code}`);
    const previous = result.at(-1);
    const free = previous === undefined ? before.notBefore : addDays(previous.endsOn, 1);
    const startsOn = later(window.startsOn, free);
    const firstDay = before.firstDay ?? result[0]?.startsOn ?? startsOn;
    const total =
      index === stages.length - 1 && playbook.minimumTotalDays > 0
        ? addDays(firstDay, playbook.minimumTotalDays - 1)
        : null;
    const earliestOn = later(addDays(startsOn, minimumDays - 1), total);
    const endsOn = later(window.endsOn, earliestOn);
    result.push({
      code,
      position: before.positions + index + 1,
      minimumDays,
      startsOn,
      earliestOn,
      endsOn,
      windowFrom: window.startsOn,
      windowTo: endsOn,
    });
  }
  return result;
}

function later(day: CivilDate, other: CivilDate | null): CivilDate {
  return other !== null && other > day ? other : day;
}

/** A unit on its way, as changing its track looks at it. */
export interface UnitOnTrack {
  readonly track: string;
  readonly minimumTotalDays: number;
  readonly stages: readonly (StageDates & {
    readonly state: 'ahead' | 'open' | 'closed';
    readonly windowFrom: CivilDate;
    readonly windowTo: CivilDate;
  })[];
  /** Those of its batch. */
  readonly windows: readonly StageDates[];
  /** Time that this unit was given and its batch was not, by the stage that it was given for. */
  readonly given: readonly { readonly code: string; readonly days: number }[];
  readonly traits: UnitTraits;
}

/**
 * What lies ahead of a unit that goes on by another track: that track's stages which it has not been through, after the open one. The
 * open stage is not touched, and a window that was granted or given to the unit stays. A track for units of some kind takes no other
 * unit, whatever the reason: its conditions are fewer because of what those units are.
 */
export function stagesOnNewTrack(
  playbook: Pick<Playbook, 'stages' | 'tracks'>,
  unit: UnitOnTrack,
  track: string,
): readonly UnitStage[] | Refusal<'track-unknown' | 'track-unchanged' | 'track-not-for-unit' | 'stage-not-open'> {
  const wanted = playbook.tracks.find(({ code }) => code === track);
  if (wanted === undefined) return refuse('track-unknown', {}, 'track');
  if (unit.track === track) return refuse('track-unchanged', {}, 'track');
  if (!isAbout(wanted.for, unit.traits)) return refuse('track-not-for-unit', {}, 'track');
  const open = unit.stages.find(({ state }) => state === 'open');
  if (open === undefined) return refuse('stage-not-open');
  const been = unit.stages.filter(({ state }) => state !== 'ahead').map(({ code }) => code);
  const own = unit.stages
    .filter(({ state }) => state === 'ahead')
    .map(({ code, windowFrom, windowTo }) => ({ code, startsOn: windowFrom, endsOn: windowTo }));
  const order = playbook.stages.map(({ code }) => code);
  // As an extension does it: what comes after the stage that was given time ends later too.
  const daysGiven = (stage: string) =>
    unit.given.reduce((sum, { code, days }) => (order.indexOf(code) <= order.indexOf(stage) ? sum + days : sum), 0);
  const windows = unit.windows.map(
    (window) =>
      own.find(({ code }) => code === window.code) ?? {
        ...window,
        endsOn: addDays(window.endsOn, daysGiven(window.code)),
      },
  );
  const before: Before = {
    positions: been.length,
    firstDay: unit.stages[0]?.startsOn ?? open.startsOn,
    notBefore: addDays(open.endsOn, 1),
  };
  return unitStages({ ...playbook, minimumTotalDays: unit.minimumTotalDays }, track, windows, before, been);
}
