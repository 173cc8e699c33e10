import { useLanguage } from '../i18n/use-language.ts';
import { dayText, dueText, fullDayText, spanText } from './dates.ts';

type Format = {
  day: (date: string) => string;
  due: (date: string) => string;
  fullDay: (date: string) => string;
  span: (from: string, to: string) => string;
};

/** Dates as the language at hand writes them; numbers and times need no language. */
export function useFormat(): Format {
  const language = useLanguage();
  return {
    day: (date) => dayText(date, language),
    due: (date) => dueText(date, language),
    fullDay: (date) => fullDayText(date, language),
    span: (from, to) => spanText(from, to, language),
  };
}
