const lateAfterMs = 48 * 3_600_000;

/** Recorded more than 48 hours after it is said to have happened: marked 补录 for ever. */
export function isLate(occurredAt: Date, recordedAt: Date): boolean {
  return recordedAt.getTime() - occurredAt.getTime() > lateAfterMs;
}
