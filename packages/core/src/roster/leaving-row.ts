import type { KnownMember } from './known-member.ts';
import type { Unsettled } from './last-member.ts';
import type { MemberRow } from './member-rows.ts';
import type { PlannedMember, PlannedTransfer } from './roster-plan.ts';

/** A row that would be taken: whom it means, where it moves them and how it leaves them. */
export interface TakenRow {
  readonly row: MemberRow;
  readonly known: KnownMember | null;
  readonly transfer: PlannedTransfer | null;
  readonly after: PlannedMember;
}

/** At the first who leaves; a hundred rows need not say it a hundred times. */
export function warnOfFailedVotes(leaving: readonly TakenRow[], unsettled: ReadonlyMap<string, Unsettled>): void {
  const warned = new Set<string>();
  for (const each of leaving) {
    const unit = unsettled.get(leftBy(each) ?? '');
    if (unit?.voteFails !== true || warned.has(unit.unitId) || each.row.line.isRefused) continue;
    warned.add(unit.unitId);
    each.row.line.warn(cellOfPlace(each), 'leaves-failed-vote', { unit: unit.name });
  }
}

/** The unit that a member, and no applicant, is transferred away from. */
export function leftBy({ transfer }: TakenRow): string | null {
  return transfer === null || transfer.from.unitId === transfer.to.unitId ? null : unitOf(transfer.from);
}

/** Where somebody counts; an applicant nowhere. */
export function unitOf(membership: Pick<PlannedMember, 'unitId' | 'standing'> | null): string | null {
  return membership === null || membership.standing === 'applicant' ? null : membership.unitId;
}

/** The cell that says where to. */
export function cellOfPlace({ transfer }: TakenRow): 'branch' | 'unit' {
  return transfer?.from.branchId === transfer?.to.branchId ? 'unit' : 'branch';
}
