/** Minutes as study hours of the campaign, to two places: 120 of 60 → 2, 50 of 60 → 0.83. */
export function inHours(minutes: number, studyHourMinutes: number): number {
  return Math.round((minutes * 100) / studyHourMinutes) / 100;
}
