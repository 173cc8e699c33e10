import { inSteps, refuse, type Refusal, type Steps } from '../kernel/index.ts';
import {
  codeReader,
  nearestAmong,
  reportOf,
  type ImportFile,
  type ImportReport,
  type ImportWish,
} from '../organisation/index.ts';
import type { KnownBranch, KnownMember, RosterSurroundings, ServedBy } from './known-member.ts';
import { indexMembers, matchMember, twinFinder } from './match-member.ts';
import { readMemberRow, type MemberFaultCode, type MemberKey, type MemberLine, type MemberRow } from './member-rows.ts';
import { adder } from './roster-figures.ts';
import type { ChangedMember, PlannedMember, RosterPlan, RosterSupplies } from './roster-plan.ts';

/** What importing a file beneath a node comes to; with errors it is refused, unless they are to be left out. */
export function* planMembers(
  file: ImportFile<MemberKey, MemberFaultCode>,
  around: RosterSurroundings,
  wish: ImportWish,
  supplies: RosterSupplies,
): Steps<{ report: ImportReport; plan: RosterPlan } | Refusal<'import-has-errors'>> {
  const plan = yield* planLines(file.lines, around, supplies);
  const refused = file.lines.filter((line) => line.isRefused).length;
  if (wish.commit && refused > 0 && !wish.exceptRefused) return refuse('import-has-errors', { refused });
  const updated = plan.joined.length + plan.changed.length;
  return { report: reportOf(file, { created: plan.created.length, updated, committed: wish.commit }), plan };
}

function* planLines(
  lines: readonly MemberLine[],
  around: RosterSurroundings,
  supplies: RosterSupplies,
): Steps<RosterPlan> {
  const index = indexMembers(around.members);
  const categories = codeReader(around.categories);
  const branches = new Map(around.branches.map((branch) => [branch.id, branch]));
  const findBranch = branchFinder(around);
  const findTwin = twinFinder();
  const figures = adder();
  const meant = new Map<KnownMember, MemberRow>();
  const created: PlannedMember[] = [];
  const joined: PlannedMember[] = [];
  const changed: ChangedMember[] = [];
  yield* inSteps(lines, (line) => {
    const row = readMemberRow(line, categories, supplies.today);
    const branch = findBranch(row);
    const known = matchMember(row, branch, index);
    const twin = findTwin(row, branch?.id ?? '') ?? (known === null ? undefined : meant.get(known));
    if (twin !== undefined && twin !== null) line.refuse('name', 'twice-in-file', { row: line.rowOf(twin.line) });
    else if (known !== null) meant.set(known, row);
    const place = placeOf(row, branch, known, branches);
    if (place === null || !mayHaveCategories(row, known)) return;
    const after = memberOf(row, place, known, supplies);
    if (known !== null && known.membership !== null) {
      const change = changeOf(known, after);
      if (change === null) return;
      changed.push(change);
      figures.changed(known, change);
      return;
    }
    (known === null ? created : joined).push(after);
    figures.arrived(after);
  });
  return { created, joined, changed, ...figures.sums() };
}

/** Says which branch a row names; null, with a fault, where it names none that is known. A known person may leave it out. */
function branchFinder({ branches, ownBranch, members }: RosterSurroundings): (row: MemberRow) => KnownBranch | null {
  const byCode = new Map(branches.flatMap((branch) => (branch.code === null ? [] : [[branch.code, branch] as const])));
  const codes = new Set(members.map(({ code }) => code));
  const fit = nearestAmong(byCode.keys());
  return ({ line, branchCode, code }) => {
    if (branchCode === null) {
      if (ownBranch === null && (code === null || !codes.has(code))) line.refuse('branch', 'branch-missing');
      return ownBranch;
    }
    const branch = byCode.get(branchCode);
    if (branch === undefined) line.refuse('branch', 'branch-unknown', {}, fit(branchCode));
    return branch ?? null;
  };
}

type Place = Pick<PlannedMember, 'branchId' | 'unitId' | 'path' | 'partyPath'>;

function placeOf(
  row: MemberRow,
  branch: KnownBranch | null,
  known: KnownMember | null,
  branches: ReadonlyMap<string, KnownBranch>,
): Place | null {
  const { line } = row;
  const before = known?.membership ?? null;
  if (known !== null && !known.may) line.refuse('code', 'beyond-authority');
  else if (before !== null && branch !== null && branch.id !== before.branchId) line.refuse('branch', 'branch-change');
  if (line.isRefused) return null;
  if (before !== null) {
    const unit = row.unitCode === null ? null : unitOf(row, branches.get(before.branchId) ?? null);
    if (unit !== null && unit.id !== before.unitId) line.refuse('unit', 'unit-change');
    return line.isRefused ? null : before;
  }
  const unit = unitOf(row, branch);
  if (unit === null || branch === null) {
    if (!line.isRefused) line.refuse('branch', 'branch-missing');
    return null;
  }
  return { branchId: branch.id, unitId: unit.id, path: unit.path, partyPath: branch.path };
}

/** The unit named, else the branch's host; it lies beneath the node, or the row would put somebody where one may not. */
function unitOf({ line, unitCode }: MemberRow, branch: KnownBranch | null): ServedBy | null {
  const served = branch?.units ?? [];
  const found =
    unitCode === null
      ? served.find(({ isHost }) => isHost)
      : served.find(({ code, creditCode }) => code === unitCode || creditCode === unitCode);
  if (found?.isBeneath === true) return found;
  if (unitCode === null) line.refuse('unit', 'unit-missing');
  else if (found !== undefined) line.refuse('unit', 'unit-not-beneath');
  else line.refuse('unit', 'unit-not-served', {}, nearestAmong(served.map(({ code }) => code ?? ''))(unitCode));
  return null;
}

/** Whoever was of a category when it was retired stays of it. */
function mayHaveCategories({ line, categories }: MemberRow, known: KnownMember | null): boolean {
  const left = categories?.find(({ code, isRetired }) => isRetired && known?.categories.includes(code) !== true);
  if (left !== undefined) line.refuse('categories', 'category-retired', { word: left.title.zh });
  return !line.isRefused;
}

/** An empty cell leaves what is known. */
function memberOf(row: MemberRow, place: Place, known: KnownMember | null, supplies: RosterSupplies): PlannedMember {
  const before = known?.membership ?? null;
  if (known !== null && known.name !== row.name) row.line.warn('name', 'name-change', { before: known.name });
  return {
    personId: known?.personId ?? supplies.newId(),
    code: row.code ?? known?.code ?? null,
    name: row.name,
    bornIn: row.bornIn ?? known?.bornIn ?? null,
    categories: row.categories?.map(({ code }) => code) ?? known?.categories ?? [],
    membershipId: before?.id ?? supplies.newId(),
    branchId: place.branchId,
    unitId: place.unitId,
    path: place.path,
    partyPath: place.partyPath,
    standing: row.standing ?? before?.standing ?? 'full',
    fromOn: row.fromOn ?? before?.fromOn ?? supplies.today,
  };
}

/** Null when the row says nothing new. */
function changeOf({ membership, ...person }: KnownMember, after: PlannedMember): ChangedMember | null {
  const isOther = {
    person:
      person.code !== after.code ||
      person.name !== after.name ||
      person.bornIn !== after.bornIn ||
      person.categories.toSorted().join() !== after.categories.toSorted().join(),
    membership: membership?.standing !== after.standing || membership.fromOn !== after.fromOn,
  };
  return isOther.person || isOther.membership ? { ...after, isOther } : null;
}
