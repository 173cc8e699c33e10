import { refuse, type Refusal } from '../kernel/index.ts';
import { wordsOf, type CodeEntry } from './code-list.ts';

/** An entry as a list is to be kept; classes have a parent, categories may have a meaning in figures. */
export type ListEntry = CodeEntry & { readonly parentCode?: string | null; readonly hasMeaning?: boolean };

/** The entries that come, and those that say something else than before, each with its place among the others. */
export interface KeptList<Entry extends ListEntry> {
  readonly added: readonly (Entry & { readonly position: number })[];
  readonly changed: readonly (Entry & { readonly position: number })[];
}

export type ListRefusal =
  | 'list-changed'
  | 'word-taken'
  | 'class-beneath-itself'
  | 'parent-class-unknown'
  | 'has-meaning';

/**
 * What keeping a list like this comes to. Nothing is ever taken out: rows go on meaning it. A list that lacks an entry was read before
 * that came, and is refused.
 */
export function keepList<Entry extends ListEntry>(
  before: readonly Entry[],
  after: readonly Entry[],
): KeptList<Entry> | Refusal<ListRefusal> {
  const byCode = new Map(after.map((entry) => [entry.code, entry]));
  const lost = before.find(({ code }) => !byCode.has(code));
  if (lost !== undefined) return refuse('list-changed', { code: lost.code });
  const fault = wordTaken(after) ?? wrongParent(after, byCode) ?? lostMeaning(before, byCode);
  if (fault !== null) return fault;
  const known = new Map(inPlaces(before).map((entry) => [entry.code, entry]));
  const placed = inPlaces(after);
  return {
    added: placed.filter(({ code }) => !known.has(code)),
    changed: placed.filter((entry) => {
      const was = known.get(entry.code);
      return was !== undefined && (was.position !== entry.position || saysOther(was, entry));
    }),
  };
}

/** Counted from 1 among those beneath the same entry. */
function inPlaces<Entry extends ListEntry>(entries: readonly Entry[]): (Entry & { readonly position: number })[] {
  const last = new Map<string | null, number>();
  return entries.map((entry) => {
    const parent = entry.parentCode ?? null;
    const position = (last.get(parent) ?? 0) + 1;
    last.set(parent, position);
    return { ...entry, position };
  });
}

function saysOther(was: ListEntry, is: ListEntry): boolean {
  return (
    was.title.zh !== is.title.zh ||
    was.title.en !== is.title.en ||
    was.isRetired !== is.isRetired ||
    (was.parentCode ?? null) !== (is.parentCode ?? null)
  );
}

/** Two entries that one word means could not be told apart in a file; an entry may be called by its own code. */
function wordTaken(entries: readonly ListEntry[]): Refusal<'word-taken'> | null {
  const taken = new Map<string, ListEntry>();
  for (const entry of entries) {
    for (const word of new Set(wordsOf(entry))) {
      const other = taken.get(word);
      if (other !== undefined) return refuse('word-taken', { word, code: other.code });
      taken.set(word, entry);
    }
  }
  return null;
}

function wrongParent(
  entries: readonly ListEntry[],
  byCode: ReadonlyMap<string, ListEntry>,
): Refusal<'class-beneath-itself' | 'parent-class-unknown'> | null {
  for (const entry of entries) {
    const passed = new Set([entry.code]);
    for (let code = entry.parentCode ?? null; code !== null; code = byCode.get(code)?.parentCode ?? null) {
      if (!byCode.has(code)) return refuse('parent-class-unknown', { code });
      if (passed.has(code)) return refuse('class-beneath-itself', { code: entry.code });
      passed.add(code);
    }
  }
  return null;
}

/** Figures and rules speak of it. */
function lostMeaning(
  before: readonly ListEntry[],
  byCode: ReadonlyMap<string, ListEntry>,
): Refusal<'has-meaning'> | null {
  const lost = before.find(({ code, hasMeaning }) => hasMeaning === true && byCode.get(code)?.isRetired === true);
  return lost === undefined ? null : refuse('has-meaning', { code: lost.code });
}
