import type { MakeUp } from '../campaign/index.ts';
import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { recordOnADay, type OnADay } from '../ledger/index.ts';
import { minutesLeftOf, type Span } from './minutes-left.ts';

/** More than this nobody makes up on one day, a working day long. */
export const mostMadeUpADay = 480;

/** A time at which its person was at a meeting meanwhile, or that was made up; or what the person made up on a day. Each may be null. */
export interface TimeTaken {
  readonly during: Span | null;
  readonly madeUp: { readonly on: CivilDate; readonly minutes: number } | null;
}

export interface MakingUp {
  readonly mode: string;
  readonly on: CivilDate;
  /** What it took; null where the way in which it was made up earns nothing. */
  readonly minutes: number | null;
  readonly note: string | null;
  readonly lateReason: string | null;
}

export interface MakeUpState {
  readonly ways: MakeUp | null;
  /** The day of the meeting that was missed, and what it earned those who were there. */
  readonly missed: { readonly on: CivilDate; readonly startsAt: Date; readonly minutes: number };
  readonly taken: readonly TimeTaken[];
  /** Who records it is who was absent. */
  readonly isOwn: boolean;
  readonly isCancelled: boolean;
  readonly isDone: boolean;
  readonly evidenceClosed: boolean;
  readonly hasFile: boolean;
}

export interface MadeUp extends OnADay {
  readonly mode: string;
  readonly on: CivilDate;
  readonly minutes: number;
  readonly note: string | null;
}

export type MakeUpRefusal = Refusal<
  | 'evidence-window-closed'
  | 'make-up-no-longer-asked'
  | 'make-up-done-already'
  | 'make-up-mode-unknown'
  | 'make-up-before-absence'
  | 'make-up-minutes-missing'
  | 'make-up-minutes-exceed'
  | 'make-up-by-oneself'
  | 'make-up-time-taken'
  | 'make-up-day-full'
  | 'make-up-earns-nothing'
  | 'make-up-without-evidence'
  | 'day-in-future'
  | 'late-reason-missing'
>;

/**
 * An absence made up: in a way of the playbook, after it, with evidence, and said by somebody else. A lesson earns at most what was missed,
 * a call nothing.
 */
export function makeUp(
  state: MakeUpState,
  { mode, on, minutes, note, lateReason }: MakingUp,
  { today, minutesOfToday }: { readonly today: CivilDate; readonly minutesOfToday: number },
): MadeUp | MakeUpRefusal {
  const { ways, missed } = state;
  if (state.evidenceClosed) return refuse('evidence-window-closed');
  if (state.isCancelled) return refuse('make-up-no-longer-asked');
  if (state.isDone) return refuse('make-up-done-already');
  if (state.isOwn) return refuse('make-up-by-oneself');
  const way = ways?.modes.find(({ code }) => code === mode);
  if (way === undefined) return refuse('make-up-mode-unknown', { mode }, 'mode');
  if (on < missed.on) return refuse('make-up-before-absence', { on: missed.on }, 'on');
  const recorded = recordOnADay(on, lateReason, today);
  if ('refused' in recorded) return recorded;
  if (way.earns && minutes === null) return refuse('make-up-minutes-missing', {}, 'minutes');
  if (!way.earns && minutes !== null) return refuse('make-up-earns-nothing', {}, 'minutes');
  if ((minutes ?? 0) > missed.minutes) return refuse('make-up-minutes-exceed', { most: missed.minutes }, 'minutes');
  const unfit = refuseMinutes(state, on, minutes, on === today ? minutesOfToday : mostMadeUpADay);
  if (unfit !== null) return unfit;
  if (note === null && !state.hasFile) return refuse('make-up-without-evidence', {}, 'note');
  return { ...recorded, mode, on, minutes: minutes ?? 0, note };
}

/** Nobody gets more by an absence than by having been there: a time is made up once, and a day has so many hours. */
function refuseMinutes(
  { missed, taken }: Pick<MakeUpState, 'missed' | 'taken'>,
  on: CivilDate,
  minutes: number | null,
  dayHasHad: number,
): MakeUpRefusal | null {
  if (minutes === null) return null;
  const times = taken.flatMap(({ during }) => during ?? []);
  const most = minutesLeftOf(missedTime(missed), times);
  // However short: the playbook's shortest session is of meetings, and what is left of one that was missed may be shorter.
  if (minutes < 1 && most > 0) return refuse('make-up-minutes-missing', {}, 'minutes');
  if (minutes > most) return refuse('make-up-time-taken', { most }, 'minutes');
  const thatDay = taken.reduce((sum, { madeUp }) => sum + (madeUp?.on === on ? madeUp.minutes : 0), 0);
  const left = Math.max(0, Math.min(mostMadeUpADay, dayHasHad) - thatDay);
  return minutes > left ? refuse('make-up-day-full', { most: mostMadeUpADay / 60, left }, 'minutes') : null;
}

/** By the minute, as what is earned by being there. */
export function missedTime({ startsAt, minutes }: Pick<MakeUpState['missed'], 'startsAt' | 'minutes'>): Span {
  const from = Math.floor(startsAt.getTime() / 60_000) * 60_000;
  return { from: new Date(from), to: new Date(from + minutes * 60_000) };
}
