import { refuse, type Refusal } from '../kernel/index.ts';

/** Whoever holds a meeting that is held level by level: a place above the units, a unit, a branch. */
export const levels = ['place', 'unit', 'branch'] as const;
export type Level = (typeof levels)[number];

/** Of one of a level and a kind of meeting: none was held, one without whoever leads there, one with them in person. */
export const mobilisedStates = ['not-held', 'without-head', 'in-person'] as const;
export type MobilisedState = (typeof mobilisedStates)[number];

export type HoldingRefusal = Refusal<
  'activity-voided-already' | 'meeting-not-of-every-level' | 'meeting-not-beneath' | 'held-for-already'
>;

/** Whether a meeting was that of a place: of a kind that every level holds, hosted beneath it, and not said before. */
export function holdFor(state: {
  readonly isVoided: boolean;
  /** Of a kind, or a form of one, that the playbook asks of every level. */
  readonly isOfEveryLevel: boolean;
  readonly isBeneath: boolean;
  readonly isSaid: boolean;
}): HoldingRefusal | null {
  if (state.isVoided) return refuse('activity-voided-already');
  if (!state.isOfEveryLevel) return refuse('meeting-not-of-every-level');
  if (!state.isBeneath) return refuse('meeting-not-beneath');
  return state.isSaid ? refuse('held-for-already') : null;
}
