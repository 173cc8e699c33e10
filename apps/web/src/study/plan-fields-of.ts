import { heldAt, timesOf, type MeetingTimes } from './meeting-times.ts';
import type { Plan, SentPlan } from './plan-queries.ts';

/** A plan as it is being written down. */
export type PlanDraft = MeetingTimes & { readonly kind: string; readonly topic: string; readonly place: string };

export function draftOf({ kind, topic, place, startsAt, endsAt }: Plan): PlanDraft {
  return { kind, topic, place: place ?? '', ...timesOf(startsAt, endsAt) };
}

/** Null while a date or a time is not whole. */
export function sentPlan({ kind, topic, place, ...times }: PlanDraft): SentPlan | null {
  const held = heldAt(times);
  if (held === null) return null;
  const where = place.trim();
  return {
    kind,
    topic: topic.trim(),
    ...(where !== '' && { place: where }),
    startsAt: held.startsAt,
    endsAt: held.endsAt,
  };
}
