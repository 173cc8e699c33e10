import { refuse, refuseFar, type CivilDate, type Refusal } from '../kernel/index.ts';

/** An answer to an order, and what was said of it; null while nobody has. */
export interface OrderAnswer {
  readonly version: number;
  readonly answeredBy: string;
  readonly outcome: OrderOutcome | null;
}

export const orderOutcomes = ['verified', 'returned'] as const;
export type OrderOutcome = (typeof orderOutcomes)[number];

/** Where an order stands, by its last answer. */
export type OrderState = 'open' | 'answered' | 'returned' | 'verified';

export function orderState(last: Pick<OrderAnswer, 'outcome'> | null): OrderState {
  if (last === null) return 'open';
  return last.outcome ?? 'answered';
}

/** The unit has still to answer, and the day has passed. */
export function isOrderOverdue(state: OrderState, dueOn: CivilDate, today: CivilDate): boolean {
  return (state === 'open' || state === 'returned') && today > dueOn;
}

export interface FindingState {
  /** The open stage of the unit. */
  readonly stageCode: string | null;
  /** Codes of the playbook's list of findings; null where it has none. */
  readonly codes: readonly string[] | null;
  /** Who finds belongs to the unit, or holds office there. */
  readonly isOfTheUnit: boolean;
}

/** What the team found, in the stage that is open; a code is one of the playbook's. */
export function recordFinding(
  { stageCode, codes, isOfTheUnit }: FindingState,
  code: string | null,
): { readonly stageCode: string } | Refusal<'recused-oneself' | 'stage-not-open' | 'finding-code-unknown'> {
  if (isOfTheUnit) return refuse('recused-oneself');
  if (stageCode === null) return refuse('stage-not-open');
  if (code !== null && codes?.includes(code) !== true) return refuse('finding-code-unknown', { code }, 'code');
  return { stageCode };
}

const furthestOrderDays = 366;

/** Something to be put right, from today on and within a year. */
export function issueOrder(
  { isOfTheUnit }: Pick<FindingState, 'isOfTheUnit'>,
  dueOn: CivilDate,
  today: CivilDate,
): null | Refusal<'recused-oneself' | 'order-due-before-today' | 'day-too-far'> {
  if (isOfTheUnit) return refuse('recused-oneself');
  if (dueOn < today) return refuse('order-due-before-today', { today }, 'dueOn');
  return refuseFar(dueOn, today, furthestOrderDays, 'dueOn');
}

export interface OrderProgress {
  /** A transition is applied for: what it judges must not move. */
  readonly evidenceClosed: boolean;
  readonly last: OrderAnswer | null;
}

type NotNow = Refusal<'evidence-window-closed'>;

/** The next version of the unit's answer, until one is verified; earlier ones stay. */
export function answerOrder(
  state: OrderProgress,
): { readonly version: number } | NotNow | Refusal<'order-verified-already'> {
  const closed = notNow(state);
  if (closed !== null) return closed;
  if (state.last?.outcome === 'verified') return refuse('order-verified-already');
  return { version: (state.last?.version ?? 0) + 1 };
}

export interface Verifying extends OrderProgress {
  /** The answer that is being looked at. */
  readonly answer: OrderAnswer;
  readonly isOfTheUnit: boolean;
}

/** Verified or sent back by somebody else: neither who answered nor anybody of the unit; the last answer alone, and once. */
export function verifyOrder(
  state: Verifying,
  verifierId: string,
  { outcome, note }: { readonly outcome: OrderOutcome; readonly note: string | null },
):
  | { readonly outcome: OrderOutcome; readonly note: string | null }
  | NotNow
  | Refusal<
      | 'order-answer-superseded'
      | 'order-answer-judged-already'
      | 'order-answered-by-oneself'
      | 'recused-oneself'
      | 'reason-missing'
    > {
  const closed = notNow(state);
  if (closed !== null) return closed;
  if (state.answer.version !== state.last?.version) return refuse('order-answer-superseded');
  if (state.answer.outcome !== null) return refuse('order-answer-judged-already');
  if (state.answer.answeredBy === verifierId) return refuse('order-answered-by-oneself');
  if (state.isOfTheUnit) return refuse('recused-oneself');
  if (outcome === 'returned' && (note ?? '').trim() === '') return refuse('reason-missing', {}, 'note');
  return { outcome, note };
}

function notNow({ evidenceClosed }: OrderProgress): NotNow | null {
  return evidenceClosed ? refuse('evidence-window-closed') : null;
}
