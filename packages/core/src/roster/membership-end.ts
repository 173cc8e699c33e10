import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { judgeDay } from './member-day.ts';

/** Died, left by the own wish, struck off, expelled; or entered by mistake. A transfer is none of them. */
export type EndReason = 'died' | 'left' | 'removed' | 'expelled' | 'mistaken';

/** In words, for the sentences of an import. */
export const endReasonWords: Readonly<Record<EndReason, { readonly zh: string; readonly en: string }>> = {
  died: { zh: '去世', en: 'died' },
  left: { zh: '本人离开', en: 'left by own wish' },
  removed: { zh: '除名', en: 'struck off' },
  expelled: { zh: '开除', en: 'expelled' },
  mistaken: { zh: '录入有误', en: 'entered by mistake' },
};

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

/** A mistaken end is voided where the person has not been put anywhere else since, and there still is a place to go back to. */
export function voidEnd(state: {
  readonly isVoided: boolean;
  /** Open, or ended in its turn: two memberships would overlap. */
  readonly hasLaterMembership: boolean;
  /** The name of the branch or unit, where it is closed or merged. */
  readonly closed: string | null;
}): Refusal<'end-voided-already' | 'membership-opened-since' | 'organisation-closed'> | null {
  if (state.isVoided) return refuse('end-voided-already');
  if (state.hasLaterMembership) return refuse('membership-opened-since');
  return state.closed === null ? null : refuse('organisation-closed', { name: state.closed });
}
