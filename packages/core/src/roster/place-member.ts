import { isRefusal } from '../kernel/index.ts';
import { codesShare, nearestAmong } from '../organisation/index.ts';
import type { KnownBranch, KnownMember, RosterSurroundings, ServedBy } from './known-member.ts';
import type { MemberRow } from './member-rows.ts';
import type { PlannedMember, PlannedTransfer, RosterSupplies } from './roster-plan.ts';
import { proposeTransfer } from './transfer.ts';

/** Says which branch a row names; null, with a fault, where it names none that is known. A known person may leave it out. */
export function branchFinder({
  branches,
  ownBranch,
  members,
  closed,
}: RosterSurroundings): (row: MemberRow) => KnownBranch | null {
  const byCode = new Map(branches.flatMap((branch) => (branch.code === null ? [] : [[branch.code, branch] as const])));
  const codes = new Set(members.map(({ code }) => code));
  const fit = nearestAmong(byCode.keys(), codesShare);
  const served = new Set(branches.flatMap(({ units }) => units.flatMap(({ code, creditCode }) => [code, creditCode])));
  // Of whichever branch the row turns out to mean, it is no unit.
  const sayUnit = ({ line, unitCode }: MemberRow): void => {
    if (unitCode === null || served.has(unitCode)) return;
    const name = closed.get(unitCode);
    if (name === undefined) line.refuse('unit', 'unit-not-served');
    else line.refuse('unit', 'closed', { name });
  };
  return (row) => {
    const { line, branchCode, code } = row;
    if (branchCode === null) {
      if (ownBranch === null && (code === null || !codes.has(code))) {
        line.refuse('branch', 'branch-missing');
        sayUnit(row);
      }
      return ownBranch;
    }
    const branch = byCode.get(branchCode);
    const name = closed.get(branchCode);
    if (branch === undefined && name !== undefined) line.refuse('branch', 'closed', { name });
    else if (branch === undefined) line.refuse('branch', 'branch-unknown', {}, fit(branchCode));
    if (branch === undefined) sayUnit(row);
    return branch ?? null;
  };
}

export type PlaceOfMember = Pick<PlannedMember, 'branchId' | 'unitId' | 'path' | 'partyPath'>;

/** Where a row puts somebody; what it does not say stays as it is. Null, with a fault, where it cannot. */
export function placeOf(
  row: MemberRow,
  branch: KnownBranch | null,
  known: KnownMember | null,
  branches: ReadonlyMap<string, KnownBranch>,
  closed: RosterSurroundings['closed'],
): PlaceOfMember | null {
  const { line } = row;
  const before = known?.membership ?? null;
  const stays = before !== null && (branch === null || branch.id === before.branchId);
  if (known !== null && !known.may) {
    if (before === null || stays) line.refuse('code', 'beyond-authority');
    else line.refuse('branch', 'branch-change');
    return null;
  }
  if (line.isFaulty('branch') || line.isFaulty('unit')) return null;
  if (stays && row.unitCode === null) return before;
  const into = stays ? (branches.get(before.branchId) ?? null) : branch;
  const unit = unitOf(row, into, closed);
  if (unit === null || into === null) {
    if (!line.isFaulty('unit')) line.refuse('branch', 'branch-missing');
    return null;
  }
  return { branchId: into.id, unitId: unit.id, path: unit.path, partyPath: into.path };
}

/** The transfer that a row means, by the rules of every transfer; null where nobody moves, or with a fault where nobody may. */
export function transferOf(
  { line, transferredOn }: MemberRow,
  { personId, membership, hasOpenTransfer }: KnownMember,
  place: PlaceOfMember,
  supplies: RosterSupplies,
): PlannedTransfer | null {
  const changesBranch = place.branchId !== membership?.branchId;
  if (membership === null || (!changesBranch && place.unitId === membership.unitId)) return null;
  const key = changesBranch ? 'branch' : 'unit';
  // Whoever imports manages the roster where the row puts somebody; that of the other end was judged with the place.
  const state = { membership, hasOpenTransfer, destination: place, mayReceive: true };
  const decided = proposeTransfer(state, transferredOn, supplies.today);
  if (isRefusal(decided)) {
    const { refused, params } = decided;
    if (refused === 'day-too-early')
      line.refuse('transferredOn', 'transfer-too-early', { since: params['earliest'] ?? '' });
    else if (refused !== 'day-in-future') line.refuse(key, 'transfer-open');
    return null;
  }
  const on = decided.done ? decided.on : supplies.today;
  if (!line.isRefused) line.warn(key, 'is-transferred', { on });
  return {
    transferId: supplies.newId(),
    personId,
    on,
    from: membership,
    to: { ...place, membershipId: supplies.newId() },
  };
}

/** The unit named, else the branch's host; it lies beneath the node, or the row would put somebody where one may not. */
function unitOf(
  { line, unitCode }: MemberRow,
  branch: KnownBranch | null,
  closed: RosterSurroundings['closed'],
): ServedBy | null {
  const served = branch?.units ?? [];
  const found =
    unitCode === null
      ? served.find(({ isHost }) => isHost)
      : served.find(({ code, creditCode }) => code === unitCode || creditCode === unitCode);
  if (found?.isBeneath === true) return found;
  if (unitCode === null) line.refuse('unit', 'unit-missing');
  else if (found !== undefined) line.refuse('unit', 'unit-not-beneath');
  else if (closed.has(unitCode)) line.refuse('unit', 'closed', { name: closed.get(unitCode) ?? '' });
  else
    line.refuse(
      'unit',
      'unit-not-served',
      {},
      nearestAmong(
        served.map(({ code }) => code ?? ''),
        codesShare,
      )(unitCode),
    );
  return null;
}
