import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { judgeDay } from './member-day.ts';

/** Died, left by the own wish, struck off, expelled; or entered by mistake. A transfer is none of them. */
export type EndReason = 'died' | 'left' | 'removed' | 'expelled' | 'mistaken';

/** Authority does not outlive its holder, nor survive expulsion; who merely leaves may hold an office that needs no membership. */
export function endsAuthority(reason: EndReason): boolean {
  return reason === 'died' || reason === 'expelled';
}

export function endMembership(
  membership: { readonly fromOn: CivilDate } | null,
  wish: { readonly reason: EndReason; readonly on: CivilDate; readonly note: string | null },
  today: CivilDate,
):
  | { readonly endsAuthority: boolean }
  | Refusal<'not-a-member' | 'reason-missing' | 'day-in-future' | 'day-too-early'> {
  if (membership === null) return refuse('not-a-member');
  const needsWords = wish.reason !== 'died' && wish.reason !== 'left';
  if (needsWords && wish.note === null) return refuse('reason-missing', {}, 'note');
  return judgeDay(wish.on, membership.fromOn, today) ?? { endsAuthority: endsAuthority(wish.reason) };
}

/** A mistaken end is voided where the person has not been put anywhere else since. */
export function voidEnd(state: {
  readonly isVoided: boolean;
  readonly hasOpenMembership: boolean;
}): Refusal<'end-voided-already' | 'membership-opened-since'> | null {
  if (state.isVoided) return refuse('end-voided-already');
  return state.hasOpenMembership ? refuse('membership-opened-since') : null;
}
