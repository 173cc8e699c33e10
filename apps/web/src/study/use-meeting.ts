import { useState } from 'react';
import { onLeave } from '@muster/core/study';
import { useDraft } from '../app/draft.ts';
import { useMe } from '../app/session.ts';
import { notSignedIn, tappedWithLeave, withLeave } from './leave.ts';
import { usualTimes } from './meeting-times.ts';
import { expectedOn, stillExpected, type Meeting } from './meeting.ts';
import { draftOf } from './plan-fields-of.ts';
import type { Plan } from './plan-queries.ts';
import type { Activity, Roll } from './queries.ts';

/** The length of a meeting that nobody has said anything about, where the playbook sets no shortest one. */
const usualMinutes = 120;

type AtHand = {
  readonly meeting: Meeting;
  /** Of those on the roll, whoever's unit was in its stage on that day. */
  readonly expected: readonly Roll['roll'][number][];
  readonly current: string | undefined;
  readonly savedAt: string | null;
  readonly change: (part: Partial<Meeting>) => void;
  readonly tap: (personId: string) => void;
  readonly ask: (personId: string) => void;
  readonly excuse: (reason: string) => void;
  /** Everybody who has no reason yet. */
  readonly excuseRest: (reason: string) => void;
  readonly discard: () => void;
};

/** The meeting being written down: filled from its plan or from the last one, kept on this device at every change. */
export function useMeeting(
  roll: Roll,
  last: Activity | undefined,
  plan: Plan | undefined,
  signIns: ReadonlyMap<string, string>,
): AtHand {
  const me = useMe();
  const [times] = useState(() => usualTimes(new Date(), roll.allowed.shortestMinutes || usualMinutes));
  const { kinds } = roll.allowed;
  const kind = kinds.find((code) => code === last?.kind) ?? kinds[0];
  const draft = useDraft<Meeting>(
    `${me.person.id}.meeting.${roll.branch.id}${plan === undefined ? '' : `.${plan.id}`}`,
    {
      ...times,
      kind: kind ?? '',
      topic: '',
      place: last?.place ?? '',
      away: {},
      back: {},
      lateReason: '',
      heads: null,
      key: '',
      another: false,
      ...(plan !== undefined && draftOf(plan)),
    },
  );
  const [current, setCurrent] = useState<string>();
  // Noted under a playbook that knew another reason, it fills in nothing.
  const leave = onLeave(
    roll.leaves.filter(({ reason }) => roll.allowed.absences.includes(reason)),
    draft.value.date,
  );
  const expected = expectedOn(roll.roll, draft.value.date);
  const filled = notSignedIn(expected, signIns, leave);
  const meeting = { ...draft.value, away: stillExpected(withLeave(draft.value, filled), expected) };
  return {
    meeting,
    expected,
    current,
    savedAt: draft.savedAt,
    change: draft.change,
    tap: (personId) => {
      const { current: asked, ...taps } = tappedWithLeave(draft.value, filled, current, personId);
      setCurrent(asked);
      draft.change(taps);
    },
    ask: setCurrent,
    excuse: (reason) => current !== undefined && draft.change({ away: { ...draft.value.away, [current]: reason } }),
    excuseRest: (reason) => {
      const unsaid = Object.entries(meeting.away).filter(([, why]) => why === '');
      draft.change({
        away: { ...draft.value.away, ...Object.fromEntries(unsaid.map(([personId]) => [personId, reason])) },
      });
    },
    discard: () => {
      setCurrent(undefined);
      draft.discard();
    },
  };
}
