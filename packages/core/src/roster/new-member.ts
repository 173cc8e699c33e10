import type { JoiningRule } from '../campaign/index.ts';
import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { judgeJoining } from './joining-age.ts';
import { judgeDay } from './member-day.ts';
import type { Standing } from './member-words.ts';
import { judgeYear, readCategories } from './person-correction.ts';

export interface NewMemberState {
  /** Somebody known who is to become a member; null for somebody new. */
  readonly known: {
    readonly isMember: boolean;
    readonly bornIn: number | null;
    readonly categories: readonly string[];
    readonly lastEndedOn: CivilDate | null;
  } | null;
  readonly namesakes: number;
  /** The unit asked for, or the host; null when the branch serves no such unit. */
  readonly unitId: string | null;
  /** Of that place. */
  readonly joining: JoiningRule;
  readonly categories: readonly { readonly code: string; readonly isRetired: boolean }[];
}

export interface NewMemberWish {
  readonly bornIn: number | null;
  readonly categories: readonly string[];
  readonly fromOn: CivilDate | null;
  readonly standing: Standing;
  readonly isSomebodyElse: boolean;
}

export type NewMemberRefusal = Refusal<
  | 'perhaps-known'
  | 'still-a-member'
  | 'unit-not-served'
  | 'category-unknown'
  | 'day-in-future'
  | 'day-too-early'
  | 'year-invalid'
  | 'joined-too-young'
>;

/** Nobody is entered twice unseen: where people of the name are known, whoever adds has looked at them. */
export function addMember(
  { known, namesakes, unitId, joining, categories }: NewMemberState,
  wish: NewMemberWish,
  today: CivilDate,
): { readonly unitId: string; readonly fromOn: CivilDate; readonly categories: readonly string[] } | NewMemberRefusal {
  if (known?.isMember === true) return refuse('still-a-member', {}, 'personId');
  if (known === null && namesakes > 0 && !wish.isSomebodyElse)
    return refuse('perhaps-known', { count: namesakes }, 'name');
  if (unitId === null) return refuse('unit-not-served', {}, 'unitId');
  const year = judgeYear(wish.bornIn, today, joining);
  if (year !== null) return year;
  const chosen = readCategories(wish.categories, known?.categories ?? [], categories);
  if ('refused' in chosen) return chosen;
  const fromOn = wish.fromOn ?? today;
  const unfit = judgeDay(fromOn, known?.lastEndedOn ?? '1900-01-01', today);
  if (unfit !== null) return { ...unfit, field: 'fromOn' };
  const age = { bornIn: known?.bornIn ?? wish.bornIn, joinedOn: fromOn, standing: wish.standing };
  const young = judgeJoining(age, joining, wish.fromOn === null ? 'bornIn' : 'fromOn');
  if (young !== null) return young;
  return { unitId, fromOn, categories: chosen };
}
