/** A meeting of a branch that stands. */
export interface Recorded {
  readonly kind: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

type Times = Pick<Recorded, 'startsAt' | 'endsAt'>;

/** Those that took place at the same time, were it for a part of it. One that begins when another ends does not. */
export function atTheSameTime<Held extends Times>({ startsAt, endsAt }: Times, held: readonly Held[]): Held[] {
  return held.filter((each) => each.startsAt < endsAt && startsAt < each.endsAt);
}

/** The same kind from the same minute to the same minute: most likely the same meeting, sent or entered once more. */
export function isRecordedAlready(meeting: Recorded, held: readonly Recorded[]): boolean {
  const [starts, ends] = [minuteOf(meeting.startsAt), minuteOf(meeting.endsAt)];
  return held.some(
    (each) => each.kind === meeting.kind && minuteOf(each.startsAt) === starts && minuteOf(each.endsAt) === ends,
  );
}

const minuteOf = (at: Date): number => Math.floor(at.getTime() / 60_000);
