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

/** `11-24`, `24 Nov` */
export function dayText(date: string, language: Language): string {
  const { day, monthName } = civil(date);
  return language === 'zh' ? date.slice(5) : `${day} ${monthName.slice(0, 3)}`;
}

/** `11-24 周二`, `Tue 24 Nov` */
export function dueText(date: string, language: Language): string {
  const { weekday } = civil(date);
  if (language === 'zh') return `${dayText(date, language)} 周${weekdaysZh.charAt(weekday)}`;
  return `${weekdays[weekday]?.slice(0, 3) ?? ''} ${dayText(date, language)}`;
}

/** `2026-11-20 星期五`, `Friday 20 November 2026` */
export function fullDayText(date: string, language: Language): string {
  const { weekday, day, monthName, year } = civil(date);
  if (language === 'zh') return `${date} 星期${weekdaysZh.charAt(weekday)}`;
  return `${weekdays[weekday] ?? ''} ${day} ${monthName} ${year}`;
}

/** `11-01 至 11-30`, `1–30 November`, `20 November – 3 December` */
export function spanText(from: string, to: string, language: Language): string {
  if (language === 'zh') return `${from.slice(5)} 至 ${to.slice(5)}`;
  const [start, end] = [civil(from), civil(to)];
  if (start.month === end.month && start.year === end.year) return `${start.day}–${end.day} ${end.monthName}`;
  return `${start.day} ${start.monthName} – ${end.day} ${end.monthName}`;
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
