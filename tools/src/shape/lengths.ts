import type { Fault } from '../house/fault.ts';

export type Sized = { readonly path: string; readonly lines: number };
export type Spread = { readonly median: number; readonly p95: number; readonly max: number; readonly longest: string };

/** Lines, by habit 11. */
const limits = { median: 60, p95: 250, file: 400, test: 500 };

export function checkLengths(files: readonly Sized[]): Fault[] {
  const long = files.flatMap(({ path, lines }) => {
    const most = /\.test\.tsx?$/.test(path) ? limits.test : limits.file;
    return lines > most ? [{ path, message: `${lines} lines; the limit is ${most}` }] : [];
  });
  const { median, p95 } = spread(files);
  if (median > limits.median)
    long.push({ path: '.', message: `median ${median} lines; the limit is ${limits.median}` });
  if (p95 > limits.p95) long.push({ path: '.', message: `95th percentile ${p95} lines; the limit is ${limits.p95}` });
  return long;
}

/** Nearest-rank percentiles; zeros where there is no file. */
export function spread(files: readonly Sized[]): Spread {
  const sorted = files.toSorted((a, b) => a.lines - b.lines);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]?.lines ?? 0;
  const last = sorted.at(-1);
  return { median: rank(0.5), p95: rank(0.95), max: last?.lines ?? 0, longest: last?.path ?? 'none' };
}
