/** When somebody looked: this visit, until when it was seen to last, and when the one before it ended. */
export interface Visit {
  readonly beganAt: Date;
  readonly lastAt: Date;
  /** Null: there was none before. */
  readonly beforeAt: Date | null;
}

/** Whoever comes back within that time is still there. */
const visitEndsAfterMs = 30 * 60_000;
/** How far back one looks who was never there. */
const firstLooksBackMs = 7 * 24 * 60 * 60_000;

/** The page is opened: the visit goes on, or another one begins and the end of the last one is what it is compared with. */
export function visit(known: Visit | null, at: Date): Visit {
  if (known === null) return { beganAt: at, lastAt: at, beforeAt: null };
  if (at.getTime() - known.lastAt.getTime() <= visitEndsAfterMs)
    return { ...known, lastAt: at > known.lastAt ? at : known.lastAt };
  return { beganAt: at, lastAt: at, beforeAt: known.lastAt };
}

/** From when on what was recorded has not been seen; at a first visit that of a week. */
export function unseenSince(known: Visit | null, at: Date): Date {
  return known?.beforeAt ?? new Date((known?.beganAt ?? at).getTime() - firstLooksBackMs);
}
