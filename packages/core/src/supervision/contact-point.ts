import type { LeadersAsked, LeadersDuty } from '../campaign/index.ts';
import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { isLate, recordOnADay, type OnADay } from '../ledger/index.ts';

/** What a leader does at the contact point: takes part in an activity, guides, or solves a problem there. */
export const visitKinds = ['attended', 'guided', 'solved'] as const;
export type VisitKind = (typeof visitKinds)[number];

/** A unit or a branch becomes the contact point of somebody who heads a unit or holds a leader's office, and who belongs elsewhere. */
export function nameContactPoint(
  place: {
    readonly kind: string;
    readonly hasOffice: boolean;
    /** The leader is a member there. */
    readonly isOwn: boolean;
    readonly isNamed: boolean;
  },
  fromOn: CivilDate,
  campaign: { readonly startedOn: CivilDate },
): Refusal<
  | 'contact-point-of-no-unit'
  | 'leader-without-office'
  | 'contact-point-own'
  | 'contact-point-named-already'
  | 'contact-point-before-campaign'
> | null {
  if (place.kind !== 'unit' && place.kind !== 'branch') return refuse('contact-point-of-no-unit', {}, 'organisationId');
  if (!place.hasOffice) return refuse('leader-without-office', {}, 'personId');
  if (place.isOwn) return refuse('contact-point-own', {}, 'organisationId');
  if (place.isNamed) return refuse('contact-point-named-already', {}, 'organisationId');
  if (fromOn < campaign.startedOn) {
    return refuse('contact-point-before-campaign', { startedOn: campaign.startedOn }, 'fromOn');
  }
  return null;
}

interface Dated {
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate | null;
}

/** From a day on it is the contact point no longer; what was done until then stays. */
export function endContactPoint(
  { fromOn, toOn }: Dated,
  on: CivilDate,
  today: CivilDate,
): Refusal<'contact-point-ended-already' | 'day-in-future' | 'contact-point-not-begun'> | null {
  if (toOn !== null) return refuse('contact-point-ended-already');
  if (on > today) return refuse('day-in-future', { today }, 'on');
  return on < fromOn ? refuse('contact-point-not-begun', {}, 'on') : null;
}

/** Who took part in an activity at the own contact point, as a guest of the branch that met; the own sheet says nothing of it. */
export function noteGuest(
  activity: {
    readonly isVoided: boolean;
    readonly endsAt: Date;
    /** Contact points that the activity was at, on its day. */
    readonly points: readonly { readonly id: string; readonly personId: string }[];
    /** Guests that are noted, and who stands on a sheet of the activity. */
    readonly there: ReadonlySet<string>;
  },
  { contactPointId, lateReason }: { readonly contactPointId: string; readonly lateReason: string | null },
  at: Date,
):
  | OnADay
  | Refusal<'activity-voided-already' | 'guest-without-contact-point' | 'guest-noted-already' | 'late-reason-missing'> {
  if (activity.isVoided) return refuse('activity-voided-already');
  const point = activity.points.find(({ id }) => id === contactPointId);
  if (point === undefined) return refuse('guest-without-contact-point', {}, 'contactPointId');
  if (activity.there.has(point.personId)) return refuse('guest-noted-already', {}, 'contactPointId');
  const late = isLate(activity.endsAt, at);
  if (late && lateReason === null) return refuse('late-reason-missing', { hours: 48 }, 'lateReason');
  return { isLate: late, lateReason: late ? lateReason : null };
}

/** Guidance given or a problem solved at a contact point, on a day on which it was one. */
export function recordVisit(
  { fromOn, toOn }: Dated,
  { on, lateReason }: { readonly on: CivilDate; readonly lateReason: string | null },
  today: CivilDate,
): OnADay | Refusal<'visit-outside-contact-point' | 'day-in-future' | 'late-reason-missing'> {
  if (on < fromOn || (toOn !== null && on > toOn)) return refuse('visit-outside-contact-point', { fromOn }, 'on');
  return recordOnADay(on, lateReason, today);
}

/** It stays to be seen, struck out, with who, when and why. */
export function withdrawVisit(visit: { readonly isWithdrawn: boolean }): Refusal<'visit-withdrawn-already'> | null {
  return visit.isWithdrawn ? refuse('visit-withdrawn-already') : null;
}

/** What records say of a leader. */
export interface LeaderFigures {
  readonly holdsLeadersOffice: boolean;
  /** Null: a member of no branch that one sees. */
  readonly ownBranch: { readonly held: number; readonly present: number } | null;
  readonly points: readonly { readonly toOn: CivilDate | null; readonly attended: number; readonly lectures: number }[];
}

export type LeaderGap = 'no-point' | { readonly duty: LeadersDuty; readonly lacking: number };

/**
 * How far a leader stays below what the playbook asks. Where nobody has said how often, whoever did not come once has a gap of one: a
 * number would be invented. Each contact point is asked for by itself. Nothing is asked of a branch that has not met.
 */
export function leaderGaps({ holdsLeadersOffice, ownBranch, points }: LeaderFigures, asked: LeadersAsked): LeaderGap[] {
  const lackingOf = (duty: LeadersDuty, done: number): number => {
    const times = asked[duty];
    return times === null ? 0 : Math.max(0, (times.atLeast ?? 1) - done);
  };
  const open = points.filter(({ toOn }) => toOn === null);
  const most = (duty: LeadersDuty, done: readonly number[]) =>
    Math.max(0, ...done.map((each) => lackingOf(duty, each)));
  const lacking: Readonly<Record<LeadersDuty, number>> = {
    ownBranch: ownBranch === null || ownBranch.held === 0 ? 0 : lackingOf('ownBranch', ownBranch.present),
    contactPoint: most(
      'contactPoint',
      open.map(({ attended }) => attended),
    ),
    lectures: most(
      'lectures',
      open.map(({ lectures }) => lectures),
    ),
  };
  const isAskedThere = asked.contactPoint !== null || asked.lectures !== null;
  return [
    ...(isAskedThere && holdsLeadersOffice && open.length === 0 ? (['no-point'] as const) : []),
    ...(['ownBranch', 'contactPoint', 'lectures'] as const).flatMap((duty) =>
      lacking[duty] > 0 ? [{ duty, lacking: lacking[duty] }] : [],
    ),
  ];
}
