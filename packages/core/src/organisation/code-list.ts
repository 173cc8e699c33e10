import { plainText } from './cell-text.ts';
import { nearestAmong } from './nearest-fit.ts';

/** An entry of a list that the instance keeps: a class of units, a category of members. */
export interface CodeEntry {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Whoever has it keeps it; nobody gets it any more. */
  readonly isRetired: boolean;
}

/** Classes form a tree: a class means itself and what lies beneath it. */
export interface UnitClass extends CodeEntry {
  readonly parentCode: string | null;
}

/** Finds entries by whatever people write for them: the code, or the title in either language. */
export interface CodeReader {
  readonly find: (word: string) => CodeEntry | null;
  /** The title, among those still given, that is the fewest edits away. */
  readonly nearest: (word: string) => string | null;
}

export function codeReader(entries: readonly CodeEntry[]): CodeReader {
  const byWord = new Map(entries.flatMap((entry) => wordsOf(entry).map((word) => [word, entry] as const)));
  const open = entries.filter(({ isRetired }) => !isRetired);
  const fit = nearestAmong(open.flatMap(({ title }) => [title.zh, title.en]));
  return { find: (word) => byWord.get(asWord(word)) ?? null, nearest: fit };
}

/** `State-owned  enterprises` and `state owned enterprises` are one word. */
export function asWord(text: string): string {
  return plainText(text)
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
}

/** Every word that means an entry; no two entries share one, or a file would not say which it means. */
export function wordsOf({ code, title }: Pick<CodeEntry, 'code' | 'title'>): readonly string[] {
  return [code, title.zh, title.en].map(asWord);
}

/** A class and every class beneath it. */
export function classesWithin(classes: readonly UnitClass[], code: string): ReadonlySet<string> {
  const within = new Set([code]);
  const beneath = Map.groupBy(classes, ({ parentCode }) => parentCode);
  // A set hands out what is added to it while it is walked.
  for (const each of within) for (const child of beneath.get(each) ?? []) within.add(child.code);
  return within;
}

/** Every class right before those beneath it, brothers as they stand. */
export function inTreeOrder<Class extends Pick<UnitClass, 'code' | 'parentCode'>>(classes: readonly Class[]): Class[] {
  const beneath = Map.groupBy(classes, ({ parentCode }) => parentCode);
  const from = (parent: string | null): Class[] =>
    (beneath.get(parent) ?? []).flatMap((each) => [each, ...from(each.code)]);
  return from(null);
}
