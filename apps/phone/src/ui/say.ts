import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import en from '../ballot/en.json' with { type: 'json' };
import zh from '../ballot/zh.json' with { type: 'json' };

export type Language = 'zh' | 'en';
export type Words = keyof typeof zh;
export type Say = (key: Words, values?: Readonly<Record<string, string | number>>) => string;

const texts: Readonly<Record<Language, Readonly<Record<Words, string>>>> = { zh, en };

export function sayIn(language: Language): Say {
  return (key, values = {}) =>
    texts[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export const hasWords = (key: string): key is Words => key in zh;

export const Speaking = createContext<{ readonly language: Language; readonly say: Say }>({
  language: 'zh',
  say: sayIn('zh'),
});

export const useSay = (): Say => useContext(Speaking).say;

/** A day and a time of the clock as the reader's language writes them, in UTC+8, where campaigns live. */
export function useMoment(): (instant: string) => string {
  const { language } = useContext(Speaking);
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: 'Asia/Shanghai',
  });
  return (instant) => format.format(new Date(instant));
}
