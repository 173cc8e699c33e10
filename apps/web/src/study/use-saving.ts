import { newKey, Refused } from '@muster/client';
import { useEffect, useEffectEvent } from 'react';
import { useGo } from '../app/go.tsx';
import { sentMeeting, type Meeting } from './meeting.ts';
import type { Plan } from './plan-queries.ts';
import { useRecordActivity } from './queries.ts';

type Saving = {
  readonly save: () => void;
  readonly busy: boolean;
  /** No answer came: it may have arrived or not, and is sent again with the same key. */
  readonly unanswered: boolean;
  /** An earlier try did arrive, and something was changed since. */
  readonly arrivedBefore: boolean;
  readonly error: Error | null;
};

/** Sends the meeting under one key until an answer comes, also by itself once there is a network again. */
export function useSaving(
  of: { readonly branchId: string; readonly plan: Plan | undefined; readonly beside: readonly unknown[] },
  meeting: Meeting,
  keep: (part: { key: string; another: boolean }) => void,
  discard: () => void,
): Saving {
  const go = useGo();
  const { mutate, isPending, error } = useRecordActivity(of.branchId, ({ id }) => {
    discard();
    go(`/activities/${id}${of.plan === undefined ? '' : `?branch=${of.branchId}`}`, { replace: true });
  });
  const save = (): void => {
    const key = meeting.key === '' ? newKey() : meeting.key;
    // A try without an answer is repeated as it was: what stands beside it may be the meeting itself, which did arrive.
    const another = meeting.key === '' || error instanceof Refused ? of.beside.length > 0 : meeting.another;
    keep({ key, another });
    mutate({ key, plan: of.plan, heads: meeting.heads, body: sentMeeting({ ...meeting, another }, new Date()) });
  };
  const unanswered = error !== null && !(error instanceof Refused);
  const again = useEffectEvent(() => {
    if (unanswered && !isPending) save();
  });
  useEffect(() => {
    const listen = (): void => again();
    window.addEventListener('online', listen);
    return () => window.removeEventListener('online', listen);
  }, []);
  const arrivedBefore = error instanceof Refused && error.problem.code === 'key-reused';
  return { save, busy: isPending, unanswered, arrivedBefore, error };
}
