import { refuse, type Refusal } from '../kernel/index.ts';
import { creditCodeFault } from './credit-code.ts';
import type { Operation } from './organisation-kinds.ts';

/** What a form may say anew of one organisation; its kind and its parent are not among it. */
export interface OrganisationDetails {
  readonly name: string;
  readonly code: string | null;
  readonly creditCode: string | null;
  readonly classCode: string | null;
  readonly operation: Operation;
}

export type ChangedField = 'name' | 'code' | 'credit-code' | 'class' | 'operation';

export interface FieldChange {
  readonly field: ChangedField;
  readonly before: string | null;
  readonly after: string | null;
}

const fields: readonly (readonly [ChangedField, keyof OrganisationDetails])[] = [
  ['name', 'name'],
  ['code', 'code'],
  ['credit-code', 'creditCode'],
  ['class', 'classCode'],
  ['operation', 'operation'],
];

/** What of it is new, each with what it was before. `classes` are those that may be chosen; a class once given may stay. */
export function planEdit(
  present: OrganisationDetails & { readonly isClosed: boolean },
  wanted: OrganisationDetails,
  classes: ReadonlySet<string>,
): readonly FieldChange[] | Refusal<'organisation-closed' | 'credit-code-wrong' | 'class-unknown' | 'nothing-changed'> {
  if (present.isClosed) return refuse('organisation-closed', { name: present.name });
  const { creditCode, classCode } = wanted;
  if (creditCode !== null && creditCode !== present.creditCode && creditCodeFault(creditCode) !== null) {
    return refuse('credit-code-wrong', {}, 'creditCode');
  }
  if (classCode !== null && classCode !== present.classCode && !classes.has(classCode)) {
    return refuse('class-unknown', {}, 'classCode');
  }
  const changes = fields
    .map(([field, key]) => ({ field, before: present[key], after: wanted[key] }))
    .filter(({ before, after }) => before !== after);
  return changes.length === 0 ? refuse('nothing-changed') : changes;
}
