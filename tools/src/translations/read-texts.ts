import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The texts of one file, keys joined by dots and beginning with the folder's name, as the desk gathers them. */
export type Texts = ReadonlyMap<string, string>;

export function readTexts(root: string, path: string): Texts {
  const texts = new Map<string, string>();
  const walk = (key: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) walk(`${key}.${name}`, inner);
    } else {
      texts.set(key, typeof value === 'string' ? value : '');
    }
  };
  walk(posix.basename(posix.dirname(path)), JSON.parse(readFileSync(join(root, path), 'utf8')));
  return texts;
}

/** `ui.daysLeft_other` → `ui.daysLeft`: the plural forms of one key, which a language has as many of as it needs. */
export function singleKey(key: string): string {
  return key.replace(/_(?:zero|one|two|few|many|other)$/, '');
}

/** The names between double braces. */
export function parametersOf(text: string): string[] {
  return [...text.matchAll(/\{\{-?\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1] ?? '').toSorted();
}
