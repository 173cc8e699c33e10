import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';

export const forms = ['text', 'file', 'either'] as const;
export type Form = (typeof forms)[number];

export const outcomes = ['accepted', 'returned'] as const;
export type Outcome = (typeof outcomes)[number];

/** One version that was handed in, and what was said of it; null while nobody has checked it. */
export interface Version {
  readonly number: number;
  readonly submittedBy: string;
  readonly outcome: Outcome | null;
}

/** Where a deliverable stands, by its last version. Handed in late and never handed in are two things. */
export type DeliverableState = 'open' | 'waiting' | 'returned' | 'accepted';

export function stateOf(last: Pick<Version, 'outcome'> | null): DeliverableState {
  if (last === null) return 'open';
  return last.outcome ?? 'waiting';
}

/** Something is still to be handed in, and its day has passed. */
export function isOverdue(state: DeliverableState, dueOn: CivilDate, today: CivilDate): boolean {
  return (state === 'open' || state === 'returned') && today > dueOn;
}

export interface OwedState {
  readonly form: Form;
  /** The unit takes part; what it still owes of a stage that is closed can be handed in all the same. */
  readonly takesPart: boolean;
  /** A transition is applied for: what it judges must not move. */
  readonly evidenceClosed: boolean;
  /** The last one that was handed in. */
  readonly last: Version | null;
}

export interface HandedIn {
  readonly text: string | null;
  readonly hasFile: boolean;
}

type NotNow = Refusal<'stage-not-open' | 'evidence-window-closed'>;

/** Hands in the next version, as often as it takes until one is accepted; earlier versions stay. */
export function submitDeliverable(
  state: OwedState,
  handed: HandedIn,
):
  | { readonly version: number; readonly text: string | null }
  | NotNow
  | Refusal<
      'deliverable-accepted-already' | 'deliverable-empty' | 'deliverable-needs-file' | 'deliverable-needs-text'
    > {
  const closed = notNow(state);
  if (closed !== null) return closed;
  if (state.last?.outcome === 'accepted') return refuse('deliverable-accepted-already');
  const text = handed.text === null || handed.text.trim() === '' ? null : handed.text;
  if (state.form === 'file' && !handed.hasFile) return refuse('deliverable-needs-file', {}, 'file');
  if (state.form === 'text' && text === null) return refuse('deliverable-needs-text', {}, 'text');
  if (text === null && !handed.hasFile) return refuse('deliverable-empty', {}, 'text');
  return { version: (state.last?.number ?? 0) + 1, text };
}

export interface CheckState extends OwedState {
  /** The version that is being looked at. */
  readonly version: Version;
  /** The checker belongs to the unit that owes it, or holds office there. */
  readonly isOfTheUnit: boolean;
}

/** Closing is somebody else's act: neither who handed it in nor anybody of the unit. Only the last version is checked, and once. */
export function checkDeliverable(
  state: CheckState,
  checkerId: string,
  { outcome, note }: { readonly outcome: Outcome; readonly note: string | null },
):
  | { readonly outcome: Outcome; readonly note: string | null }
  | NotNow
  | Refusal<
      | 'deliverable-superseded'
      | 'deliverable-checked-already'
      | 'checker-handed-it-in'
      | 'checker-is-of-the-unit'
      | 'reason-missing'
    > {
  const closed = notNow(state);
  if (closed !== null) return closed;
  if (state.version.outcome !== null) return refuse('deliverable-checked-already');
  if (state.last?.number !== state.version.number) return refuse('deliverable-superseded');
  if (state.version.submittedBy === checkerId) return refuse('checker-handed-it-in');
  if (state.isOfTheUnit) return refuse('checker-is-of-the-unit');
  const said = note === null || note.trim() === '' ? null : note;
  if (outcome === 'returned' && said === null) return refuse('reason-missing', {}, 'note');
  return { outcome, note: said };
}

function notNow({ takesPart, evidenceClosed }: OwedState): NotNow | null {
  if (!takesPart) return refuse('stage-not-open');
  return evidenceClosed ? refuse('evidence-window-closed') : null;
}
