import { refuse, type Refusal } from '../kernel/index.ts';

export const checkAnswers = ['in-order', 'lacking'] as const;
export type CheckAnswer = (typeof checkAnswers)[number];

/** What was said of one item of the standard. */
export interface CheckedItem {
  readonly code: string;
  readonly answer: CheckAnswer;
  readonly note: string | null;
}

export interface SelfCheckState {
  /** The open stage of the unit. */
  readonly stageCode: string | null;
  /** Codes of the playbook's standard; null where it has none. */
  readonly standard: readonly string[] | null;
  /** A transition is applied for: what it judges must not move. */
  readonly evidenceClosed: boolean;
}

type Incomplete = Refusal<'self-check-incomplete' | 'reason-missing'>;
type NotNow = Refusal<'stage-not-open' | 'self-check-not-asked' | 'evidence-window-closed'>;

/** The unit goes through the standard item by item, as often as it likes while the stage is open; earlier ones stay. */
export function checkOneself(
  { stageCode, standard, evidenceClosed }: SelfCheckState,
  items: readonly CheckedItem[],
): { readonly stageCode: string } | NotNow | Incomplete {
  if (stageCode === null) return refuse('stage-not-open');
  if (standard === null) return refuse('self-check-not-asked');
  if (evidenceClosed) return refuse('evidence-window-closed');
  return incomplete(standard, items) ?? { stageCode };
}

export interface CheckingAgain extends Pick<SelfCheckState, 'evidenceClosed'> {
  /** What the unit said, item by item. */
  readonly said: readonly CheckedItem[];
  readonly checkedBy: string;
  readonly isLast: boolean;
  readonly isReviewed: boolean;
  readonly isOfTheUnit: boolean;
}

/** Somebody else goes through the same items, once, after the unit has: neither who checked nor anybody of the unit. */
export function checkAgain(
  { evidenceClosed, said, checkedBy, isLast, isReviewed, isOfTheUnit }: CheckingAgain,
  reviewerId: string,
  items: readonly CheckedItem[],
):
  | null
  | Incomplete
  | Refusal<
      | 'evidence-window-closed'
      | 'self-check-superseded'
      | 'self-check-reviewed-already'
      | 'self-checked-by-oneself'
      | 'recused-oneself'
    > {
  if (evidenceClosed) return refuse('evidence-window-closed');
  if (!isLast) return refuse('self-check-superseded');
  if (isReviewed) return refuse('self-check-reviewed-already');
  if (checkedBy === reviewerId) return refuse('self-checked-by-oneself');
  if (isOfTheUnit) return refuse('recused-oneself');
  return incomplete(
    said.map(({ code }) => code),
    items,
  );
}

/** Every item once and no other; of what is lacking, what. */
function incomplete(standard: readonly string[], items: readonly CheckedItem[]): Incomplete | null {
  const answered = new Set(items.map(({ code }) => code));
  const missing = standard.filter((code) => !answered.has(code)).length;
  if (missing > 0 || answered.size !== items.length || items.length !== standard.length) {
    return refuse('self-check-incomplete', { missing }, 'items');
  }
  const silent = items.find(({ answer, note }) => answer === 'lacking' && (note ?? '').trim() === '');
  return silent === undefined ? null : refuse('reason-missing', {}, 'items');
}
