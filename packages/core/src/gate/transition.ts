import { beginningOf, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { openHard, type Judgement } from './judge.ts';

/** An application that was not yet decided, returned or refused. */
export interface OpenTransition {
  readonly appliedBy: string;
  readonly appliedHash: string;
  readonly endorsedBy: string | null;
  readonly endorsedHash: string | null;
}

/** What the office ordered when it refused in this stage, and nobody else has verified yet. */
export interface UnmendedOrder {
  readonly id: string;
  readonly text: string;
  readonly dueOn: CivilDate;
}

/** What stands now: judged from the records in this very transaction. */
export interface GateState {
  readonly stage: { readonly code: string; readonly earliestOn: CivilDate } | null;
  readonly judgements: readonly Judgement[];
  readonly judgedHash: string;
  readonly open: OpenTransition | null;
  /** Counts of the stage that are confirmed and that the team has not reported yet. */
  readonly unreported: number;
  /** The attempt of a vote whose papers are being counted while the outcome of one before it stands. */
  readonly countingAgain: number | null;
  /** Of the stage, the earliest day first; what was refused before an order came with it has none. */
  readonly unmended: readonly UnmendedOrder[];
}

type Blocked = Refusal<'hard-conditions-open' | 'refusal-not-mended' | 'too-early'>;

function refuseBlocked(state: GateState, today: CivilDate): Blocked | null {
  const open = openHard(state.judgements);
  if (open.length > 0 || state.judgements.length === 0) {
    return refuse('hard-conditions-open', {
      open: open.length,
      codes: open.map((each) => each.condition.code).join(', '),
    });
  }
  const [order] = state.unmended;
  if (order !== undefined)
    return refuse('refusal-not-mended', { order: order.id, owed: beginningOf(order.text), dueOn: order.dueOn });
  if (state.stage !== null && today < state.stage.earliestOn)
    return refuse('too-early', { earliestOn: state.stage.earliestOn });
  return null;
}

/**
 * The unit applies for what it has seen: what it saw must still be so. Whom the office refused has mended it first, and whoever votes again
 * does not pass by the vote before while the papers are being counted.
 */
export function mayApply(
  state: GateState,
  today: CivilDate,
  seenHash: string | null,
):
  | Blocked
  | Refusal<'stage-not-open' | 'transition-open-already' | 'assessment-open-already' | 'transition-stale'>
  | null {
  if (state.stage === null) return refuse('stage-not-open');
  if (state.open !== null) return refuse('transition-open-already');
  const blocked = refuseBlocked(state, today);
  if (blocked !== null) return blocked;
  if (state.countingAgain !== null) return refuse('assessment-open-already', { attempt: state.countingAgain });
  return seenHash !== null && seenHash !== state.judgedHash ? refuse('transition-stale') : null;
}

interface Judge {
  readonly id: string;
  /** A member of the unit that is decided on, or somebody with an office there. */
  readonly isOfTheUnit: boolean;
}

/** The team endorses what was applied for, if nothing flipped since; never the one who applied, nor anybody of the unit. */
export function mayEndorse(
  state: GateState,
  today: CivilDate,
  endorser: Judge,
):
  | Blocked
  | Refusal<
      | 'transition-not-open'
      | 'transition-endorsed-already'
      | 'assessment-not-reported'
      | 'transition-stale'
      | 'somebody-else-must'
      | 'decider-is-of-the-unit'
    >
  | null {
  const { open } = state;
  if (open === null) return refuse('transition-not-open');
  if (open.appliedBy === endorser.id) return refuse('somebody-else-must', { step: 'applied' });
  if (endorser.isOfTheUnit) return refuse('decider-is-of-the-unit');
  if (open.endorsedBy !== null) return refuse('transition-endorsed-already');
  if (state.unreported > 0) return refuse('assessment-not-reported', { count: state.unreported });
  const blocked = refuseBlocked(state, today);
  if (blocked !== null) return blocked;
  return open.appliedHash === state.judgedHash ? null : refuse('transition-stale');
}

/** The team returns it in place of endorsing it: what is endorsed ends by what the office decides. */
export function mayReturn(
  { open }: GateState,
  endorser: Judge,
): Refusal<
  'transition-not-open' | 'somebody-else-must' | 'decider-is-of-the-unit' | 'transition-endorsed-already'
> | null {
  if (open === null) return refuse('transition-not-open');
  if (open.appliedBy === endorser.id) return refuse('somebody-else-must', { step: 'applied' });
  if (endorser.isOfTheUnit) return refuse('decider-is-of-the-unit');
  return open.endorsedBy === null ? null : refuse('transition-endorsed-already');
}

/** The office decides, and nobody of the unit itself; whom it refuses it tells what to mend, and by when. A hard condition has no way round it here or anywhere. */
export function mayDecide(
  state: GateState,
  today: CivilDate,
  decider: Judge,
  decision: {
    readonly outcome: 'passed' | 'refused';
    readonly note?: string | undefined;
    /** By when what is refused is to be mended. */
    readonly mendBy?: CivilDate | undefined;
  },
):
  | Blocked
  | Refusal<
      | 'transition-not-open'
      | 'transition-not-endorsed'
      | 'transition-stale'
      | 'somebody-else-must'
      | 'decider-is-of-the-unit'
      | 'reason-missing'
      | 'mend-by-missing'
    >
  | null {
  const { open } = state;
  if (open === null) return refuse('transition-not-open');
  if (open.endorsedBy === null) return refuse('transition-not-endorsed');
  if (open.appliedBy === decider.id) return refuse('somebody-else-must', { step: 'applied' });
  if (open.endorsedBy === decider.id) return refuse('somebody-else-must', { step: 'endorsed' });
  if (decider.isOfTheUnit) return refuse('decider-is-of-the-unit');
  if (decision.outcome === 'refused') {
    if ((decision.note ?? '').trim() === '') return refuse('reason-missing', {}, 'note');
    return decision.mendBy === undefined ? refuse('mend-by-missing', {}, 'mendBy') : null;
  }
  const blocked = refuseBlocked(state, today);
  if (blocked !== null) return blocked;
  return open.endorsedHash === state.judgedHash ? null : refuse('transition-stale');
}
