import type { CivilDate } from '../kernel/index.ts';
import type { KnownMember } from './known-member.ts';
import type { MemberRow } from './member-rows.ts';

export interface MemberDays {
  readonly fromOn: CivilDate;
  readonly joinedOn: CivilDate;
}

/** When a row leaves somebody to have joined, and since when they belong where they do; an empty cell leaves what is known. */
export function daysOf(row: MemberRow, known: KnownMember | null, today: CivilDate): MemberDays {
  const { line, transferredOn } = row;
  const present = known?.membership ?? null;
  const joinedOn = saidOf(row, known, today);
  if (known === null || present === null) {
    const day = joinedOn ?? transferredOn ?? today;
    return { joinedOn: day, fromOn: transferredOn === null || transferredOn < day ? day : transferredOn };
  }
  const kept = { joinedOn: present.joinedOn, fromOn: present.fromOn };
  if (joinedOn === null || joinedOn === kept.joinedOn) return kept;
  // A list from before somebody moved does not make two memberships overlap.
  const isFirst = kept.fromOn === kept.joinedOn && (known.lastEndedOn === null || joinedOn >= known.lastEndedOn);
  if (isFirst) return { joinedOn, fromOn: joinedOn };
  if (joinedOn < kept.fromOn) return { ...kept, joinedOn };
  line.warn('fromOn', 'joined-after-transfer', { since: kept.fromOn, on: kept.joinedOn });
  return kept;
}

/** The day of joining that the row says, where it can be; else null. */
function saidOf(
  { line, fromOn, transferredOn }: MemberRow,
  known: KnownMember | null,
  today: CivilDate,
): CivilDate | null {
  if (fromOn === null) return null;
  if (transferredOn !== null && transferredOn < fromOn) {
    line.refuse('transferredOn', 'transferred-before-joining', { since: fromOn });
    return null;
  }
  const since = known?.lastLeftOn ?? null;
  if (since === null || fromOn >= since) return fromOn;
  line.warn('fromOn', 'joined-before-leaving', { since, on: known?.membership?.joinedOn ?? today });
  return null;
}
