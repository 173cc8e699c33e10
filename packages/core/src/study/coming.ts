import type { Planned } from './plan-activity.ts';

/** Of what is planned: at how many meetings one can be, and the time that it takes up. At the same time one is at one, and it counts once. */
export function comingOf(planned: readonly Pick<Planned, 'startsAt' | 'endsAt'>[]): {
  readonly meetings: number;
  readonly minutes: number;
} {
  let [meetings, time, free, seen] = [0, 0, -Infinity, -Infinity];
  for (const each of planned.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())) {
    const [starts, ends] = [each.startsAt.getTime(), each.endsAt.getTime()];
    if (starts >= free) meetings += 1;
    // Of two at the same time, whichever is over first leaves room for more.
    free = starts >= free ? ends : Math.min(free, ends);
    time += Math.max(0, ends - Math.max(starts, seen));
    seen = Math.max(seen, ends);
  }
  return { meetings, minutes: Math.floor(time / 60_000) };
}
