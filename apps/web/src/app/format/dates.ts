import type { Language } from '../i18n/language.ts';

// Civil dates are `YYYY-MM-DD` of UTC+8, where campaigns live; instants are ISO with their offset.
const campaignOffset = 8 * 3_600_000;
const oneDay = 86_400_000;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const weekdaysZh = '日一二三四五六';

type Civil = { year: number; month: string; day: number; monthName: string; weekday: number };

function civil(date: string): Civil {
  const [year = '', month = '', day = ''] = date.split('-');
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return { year: Number(year), month, day: Number(day), monthName: months[Number(month) - 1] ?? '', weekday };
}

/** `11-24`, `24 Nov`; of another year than this one `2027-01-05`, `5 Jan 2027` */
export function dayText(date: string, language: Language, thisYear: number): string {
  const { day, monthName, year } = civil(date);
  const isNear = year === thisYear;
  if (language === 'zh') return isNear ? date.slice(5) : date;
  return `${day} ${monthName.slice(0, 3)}${isNear ? '' : ` ${year}`}`;
}

/** `11-24 周二`, `Tue 24 Nov` */
export function dueText(date: string, language: Language, thisYear: number): string {
  const { weekday } = civil(date);
  if (language === 'zh') return `${dayText(date, language, thisYear)} 周${weekdaysZh.charAt(weekday)}`;
  return `${weekdays[weekday]?.slice(0, 3) ?? ''} ${dayText(date, language, thisYear)}`;
}

/** `2026-11-20 星期五`, `Friday 20 November 2026` */
export function fullDayText(date: string, language: Language): string {
  const { weekday, day, monthName, year } = civil(date);
  if (language === 'zh') return `${date} 星期${weekdaysZh.charAt(weekday)}`;
  return `${weekdays[weekday] ?? ''} ${day} ${monthName} ${year}`;
}

/**
 * `11-01 至 11-30`, `1–30 November`, `20 November – 3 December`; with its years where they differ, or are not this one:
 * `2026-12-20 至 2027-01-10`, `20 December 2026 – 10 January 2027`, `1–30 November 2027`
 */
export function spanText(from: string, to: string, language: Language, thisYear: number): string {
  const [start, end] = [civil(from), civil(to)];
  const isNear = start.year === thisYear && end.year === thisYear;
  if (language === 'zh') return isNear ? `${from.slice(5)} 至 ${to.slice(5)}` : `${from} 至 ${to}`;
  const year = isNear ? '' : ` ${end.year}`;
  if (from === to) return `${end.day} ${end.monthName}${year}`;
  if (start.month === end.month && start.year === end.year) return `${start.day}–${end.day} ${end.monthName}${year}`;
  const before = start.year === end.year ? '' : ` ${start.year}`;
  return `${start.day} ${start.monthName}${before} – ${end.day} ${end.monthName}${year}`;
}

/** Instant → the civil date on which it fell. */
export function civilDate(instant: string): string {
  return shifted(instant).slice(0, 10);
}

/** Instant → `14:32:10`, or `14:32` to the minute. */
export function timeText(instant: string, to: 'second' | 'minute' = 'second'): string {
  return shifted(instant).slice(11, to === 'second' ? 19 : 16);
}

/** Whole days from one civil date to another; negative once it is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / oneDay);
}

function shifted(instant: string): string {
  return new Date(Date.parse(instant) + campaignOffset).toISOString();
}
