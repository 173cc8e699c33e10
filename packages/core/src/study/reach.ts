/**
 * Whether what is missing can still be reached: by what is planned, and by how many meetings besides, of one a day. Minutes; days
 * without today.
 */
export function reachOf({
  missing,
  coming,
  meetingMinutes,
  daysLeft,
}: {
  readonly missing: number;
  readonly coming: { readonly meetings: number; readonly minutes: number };
  readonly meetingMinutes: number;
  readonly daysLeft: number;
}): { readonly meetings: number; readonly isReachable: boolean } {
  const meetings = Math.max(0, Math.ceil((missing - coming.minutes) / meetingMinutes));
  return { meetings, isReachable: daysLeft >= 0 && meetings <= daysLeft + 1 };
}
