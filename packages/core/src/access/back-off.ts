const allowed = 5;
const longestMinutes = 60;
const minuteMs = 60_000;

/** Until when an account rests after so many wrong passwords in a row: one minute after five, then doubling to an hour. */
export function restsUntil(failures: number, at: Date): Date | null {
  if (failures < allowed) return null;
  const minutes = Math.min(longestMinutes, 2 ** (failures - allowed));
  return new Date(at.getTime() + minutes * minuteMs);
}

/** Whole minutes that are left, at least one while it lasts; 0 when the account does not rest. */
export function minutesBlocked(blockedUntil: Date | null, at: Date): number {
  if (blockedUntil === null) return 0;
  return Math.max(0, Math.ceil((blockedUntil.getTime() - at.getTime()) / minuteMs));
}
