import type { PinnedCondition } from '@muster/core/gate';
import type { OwedInStage } from './lacking.view.ts';

/** Whom of what the condition counts somebody above let off; nobody is let off what is hard. */
export function letOffOf(
  { measure, subject, isHard }: PinnedCondition,
  owed: readonly OwedInStage[],
): readonly NonNullable<OwedInStage['letOff']>[] {
  const counted = isHard ? undefined : countedBy[measure];
  return owed.flatMap(({ kind, code, letOff }) =>
    letOff !== null && kind === counted && (subject === null || code === subject) ? [letOff] : [],
  );
}

const countedBy: Readonly<Record<string, OwedInStage['kind'] | undefined>> = {
  'deliverable.accepted': 'deliverable',
  'study.lectures-given': 'lecture',
  'study.made-up': 'make-up',
};
