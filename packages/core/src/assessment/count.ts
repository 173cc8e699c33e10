import { refuse, type Refusal } from '../kernel/index.ts';
import { courseOf, hasCounted, type AssessmentCourse, type Count } from './course.ts';
import { areTooFew, castOf, voterGroups, type Electorate, type Papers } from './tally.ts';

export interface CountingState {
  /** All counts in the order in which they were entered. */
  readonly counts: readonly Count[];
  readonly confirmed: boolean;
  readonly electorate: Electorate;
  /** Valid ones, of both groups together; fewer are no result. */
  readonly fewestPapers: number;
  /** The stage of the assessment is the unit's open one. */
  readonly stageOpen: boolean;
  readonly evidenceClosed: boolean;
  /** Who acts belongs to a unit that the count is about, or holds office there. */
  readonly isOfTheUnit: boolean;
}

export interface Counted {
  readonly count: Count;
  /** How the assessment stands once it is entered. */
  readonly state: AssessmentCourse['state'];
}

export interface Confirmed {
  readonly round: number;
  readonly papers: Papers;
  /** There is no result, and the vote may be held again. */
  readonly isTooFew: boolean;
}

export type CountRefusal = Refusal<
  | 'assessment-confirmed-already'
  | 'stage-not-open'
  | 'evidence-window-closed'
  | 'teller-counted-already'
  | 'two-tellers-already'
  | 'count-exceeds-eligible'
>;

export type ConfirmationRefusal = Refusal<
  | 'assessment-confirmed-already'
  | 'stage-not-open'
  | 'evidence-window-closed'
  | 'two-tellers-needed'
  | 'teller-cannot-confirm'
  | 'tellers-differ'
  | 'recused-oneself'
>;

/** A teller's count: the second of a round shows whether both agree; after a difference it begins the next round. */
export function enterCount(state: CountingState, tellerId: string, papers: Papers): Counted | CountRefusal {
  const closed = refuseClosed(state);
  if (closed !== null) return closed;
  const round = roundFor(courseOf(state.counts, false), tellerId);
  if (typeof round !== 'number') return round;
  const exceeding = refuseExceeding(papers, state.electorate);
  if (exceeding !== null) return exceeding;
  const count = { round, tellerId, papers };
  return { count, state: courseOf([...state.counts, count], false).state };
}

/** Two equal counts become the tally; whoever counted in any round cannot be the one who confirms. */
export function confirmAssessment(state: CountingState, confirmerId: string): Confirmed | ConfirmationRefusal {
  const closed = refuseClosed(state);
  if (closed !== null) return closed;
  const course = courseOf(state.counts, false);
  if (course.state === 'counting') return refuse('two-tellers-needed', { counted: course.counted === null ? 0 : 1 });
  if (hasCounted(state.counts, confirmerId)) return refuse('teller-cannot-confirm');
  if (state.isOfTheUnit) return refuse('recused-oneself');
  if (course.state === 'differing') return refuse('tellers-differ', { differences: course.differences.length });
  return { round: course.round, papers: course.papers, isTooFew: areTooFew(course.papers, state.fewestPapers) };
}

function refuseClosed(
  state: CountingState,
): Refusal<'assessment-confirmed-already' | 'stage-not-open' | 'evidence-window-closed'> | null {
  if (state.confirmed) return refuse('assessment-confirmed-already');
  if (!state.stageOpen) return refuse('stage-not-open');
  if (state.evidenceClosed) return refuse('evidence-window-closed');
  return null;
}

function roundFor(
  course: AssessmentCourse,
  tellerId: string,
): number | Refusal<'teller-counted-already' | 'two-tellers-already'> {
  switch (course.state) {
    case 'counting':
      return course.counted?.tellerId === tellerId
        ? refuse('teller-counted-already', { round: course.round })
        : course.round;
    case 'differing':
      return course.round + 1;
    case 'agreed':
    case 'confirmed': {
      const tellers = course.finished.at(-1)?.counts ?? [];
      const code = hasCounted(tellers, tellerId) ? 'teller-counted-already' : 'two-tellers-already';
      return refuse(code, { round: course.round });
    }
  }
}

/** Nobody casts a second paper; a group in which nobody may vote has none. */
function refuseExceeding(papers: Papers, electorate: Electorate): Refusal<'count-exceeds-eligible'> | null {
  for (const voters of voterGroups) {
    const cast = castOf(papers[voters]);
    const eligible = electorate[voters];
    if (cast > eligible) return refuse('count-exceeds-eligible', { voters, cast, eligible }, voters);
  }
  return null;
}

export interface Reporting {
  readonly confirmed: boolean;
  readonly reported: boolean;
  /** Who reports belongs to a unit that the count is about. */
  readonly isOfTheUnit: boolean;
}

/** The team tells the office what was counted, once; nothing is endorsed before. */
export function reportCount({
  confirmed,
  reported,
  isOfTheUnit,
}: Reporting): Refusal<'assessment-not-confirmed' | 'assessment-reported-already' | 'recused-oneself'> | null {
  if (isOfTheUnit) return refuse('recused-oneself');
  if (!confirmed) return refuse('assessment-not-confirmed');
  return reported ? refuse('assessment-reported-already') : null;
}
