import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { ObligationKind, Standing } from './standing.ts';

export const extensionOutcomes = ['granted', 'refused'] as const;
export type ExtensionOutcome = (typeof extensionOutcomes)[number];

/** Something owed, as far as letting somebody off or giving more time depends on it. */
export interface Relieved {
  readonly kind: ObligationKind;
  readonly standing: Standing;
  readonly dueOn: CivilDate;
  /** Nothing is due after its stage. */
  readonly stageEndsOn: CivilDate;
}

type NotOwed = Refusal<'obligation-not-open' | 'order-stands'>;

/** More time is asked for by whoever owes it, until a day that has not passed and still lies in the stage. */
export function askExtension(
  { hasOpenRequest, ...owed }: Relieved & { readonly hasOpenRequest: boolean },
  { untilOn, reason }: { readonly untilOn: CivilDate; readonly reason: string },
  today: CivilDate,
):
  | { readonly untilOn: CivilDate; readonly reason: string }
  | NotOwed
  | Refusal<'extension-asked-already' | 'extension-not-later' | 'extension-past-stage' | 'reason-missing'> {
  const refused = notOwed(owed);
  if (refused !== null) return refused;
  if (hasOpenRequest) return refuse('extension-asked-already');
  if (reason.trim() === '') return refuse('reason-missing', {}, 'reason');
  return fits(owed, untilOn, today) ?? { untilOn, reason };
}

function fits(
  { dueOn, stageEndsOn }: Relieved,
  untilOn: CivilDate,
  today: CivilDate,
): Refusal<'extension-not-later' | 'extension-past-stage'> | null {
  if (untilOn <= dueOn || untilOn < today) return refuse('extension-not-later', { dueOn }, 'untilOn');
  return untilOn > stageEndsOn ? refuse('extension-past-stage', { stageEndsOn }, 'untilOn') : null;
}

/** Who decides, as far as it matters: nobody decides for the own unit, nor what was asked for oneself. */
export interface Decider {
  readonly personId: string;
  readonly isOfTheUnit: boolean;
}

/** An approver gives the time or does not, once; what no longer fits, since dates moved meanwhile, can only be refused. */
export function decideExtension(
  owed: Relieved,
  request: { readonly untilOn: CivilDate; readonly askedBy: string; readonly outcome: ExtensionOutcome | null },
  decider: Decider,
  { outcome, note }: { readonly outcome: ExtensionOutcome; readonly note: string | null },
  today: CivilDate,
):
  | { readonly outcome: ExtensionOutcome; readonly note: string | null }
  | NotOwed
  | Refusal<
      | 'extension-decided-already'
      | 'somebody-else-must'
      | 'decider-is-of-the-unit'
      | 'extension-not-later'
      | 'extension-past-stage'
      | 'reason-missing'
    > {
  if (request.outcome !== null) return refuse('extension-decided-already');
  if (request.askedBy === decider.personId) return refuse('somebody-else-must');
  if (decider.isOfTheUnit) return refuse('decider-is-of-the-unit');
  const said = note === null || note.trim() === '' ? null : note;
  if (outcome === 'refused') {
    return said === null ? refuse('reason-missing', {}, 'note') : { outcome, note: said };
  }
  return notOwed(owed) ?? fits(owed, request.untilOn, today) ?? { outcome, note: said };
}

/**
 * Lets somebody off, with a reason; it leaves the count of what is asked, and is shown beside. What a hard condition measures is not let
 * off: nothing lifts a hard condition, so that it would be asked all the same.
 */
export function exempt(
  {
    personId,
    evidenceClosed,
    hardMeasures,
    ...owed
  }: Relieved & {
    readonly personId: string | null;
    /** A transition is applied for: what it judges must not move. */
    readonly evidenceClosed: boolean;
    /** Measures of the hard conditions of its stage that hold for the unit; of deliverables those about this one. */
    readonly hardMeasures: readonly string[];
  },
  grantor: Decider,
  reason: string,
):
  | { readonly reason: string }
  | NotOwed
  | Refusal<
      | 'evidence-window-closed'
      | 'hard-condition-asks-it'
      | 'somebody-else-must'
      | 'decider-is-of-the-unit'
      | 'reason-missing'
    > {
  const refused = notOwed(owed);
  if (refused !== null) return refused;
  if (evidenceClosed) return refuse('evidence-window-closed');
  if (hardMeasures.some((measure) => measuredBy[owed.kind].includes(measure))) return refuse('hard-condition-asks-it');
  if (personId === grantor.personId) return refuse('somebody-else-must');
  if (grantor.isOfTheUnit) return refuse('decider-is-of-the-unit');
  return reason.trim() === '' ? refuse('reason-missing', {}, 'reason') : { reason };
}

const measuredBy: Readonly<Record<ObligationKind, readonly string[]>> = {
  deliverable: ['deliverable.accepted'],
  'make-up': ['study.made-up'],
  lecture: ['study.sessions-held', 'study.lectures-given'],
  reading: ['study.readings'],
  note: ['study.notes'],
  order: ['supervision.orders-closed'],
  report: [],
  'self-check': ['supervision.self-check'],
};

/** An order is its giver's: it is answered and verified, and nobody else lets off from it or puts it off. */
function notOwed({ kind, standing }: Relieved): NotOwed | null {
  if (kind === 'order') return refuse('order-stands');
  return standing === 'open' || standing === 'overdue' ? null : refuse('obligation-not-open');
}
