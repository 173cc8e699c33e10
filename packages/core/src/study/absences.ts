import { refuse, type Refusal } from '../kernel/index.ts';

export interface Absence {
  readonly personId: string;
  readonly reason: string;
}

export type AbsenceRefusal = Refusal<'not-on-the-roll' | 'absence-named-twice' | 'invalid-input'>;

/** Absences are of those expected, once each, with a reason that is known. */
export function refuseAbsences(
  absences: readonly Absence[],
  expected: readonly { readonly personId: string }[],
  reasons: ReadonlySet<string>,
): AbsenceRefusal | null {
  const people = new Set(expected.map((each) => each.personId));
  const seen = new Set<string>();
  for (const [index, absence] of absences.entries()) {
    const field = `absences.${index}`;
    if (!people.has(absence.personId)) return refuse('not-on-the-roll', {}, `${field}.personId`);
    if (seen.has(absence.personId)) return refuse('absence-named-twice', {}, `${field}.personId`);
    if (!reasons.has(absence.reason)) return refuse('invalid-input', {}, `${field}.reason`);
    seen.add(absence.personId);
  }
  return null;
}
