import { useState } from 'react';
import { useDraft } from '../app/draft.ts';
import { useMe } from '../app/session.ts';
import { usualTimes } from './meeting-times.ts';
import { stillExpected, tapped, type Meeting } from './meeting.ts';
import type { Activity, Roll } from './queries.ts';

/** The length of a meeting that nobody has said anything about, where the playbook sets no shortest one. */
const usualMinutes = 120;

type AtHand = {
  readonly meeting: Meeting;
  readonly current: string | undefined;
  readonly savedAt: string | null;
  readonly change: (part: Partial<Meeting>) => void;
  readonly tap: (personId: string) => void;
  readonly ask: (personId: string) => void;
  readonly excuse: (reason: string) => void;
  readonly discard: () => void;
};

/** The meeting being written down: filled from the last one, kept on this device at every change. */
export function useMeeting(roll: Roll, last: Activity | undefined): AtHand {
  const me = useMe();
  const [times] = useState(() => usualTimes(new Date(), roll.allowed.shortestMinutes || usualMinutes));
  const { kinds } = roll.allowed;
  const kind = kinds.find((code) => code === last?.kind) ?? kinds[0];
  const draft = useDraft<Meeting>(`${me.person.id}.meeting.${roll.branch.id}`, {
    ...times,
    kind: kind ?? '',
    topic: '',
    place: last?.place ?? '',
    away: {},
    lateReason: '',
    key: '',
  });
  const [current, setCurrent] = useState<string>();
  const meeting = { ...draft.value, away: stillExpected(draft.value.away, roll.roll) };
  return {
    meeting,
    current,
    savedAt: draft.savedAt,
    change: draft.change,
    tap: (personId) => {
      const next = tapped(meeting.away, current, personId);
      setCurrent(next.current);
      draft.change({ away: next.away });
    },
    ask: setCurrent,
    excuse: (reason) => current !== undefined && draft.change({ away: { ...meeting.away, [current]: reason } }),
    discard: () => {
      setCurrent(undefined);
      draft.discard();
    },
  };
}
