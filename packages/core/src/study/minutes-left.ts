export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Whole minutes of a time that none of these covers. */
export function minutesLeftOf({ from, to }: Span, taken: readonly Span[]): number {
  let at = from.getTime();
  let left = 0;
  for (const span of taken.toSorted((one, other) => one.from.getTime() - other.from.getTime())) {
    left += Math.max(0, Math.min(span.from.getTime(), to.getTime()) - at);
    at = Math.max(at, span.to.getTime());
  }
  return Math.floor((left + Math.max(0, to.getTime() - at)) / 60_000);
}
