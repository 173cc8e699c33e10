import type { Playbook } from '../campaign/index.ts';
import { addDays, daysBetween, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';

export interface Leave {
  readonly id: string;
  readonly personId: string;
  readonly fromOn: CivilDate;
  /** As it was noted. */
  readonly toOn: CivilDate;
  /** Its last day after all; before `fromOn` where it never began. */
  readonly lastOn: CivilDate;
  readonly reason: string;
}

export type NotedLeave = Pick<Leave, 'personId' | 'fromOn' | 'toOn' | 'reason'>;

const longestDays = 366;

/** For what somebody can be let go: not for what only says afterwards that nobody knew why. */
export function leaveReasons({ absenceReasons }: Pick<Playbook, 'absenceReasons'>): string[] {
  return absenceReasons.flatMap(({ code, isWithoutLeave }) => (isWithoutLeave ? [] : [code]));
}

/** Leave of somebody on the roll, for a reason that the playbook knows, on days that are not taken by another one. */
export function noteLeave(
  state: {
    readonly roll: readonly { readonly personId: string }[];
    readonly leaves: readonly Leave[];
    readonly reasons: readonly string[];
  },
  noted: NotedLeave,
):
  | NotedLeave
  | Refusal<'not-on-the-roll' | 'leave-dates-not-in-order' | 'leave-too-long' | 'leave-overlaps' | 'invalid-input'> {
  if (!state.roll.some(({ personId }) => personId === noted.personId)) return refuse('not-on-the-roll', {}, 'personId');
  if (!state.reasons.includes(noted.reason)) return refuse('invalid-input', {}, 'reason');
  if (noted.toOn < noted.fromOn) return refuse('leave-dates-not-in-order', {}, 'toOn');
  if (daysBetween(noted.fromOn, noted.toOn) > longestDays)
    return refuse('leave-too-long', { most: longestDays }, 'toOn');
  const other = state.leaves.find(
    (leave) =>
      leave.personId === noted.personId &&
      leave.lastOn >= leave.fromOn &&
      leave.fromOn <= noted.toOn &&
      leave.lastOn >= noted.fromOn,
  );
  if (other !== undefined) return refuse('leave-overlaps', { fromOn: other.fromOn, toOn: other.lastOn }, 'fromOn');
  return noted;
}

/** It ends before it was to; once, and the day before it began says that it never did. */
export function endLeave(
  leave: Leave,
  lastOn: CivilDate,
): { readonly lastOn: CivilDate } | Refusal<'leave-ended-already' | 'leave-end-outside'> {
  if (leave.lastOn !== leave.toOn) return refuse('leave-ended-already', { lastOn: leave.lastOn });
  const [first, last] = [addDays(leave.fromOn, -1), addDays(leave.toOn, -1)];
  if (lastOn < first || lastOn > last) return refuse('leave-end-outside', { first, last }, 'lastOn');
  return { lastOn };
}

/** Who is on leave that day, and why. */
export function onLeave(
  leaves: readonly Pick<Leave, 'personId' | 'fromOn' | 'lastOn' | 'reason'>[],
  day: CivilDate,
): ReadonlyMap<string, string> {
  const those = leaves.filter(({ fromOn, lastOn }) => fromOn <= day && day <= lastOn);
  return new Map(those.map(({ personId, reason }) => [personId, reason]));
}
