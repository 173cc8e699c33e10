import { useState } from 'react';
import { useLanguage } from '../i18n/use-language.ts';
import { civilDate, dayText, dueText, fullDayText, spanText, timeText } from './dates.ts';

type Format = {
  day: (date: string) => string;
  due: (date: string) => string;
  fullDay: (date: string) => string;
  span: (from: string, to: string) => string;
  /** An instant to the minute. */
  moment: (at: string) => string;
};

/** Dates as the language at hand writes them; numbers and times need no language. */
export function useFormat(): Format {
  const language = useLanguage();
  const [thisYear] = useState(yearNow);
  return {
    day: (date) => dayText(date, language, thisYear),
    due: (date) => dueText(date, language, thisYear),
    fullDay: (date) => fullDayText(date, language),
    moment: (at) => `${dayText(civilDate(at), language, thisYear)} ${timeText(at, 'minute')}`,
    span: (from, to) => spanText(from, to, language, thisYear),
  };
}

function yearNow(): number {
  return Number(civilDate(new Date().toISOString()).slice(0, 4));
}
