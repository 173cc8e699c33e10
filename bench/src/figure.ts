/** What was measured, what was measured beside it in the same run, and what is wanted of the two. */
export interface Figure {
  /** Of the table in docs/operations/speed.md. */
  readonly id: string;
  readonly what: string;
  readonly ours: string;
  /** The limit or the peer; a dash where the wanted figure is the limit. */
  readonly beside: string;
  readonly wanted: string;
  readonly holds: boolean;
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
export const ms = (milliseconds: number): string => `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
export const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 2 : 0)} ×`;

/** The smallest that `share` of all do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** How long something takes, in milliseconds; the middle one of `rounds`, after one that is not counted. */
export async function timed(rounds: number, act: () => Promise<unknown>): Promise<number> {
  await act();
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await once(act));
  return quantile(taken, 0.5);
}

/** One time, cold as it is. */
export async function once(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
