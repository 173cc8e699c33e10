import type { CheckedItem } from './self-check.ts';

/** Items of which the unit and the team say different things, in the unit's order. */
export function differencesOf(said: readonly CheckedItem[], found: readonly CheckedItem[] | null): readonly string[] {
  if (found === null) return [];
  const answers = new Map(found.map(({ code, answer }) => [code, answer]));
  return said.filter(({ code, answer }) => answers.get(code) !== answer).map(({ code }) => code);
}
