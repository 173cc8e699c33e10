export type PlannedStage = { readonly code: string; readonly startsOn: string; readonly endsOn: string };

type Stage = {
  readonly code: string;
  readonly minimumDays: number;
  /** Tracks that go through it; null: all. */
  readonly tracks: readonly string[] | null;
};

/** One month each, on each track one after the other; longer where the playbook asks for more days. */
export function monthByMonth(stages: readonly Stage[], firstDay: string): readonly PlannedStage[] {
  const planned: PlannedStage[] = [];
  for (const [place, stage] of stages.entries()) {
    const ends = planned.filter((_, other) => shareTrack(stages[other], stage)).map(({ endsOn }) => endsOn);
    const last = ends.toSorted().at(-1);
    const startsOn = last === undefined ? firstDay : addDays(last, 1);
    const month = addDays(addMonth(startsOn), -1);
    const least = addDays(startsOn, stage.minimumDays - 1);
    planned[place] = { code: stage.code, startsOn, endsOn: month > least ? month : least };
  }
  return planned;
}

/** A batch as a playbook means it: from its first day, the last stages until its last one. */
export function fromTo(stages: readonly Stage[], firstDay: string, lastDay: string | null): readonly PlannedStage[] {
  const planned = monthByMonth(stages, firstDay);
  if (lastDay === null) return planned;
  return planned.map((one, place) => {
    const isLast = stages.slice(place + 1).every((later) => !shareTrack(stages[place], later));
    return isLast && one.endsOn < lastDay ? { ...one, endsOn: lastDay } : one;
  });
}

/** `MM-DD` of a playbook as the day of a campaign that began on a day: the next one with that month and day. */
export function dayOfPlan(day: string | null, since: string): string | null {
  if (day === null || day.length === 10) return day;
  const year = Number(since.slice(0, 4));
  const first = `${year}-${day}`;
  return first < `${since.slice(0, 8)}01` ? `${year + 1}-${day}` : first;
}

function shareTrack(one: Stage | undefined, other: Stage): boolean {
  const tracks = one?.tracks ?? null;
  return tracks === null || other.tracks === null || tracks.some((code) => other.tracks?.includes(code));
}

/** The same day of the next month, or its last day. */
function addMonth(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
