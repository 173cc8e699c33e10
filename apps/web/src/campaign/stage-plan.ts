export type PlannedStage = { readonly code: string; readonly startsOn: string; readonly endsOn: string };

/** One month each, one after the other; longer where the playbook asks for more days. */
export function monthByMonth(
  stages: readonly { readonly code: string; readonly minimumDays: number }[],
  firstDay: string,
): readonly PlannedStage[] {
  let startsOn = firstDay;
  return stages.map(({ code, minimumDays }) => {
    const month = addDays(addMonth(startsOn), -1);
    const least = addDays(startsOn, minimumDays - 1);
    const endsOn = month > least ? month : least;
    const planned = { code, startsOn, endsOn };
    startsOn = addDays(endsOn, 1);
    return planned;
  });
}

/** The same day of the next month, or its last day. */
function addMonth(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
