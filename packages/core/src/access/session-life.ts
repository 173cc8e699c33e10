const hourMs = 3_600_000;
const touchEveryMs = 60_000;
/** However busy, a session ends after so many times the idle time. */
const longest = 7;

/** When a session ends if nothing more is heard: `hours` from now, but not beyond seven times that from its opening. */
export function sessionEnds(openedAt: Date, at: Date, hours: number): Date {
  return new Date(Math.min(at.getTime() + hours * hourMs, openedAt.getTime() + longest * hours * hourMs));
}

/** A sign of life is written down at most once a minute. */
export function needsTouch(seenAt: Date, at: Date): boolean {
  return at.getTime() - seenAt.getTime() >= touchEveryMs;
}
