import type { MakeUp } from '../campaign/index.ts';
import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { recordOnADay, type OnADay } from '../ledger/index.ts';

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
  readonly missed: { readonly on: CivilDate; readonly minutes: number };
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
  | 'make-up-earns-nothing'
  | 'make-up-without-evidence'
  | 'day-in-future'
  | 'late-reason-missing'
>;

/** An absence made up: in a way of the playbook, after it, with evidence. A lesson earns at most what was missed, a call nothing. */
export function makeUp(
  state: MakeUpState,
  { mode, on, minutes, note, lateReason }: MakingUp,
  today: CivilDate,
): MadeUp | MakeUpRefusal {
  const { ways, missed } = state;
  if (state.evidenceClosed) return refuse('evidence-window-closed');
  if (state.isCancelled) return refuse('make-up-no-longer-asked');
  if (state.isDone) return refuse('make-up-done-already');
  const way = ways?.modes.find(({ code }) => code === mode);
  if (way === undefined) return refuse('make-up-mode-unknown', { mode }, 'mode');
  if (on < missed.on) return refuse('make-up-before-absence', { on: missed.on }, 'on');
  const recorded = recordOnADay(on, lateReason, today);
  if ('refused' in recorded) return recorded;
  if (way.earns && minutes === null) return refuse('make-up-minutes-missing', {}, 'minutes');
  if (!way.earns && minutes !== null) return refuse('make-up-earns-nothing', {}, 'minutes');
  if ((minutes ?? 0) > missed.minutes) return refuse('make-up-minutes-exceed', { most: missed.minutes }, 'minutes');
  if (note === null && !state.hasFile) return refuse('make-up-without-evidence', {}, 'note');
  return { ...recorded, mode, on, minutes: minutes ?? 0, note };
}
