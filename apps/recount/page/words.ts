import en from '@muster/recount/words/en.json' with { type: 'json' };
import zh from '@muster/recount/words/zh.json' with { type: 'json' };

export type Language = 'zh' | 'en';

const texts: Readonly<Record<Language, Readonly<Record<string, string>>>> = { zh, en };

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A key without words is said as it is: what manifests name, nobody here has translated. */
export function sayIn(language: Language): Say {
  return (key, values = {}) =>
    (texts[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export const hasWords = (key: string): boolean => key in zh;
