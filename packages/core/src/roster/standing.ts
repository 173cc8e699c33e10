import type { JoiningRule } from '../campaign/index.ts';
import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { judgeJoining } from './joining-age.ts';
import { judgeDay } from './member-day.ts';
import { standings, type Standing } from './member-words.ts';

export interface StandingState {
  readonly standing: Standing;
  readonly fromOn: CivilDate;
  readonly bornIn: number | null;
  /** Of the place where somebody is a member. */
  readonly joining: JoiningRule;
  /** Day of the last change of standing in this membership. */
  readonly lastChangedOn: CivilDate | null;
}

export interface StandingWish {
  readonly standing: Standing;
  readonly on: CivilDate;
  readonly note: string | null;
}

/** One step on needs no words: applicant, probationary, full. Any other change says why. */
export function changeStanding(
  membership: StandingState | null,
  { standing, on, note }: StandingWish,
  today: CivilDate,
): Refusal<
  'not-a-member' | 'standing-unchanged' | 'reason-missing' | 'day-in-future' | 'day-too-early' | 'joined-too-young'
> | null {
  if (membership === null) return refuse('not-a-member');
  if (membership.standing === standing) return refuse('standing-unchanged', {}, 'standing');
  const isNextStep = standings.indexOf(standing) === standings.indexOf(membership.standing) - 1;
  if (!isNextStep && note === null) return refuse('reason-missing', {}, 'note');
  const last = membership.lastChangedOn;
  const earliest = last === null || last < membership.fromOn ? membership.fromOn : last;
  const unfit = judgeDay(on, earliest, today);
  if (unfit !== null || !isNextStep) return unfit;
  return judgeJoining({ bornIn: membership.bornIn, joinedOn: on, standing }, membership.joining, 'on');
}
