import type { JoiningRule } from '../campaign/index.ts';
import { judgeJoining, youngestBy } from './joining-age.ts';
import type { Standing } from './member-words.ts';
import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';

export interface PersonWords {
  readonly name: string;
  readonly bornIn: number | null;
  readonly categories: readonly string[];
}

interface KnownCategory {
  readonly code: string;
  readonly isRetired: boolean;
}

/** Other words for a person: a name or a year needs a reason, categories change with life. In the order of the instance's list. */
export function correctPerson(
  before: PersonWords,
  after: PersonWords,
  {
    reason,
    known,
    today,
    membership,
    joining,
  }: {
    readonly reason: string | null;
    readonly known: readonly KnownCategory[];
    readonly today: CivilDate;
    readonly membership: { readonly joinedOn: CivilDate; readonly standing: Standing } | null;
    /** Of the place where the person is, or was last. */
    readonly joining: JoiningRule;
  },
):
  | { readonly categories: readonly string[] }
  | Refusal<'nothing-changed' | 'reason-missing' | 'category-unknown' | 'year-invalid' | 'joined-too-young'> {
  const categories = readCategories(after.categories, before.categories, known);
  if ('refused' in categories) return categories;
  const year = after.bornIn === before.bornIn ? null : judgeYear(after.bornIn, today, joining);
  if (year !== null) return year;
  const young =
    membership === null || after.bornIn === before.bornIn
      ? null
      : judgeJoining({ ...membership, bornIn: after.bornIn }, joining, 'bornIn');
  if (young !== null) return young;
  const isRenamed = after.name !== before.name || after.bornIn !== before.bornIn;
  const isSorted = categories.toSorted().join() === before.categories.toSorted().join();
  if (!isRenamed && isSorted) return refuse('nothing-changed');
  if (isRenamed && reason === null) return refuse('reason-missing', {}, 'reason');
  return { categories };
}

export function judgeYear(bornIn: number | null, today: CivilDate, rule: JoiningRule): Refusal<'year-invalid'> | null {
  const most = Number(today.slice(0, 4)) - youngestBy(rule);
  return bornIn !== null && bornIn > most ? refuse('year-invalid', { most }, 'bornIn') : null;
}

/** A retired category stays with whoever has it and is given to nobody else. */
export function readCategories(
  wanted: readonly string[],
  had: readonly string[],
  known: readonly KnownCategory[],
): readonly string[] | Refusal<'category-unknown'> {
  const asked = new Set(wanted);
  const found = known.filter(({ code, isRetired }) => asked.has(code) && (!isRetired || had.includes(code)));
  const codes = new Set(found.map(({ code }) => code));
  const stranger = wanted.find((code) => !codes.has(code) && !had.includes(code));
  if (stranger !== undefined) return refuse('category-unknown', { word: stranger }, 'categories');
  return [...codes, ...wanted.filter((code) => !codes.has(code))];
}
