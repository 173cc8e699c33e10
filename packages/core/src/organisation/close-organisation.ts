import { beginningOf, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { judgeChangeable, judgeDay, type ChangeDay, type ChangingOrganisation } from './changing-organisation.ts';

/** What an organisation holds that would be left with nobody to answer for it. */
export interface Held {
  readonly children: readonly string[];
  /** Branches that the unit keeps house for. */
  readonly hostedBranches: readonly string[];
  readonly members: number;
  /** Transfers of members to it or from it that nobody has accepted or declined yet. */
  readonly openTransfers: number;
  readonly openTransitions: number;
  /** Assessments opened and not confirmed. */
  readonly openAssessments: number;
  /** Orders to correct that nobody has verified, in campaigns that run. */
  readonly openOrders: number;
  /** The one of them that is due first. */
  readonly firstOrder: OrderHeld | null;
}

export interface OrderHeld {
  readonly id: string;
  readonly text: string;
  readonly dueOn: CivilDate;
}

export type CloseRefusal = Refusal<
  | 'organisation-is-root'
  | 'organisation-closed'
  | 'day-in-future'
  | 'day-before-present-parent'
  | 'organisation-not-empty'
  | 'organisation-in-procedure'
  | 'orders-not-verified'
>;

/** Names shown in a refusal; the page lists them all. */
const namedAtMost = 5;

/** Ends on a day; whoever and whatever it still holds goes elsewhere first, or with it by a merger. */
export function judgeClosing(organisation: ChangingOrganisation, held: Held, day: ChangeDay): CloseRefusal | null {
  const unfit = judgeChangeable(organisation) ?? judgeDay(organisation, day);
  if (unfit !== null) return unfit;
  const { children, hostedBranches, members } = held;
  if (children.length + hostedBranches.length + members > 0) {
    const named = [...children, ...hostedBranches];
    const names = named.slice(0, namedAtMost).join('、') + (named.length > namedAtMost ? '…' : '');
    return refuse('organisation-not-empty', { organisations: named.length, names, members });
  }
  return judgeProcedures(organisation, held) ?? judgeOrders(held);
}

/** Nobody else answers an order: who has to mend something does not end before it is verified, nor go on as another. */
export function judgeOrders({
  openOrders,
  firstOrder,
}: Pick<Held, 'openOrders' | 'firstOrder'>): Refusal<'orders-not-verified'> | null {
  if (firstOrder === null) return null;
  const { id, text, dueOn } = firstOrder;
  return refuse('orders-not-verified', { orders: openOrders, order: id, owed: beginningOf(text), dueOn });
}

/** What somebody has applied for or begun to count is decided before the ground is taken from under it. Of a merger it may be either. */
export function judgeProcedures(
  { name }: Pick<ChangingOrganisation, 'name'>,
  {
    openTransfers,
    openTransitions,
    openAssessments,
  }: Pick<Held, 'openTransfers' | 'openTransitions' | 'openAssessments'>,
): Refusal<'organisation-in-procedure'> | null {
  return openTransfers + openTransitions + openAssessments === 0
    ? null
    : refuse('organisation-in-procedure', {
        name,
        transfers: openTransfers,
        transitions: openTransitions,
        assessments: openAssessments,
      });
}
