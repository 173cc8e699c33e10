import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';

/** A unit that has still to vote again, or to have something verified, and who of it would have to. */
export interface Unsettled {
  readonly unitId: string;
  readonly name: string;
  /** Its last vote fails in the stage that it is in. */
  readonly voteFails: boolean;
  /** Orders to correct that nobody has verified, and by when the first is due. */
  readonly orders: number;
  readonly dueOn: CivilDate | null;
  /** Without applicants. */
  readonly members: number;
  /** The person, where there is one member only. */
  readonly onlyMember: string | null;
}

export type LastMemberRefusal = Refusal<'last-member-vote-failed' | 'last-member-orders-open'>;

/** Where nobody is left, nobody votes again and nobody answers: the last one is not transferred away before it is settled. */
export function judgeLastMember(
  unsettled: Unsettled | null,
  personId: string,
  toUnitId: string,
): LastMemberRefusal | null {
  if (unsettled === null || unsettled.onlyMember !== personId || unsettled.unitId === toUnitId) return null;
  return lastStays(unsettled);
}

export function lastStays({ name: unit, voteFails, orders, dueOn }: Unsettled): LastMemberRefusal {
  return voteFails
    ? refuse('last-member-vote-failed', { unit })
    : refuse('last-member-orders-open', { unit, orders, dueOn: dueOn ?? '' });
}
