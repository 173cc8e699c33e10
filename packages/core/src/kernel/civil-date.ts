/** A day of the calendar, `YYYY-MM-DD`, without a time or a zone. */
export type CivilDate = string;

const dayMs = 86_400_000;

/** The calendar day at an instant in an IANA time zone such as `Asia/Shanghai`. */
export function civilDateAt(instant: Date, timeZone: string): CivilDate {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

// Making one costs fifty times as much as using it; there are as many as there are time zones.
const formats = new Map<string, Intl.DateTimeFormat>();
const clocks = new Map<string, Intl.DateTimeFormat>();

/** How many minutes the day has had at this instant, by the clock on the wall. */
export function minutesOfDayAt(instant: Date, timeZone: string): number {
  let format = clocks.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' });
    clocks.set(timeZone, format);
  }
  const [hours = 0, minutes = 0] = format.format(instant).split(':').map(Number);
  return hours * 60 + minutes;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Days from one date to another; negative when `to` comes first. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** A day that the calendar has. The years leave room at both ends, so that no reckoning of deadlines runs out of four digits. */
export function isCivilDate(text: string): boolean {
  if (!/^[1-8]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}
