/** How far members are with the hours that a stage asks: in bands, from nothing to all of it. Nobody is put in an order. */
export const hourBands = ['none', 'under-third', 'under-two-thirds', 'under-all', 'all'] as const;
export type HourBand = (typeof hourBands)[number];

/** Minutes earned, and minutes asked; where nothing is asked, all of it is there. */
export function hourBandOf(minutes: number, asked: number): HourBand {
  if (minutes >= asked) return 'all';
  if (minutes <= 0) return 'none';
  if (minutes * 3 < asked) return 'under-third';
  return minutes * 3 < asked * 2 ? 'under-two-thirds' : 'under-all';
}
