import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { OrganisationState } from './organisation-kinds.ts';

/** A remedy is asked for with a day that still lies ahead, or today. */
export function judgeFlag(
  organisation: { readonly name: string; readonly isClosed: boolean; readonly hasOpenRemedy: boolean },
  { state, dueOn }: { readonly state: OrganisationState; readonly dueOn: CivilDate },
  today: CivilDate,
): Refusal<'organisation-closed' | 'remedy-open-already' | 'day-in-past' | 'state-is-normal'> | null {
  if (organisation.isClosed) return refuse('organisation-closed', { name: organisation.name });
  if (organisation.hasOpenRemedy) return refuse('remedy-open-already', { name: organisation.name });
  if (state === 'normal') return refuse('state-is-normal', {}, 'state');
  return dueOn < today ? refuse('day-in-past', { today }, 'dueOn') : null;
}

/** A remedy as far as it has come: `reported` awaits the check of the last report. */
export interface RemedyState {
  readonly isEnded: boolean;
  readonly lastReport: { readonly id: string; readonly reportedBy: string; readonly isChecked: boolean } | null;
}

export function judgeReport({
  isEnded,
  lastReport,
}: RemedyState): Refusal<'remedy-ended' | 'remedy-reported-already'> | null {
  if (isEnded) return refuse('remedy-ended');
  return lastReport !== null && !lastReport.isChecked ? refuse('remedy-reported-already') : null;
}

/** Closing is somebody else's act: not of who reported it done, nor of anybody of that organisation. */
export function judgeCheck(
  { isEnded, lastReport }: RemedyState,
  wanted: { readonly outcome: 'verified' | 'returned'; readonly note: string | null },
  checker: { readonly personId: string; readonly isOfTheOrganisation: boolean },
): Refusal<
  'remedy-ended' | 'remedy-not-reported' | 'somebody-else-must' | 'checker-is-of-it' | 'reason-missing'
> | null {
  if (isEnded) return refuse('remedy-ended');
  if (lastReport === null || lastReport.isChecked) return refuse('remedy-not-reported');
  if (lastReport.reportedBy === checker.personId) return refuse('somebody-else-must');
  if (checker.isOfTheOrganisation) return refuse('checker-is-of-it');
  return wanted.outcome === 'returned' && wanted.note === null ? refuse('reason-missing', {}, 'note') : null;
}
