import type { Playbook } from '../campaign/index.ts';
import { civilDateAt, refuse, refuseFar, type Refusal } from '../kernel/index.ts';
import { atTheSameTime } from './recorded.ts';
import { refuseLength, type LengthRefusal } from './session-length.ts';

export interface Plan {
  readonly kind: string;
  readonly topic: string;
  readonly place?: string | undefined;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Besides what is planned for a part of that time. */
  readonly another?: boolean | undefined;
}

/** What a branch that is to meet is expected at. */
export type Planned = Pick<Plan, 'topic' | 'startsAt' | 'endsAt'>;

/** What has become of a plan. */
export interface PlanState {
  readonly isCalledOff: boolean;
  /** A record of it stands, with at least one branch's sheet. */
  readonly isHeld: boolean;
}

export type PlanRefusal =
  | LengthRefusal
  | Refusal<
      | 'activity-kind-unknown'
      | 'plan-in-the-past'
      | 'day-too-far'
      | 'plan-called-off-already'
      | 'plan-held-already'
      | 'planned-then-already'
    >;

/** What is to be held is planned a year ahead at the most. */
const furthestPlanDays = 366;

/**
 * Something that is to be held: of a kind that is known, long enough to count, and not over yet; with nothing else planned for those who
 * are to meet at that time, or expressly besides it.
 */
export function planActivity(
  playbook: Pick<Playbook, 'activityKinds' | 'shortestSessionMinutes'>,
  plan: Plan,
  at: Date,
  timeZone: string,
  planned: readonly Planned[],
): Plan | PlanRefusal {
  if (!playbook.activityKinds.some(({ code }) => code === plan.kind))
    return refuse('activity-kind-unknown', { kind: plan.kind }, 'kind');
  const length = refuseLength(plan, playbook.shortestSessionMinutes);
  if (length !== null) return length;
  if (plan.endsAt <= at) return refuse('plan-in-the-past', {}, 'startsAt');
  const today = civilDateAt(at, timeZone);
  const far = refuseFar(civilDateAt(plan.startsAt, timeZone), today, furthestPlanDays, 'startsAt');
  if (far !== null) return far;
  // Asked last: whoever answers it has nothing else to mend.
  const [beside] = plan.another === true ? [] : atTheSameTime(plan, planned);
  if (beside !== undefined) return refuse('planned-then-already', { topic: beside.topic });
  return plan;
}

/** A plan is changed and called off until it is held. */
export function refuseClosedPlan({ isCalledOff, isHeld }: PlanState): PlanRefusal | null {
  if (isCalledOff) return refuse('plan-called-off-already');
  return isHeld ? refuse('plan-held-already') : null;
}
