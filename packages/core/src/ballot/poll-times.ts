import { civilDateAt, refuse, refuseFar, type Refusal } from '../kernel/index.ts';

/** Half-open: at `until` it is over. */
export interface PollWindow {
  readonly from: Date;
  readonly until: Date;
}

export type PollMode = 'windows' | 'meeting';

/** When ballots are drawn and when they are cast. A meeting has one window for both, and the clerk parts them. */
export interface PollTimes {
  readonly mode: PollMode;
  readonly issuing: PollWindow;
  readonly casting: PollWindow;
}

/** As it is asked for. */
export type TimesWish =
  | { readonly mode: 'windows'; readonly issuing: PollWindow; readonly casting: PollWindow }
  | { readonly mode: 'meeting'; readonly meeting: PollWindow };

/** Minutes of one window: long enough that nobody is known by the hour, short enough that the keys of a poll live for days. */
export const windowLimits: Readonly<Record<PollMode, { readonly least: number; readonly most: number }>> = {
  windows: { least: 4 * 60, most: 14 * 24 * 60 },
  meeting: { least: 20, most: 8 * 60 },
};

/** From the announcement to the beginning of a window. */
export const furthestDays = 60;
const minuteMs = 60_000;

export type TimesRefusal = Refusal<
  'poll-window-past' | 'poll-window-too-short' | 'poll-window-too-long' | 'poll-windows-overlap' | 'day-too-far'
>;

/** The times of a poll that is announced now. */
export function timesOf(wish: TimesWish, at: Date, timeZone: string): PollTimes | TimesRefusal {
  const today = civilDateAt(at, timeZone);
  const windows =
    wish.mode === 'meeting'
      ? [['meeting', wish.meeting] as const]
      : [['issuing', wish.issuing] as const, ['casting', wish.casting] as const];
  for (const [field, window] of windows) {
    const refused =
      refuseWindow(window, wish.mode, at, field) ??
      refuseFar(civilDateAt(window.from, timeZone), today, furthestDays, field);
    if (refused !== null) return refused;
  }
  if (wish.mode === 'meeting') return { mode: wish.mode, issuing: wish.meeting, casting: wish.meeting };
  // Who casts at once is known by the order: whoever holds both logs matches up to all of them.
  return wish.casting.from < wish.issuing.until
    ? refuse('poll-windows-overlap', { issuingUntil: wish.issuing.until.toISOString() }, 'casting')
    : wish;
}

function refuseWindow({ from, until }: PollWindow, mode: PollMode, at: Date, field: string): TimesRefusal | null {
  if (from < at) return refuse('poll-window-past', { from: from.toISOString() }, field);
  const minutes = (until.getTime() - from.getTime()) / minuteMs;
  const { least, most } = windowLimits[mode];
  if (minutes < least) return refuse('poll-window-too-short', { least }, field);
  return minutes > most ? refuse('poll-window-too-long', { most }, field) : null;
}
