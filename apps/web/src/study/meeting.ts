import { atTheSameTime } from '@muster/core/study';
import { isLate } from '@muster/core/ledger';
import { heldAt, type MeetingTimes } from './meeting-times.ts';

/** A meeting as it is being written down. Everyone is there but those in `away`, each with a reason or, until chosen, ''. */
export type Meeting = MeetingTimes & {
  readonly kind: string;
  readonly topic: string;
  readonly place: string;
  readonly away: Readonly<Record<string, string>>;
  /** On leave that day and there all the same. */
  readonly back: Readonly<Record<string, true>>;
  readonly lateReason: string;
  /** How many were counted in the room; null: nobody counted. */
  readonly heads: number | null;
  /** Of the command: the same for every try until one is known to have arrived. */
  readonly key: string;
  /** Said with that key: not the one which the branch has recorded for that time. */
  readonly another: boolean;
};

type Person = { readonly personId: string };

/** What stands at a field before anything is sent. */
export type MeetingFaults = {
  readonly topic?: 'topic-missing';
  readonly times?: 'times-incomplete' | 'end-before-start' | 'not-over-yet';
  readonly lateReason?: 'late-reason-missing';
  /** The first of those whose reason is not chosen. */
  readonly away?: string;
};

/** A tap makes absent, and asks for the reason; on an absent one it asks again; on the one being asked it makes present. */
export function tapped(
  away: Meeting['away'],
  current: string | undefined,
  personId: string,
): { readonly away: Meeting['away']; readonly current: string | undefined } {
  if (away[personId] === undefined) return { away: { ...away, [personId]: '' }, current: personId };
  if (personId !== current) return { away, current: personId };
  return { away: without(away, personId), current: undefined };
}

/** Of a joint branch whoever's unit was in its stage on that day; where nobody's was, everybody, and the sheet says why it is not taken. */
export function expectedOn<Entry extends { readonly since: string | null }>(
  roll: readonly Entry[],
  day: string,
): readonly Entry[] {
  const there = roll.filter(({ since }) => since !== null && since <= day);
  return there.length === 0 ? roll : there;
}

/** Those who have left the roll since the draft was kept are no longer absent from it. */
export function stillExpected(away: Meeting['away'], roll: readonly { readonly personId: string }[]): Meeting['away'] {
  const expected = new Set(roll.map((entry) => entry.personId));
  return Object.fromEntries(Object.entries(away).filter(([personId]) => expected.has(personId)));
}

export function needsLateReason(meeting: MeetingTimes, now: Date): boolean {
  const held = heldAt(meeting);
  return held !== null && held.minutes > 0 && isLate(new Date(held.endsAt), now);
}

export function faultsOf(meeting: Meeting, now: Date): MeetingFaults {
  const unsaid = Object.entries(meeting.away).find(([, reason]) => reason === '')?.[0];
  const times = timesFault(meeting, now);
  const late = needsLateReason(meeting, now) && meeting.lateReason.trim() === '';
  return {
    ...(meeting.topic.trim() === '' && { topic: 'topic-missing' }),
    ...(times !== undefined && { times }),
    ...(late && { lateReason: 'late-reason-missing' }),
    ...(unsaid !== undefined && { away: unsaid }),
  };
}

function timesFault(meeting: MeetingTimes, now: Date): MeetingFaults['times'] {
  const held = heldAt(meeting);
  if (held === null) return 'times-incomplete';
  if (held.minutes <= 0) return 'end-before-start';
  return Date.parse(held.endsAt) > now.getTime() ? 'not-over-yet' : undefined;
}

/** What is sent. Only of a meeting without faults. */
export function sentMeeting(meeting: Meeting, now: Date) {
  const held = heldAt(meeting);
  const place = meeting.place.trim();
  return {
    kind: meeting.kind,
    topic: meeting.topic.trim(),
    ...(place !== '' && { place }),
    startsAt: held?.startsAt ?? '',
    endsAt: held?.endsAt ?? '',
    absences: Object.entries(meeting.away).map(([personId, reason]) => ({ personId, reason })),
    ...(needsLateReason(meeting, now) && { lateReason: meeting.lateReason.trim() }),
    ...(meeting.another && { another: true }),
  };
}

/** What the branch has recorded for that time already, were it for a part of it. */
export function besideOf<Held extends { readonly startsAt: string; readonly endsAt: string }>(
  meeting: MeetingTimes,
  held: readonly Held[],
): readonly Held[] {
  const times = heldAt(meeting);
  if (times === null) return [];
  const instants = held.map((each) => ({ each, startsAt: new Date(each.startsAt), endsAt: new Date(each.endsAt) }));
  const asked = { startsAt: new Date(times.startsAt), endsAt: new Date(times.endsAt) };
  return atTheSameTime(asked, instants).map(({ each }) => each);
}

function without(away: Meeting['away'], personId: string): Meeting['away'] {
  return Object.fromEntries(Object.entries(away).filter(([other]) => other !== personId));
}

/** How many people are there now who were not, or not any more, or absent for another reason. */
export function changedLines(
  before: Meeting['away'],
  now: Meeting['away'],
  added: readonly { readonly people: readonly Person[] }[] = [],
): number {
  const more = new Set(added.flatMap(({ people }) => people.map(({ personId }) => personId)));
  const people = [...Object.keys(before), ...Object.keys(now)].filter((personId) => !more.has(personId));
  return more.size + [...new Set(people)].filter((personId) => before[personId] !== now[personId]).length;
}

/** Whoever comes off a sheet is not absent from it. */
export function withoutThem(away: Meeting['away'], people: readonly Person[]): Meeting['away'] {
  const gone = new Set(people.map(({ personId }) => personId));
  return Object.fromEntries(Object.entries(away).filter(([personId]) => !gone.has(personId)));
}
