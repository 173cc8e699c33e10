import { ownJoining, type JoiningRule } from '../campaign/index.ts';
import { inSteps, refuse, type CivilDate, type Refusal, type Steps } from '../kernel/index.ts';
import { codeReader, reportOf, type ImportFile, type ImportReport, type ImportWish } from '../organisation/index.ts';
import { tooYoungToJoin, youngestBy } from './joining-age.ts';
import { daysOf } from './joining-day.ts';
import { keepLastMembers } from './keep-last-member.ts';
import type { KnownBranch, KnownMember, RosterSurroundings } from './known-member.ts';
import type { TakenRow } from './leaving-row.ts';
import { exactFinder, indexMembers, matchMember, twinFinder } from './match-member.ts';
import { endReasonWords } from './membership-end.ts';
import { readMemberRow, type MemberFaultCode, type MemberKey, type MemberLine, type MemberRow } from './member-rows.ts';
import { namesakeWarner } from './namesakes.ts';
import { branchFinder, placeOf, transferOf, type PlaceOfMember } from './place-member.ts';
import { adder } from './roster-figures.ts';
import type { ChangedMember, PlannedMember, PlannedTransfer, RosterPlan, RosterSupplies } from './roster-plan.ts';

/** Whoever is known is looked over, and then each row is held against them. */
export function stepsToPlanMembers(
  { lines }: ImportFile<MemberKey, MemberFaultCode>,
  { members }: RosterSurroundings,
): number {
  return members.length + lines.length;
}

/** What importing a file beneath a node comes to; with errors it is refused, unless they are to be left out. */
export function* planMembers(
  file: ImportFile<MemberKey, MemberFaultCode>,
  around: RosterSurroundings,
  wish: ImportWish,
  supplies: RosterSupplies,
): Steps<{ report: ImportReport; plan: RosterPlan } | Refusal<'import-has-errors' | 'organisation-closed'>> {
  if (around.base.isClosed) return refuse('organisation-closed', { name: around.base.name });
  const plan = yield* planLines(file.lines, around, supplies);
  const refused = file.lines.filter((line) => line.isRefused).length;
  if (wish.commit && refused > 0 && !wish.exceptRefused) return refuse('import-has-errors', { refused });
  const moved = new Set(plan.transfers.map(({ personId }) => personId));
  const stayed = plan.changed.filter(({ personId }) => !moved.has(personId));
  const done = {
    created: plan.created.length,
    updated: plan.joined.length + stayed.length,
    transferred: moved.size,
    committed: wish.commit,
  };
  return { report: reportOf(file, done), plan };
}

function* planLines(
  lines: readonly MemberLine[],
  around: RosterSurroundings,
  supplies: RosterSupplies,
): Steps<RosterPlan> {
  const before = around.members.length;
  yield 0;
  const index = indexMembers(around.members);
  yield Math.floor(before / 3);
  const findExact = exactFinder(around);
  yield Math.floor((before * 2) / 3);
  const warnOfNamesakes = namesakeWarner(around);
  const categories = codeReader(around.categories);
  const branches = new Map(around.branches.map((branch) => [branch.id, branch]));
  const findBranch = branchFinder(around);
  const findTwin = twinFinder();
  const meant = new Map<KnownMember, MemberRow>();
  const taken: TakenRow[] = [];
  const judge = (line: MemberLine): void => {
    const row = readMemberRow(line, categories, supplies.today);
    const branch = findBranch(row);
    const exact = findExact(row, branch);
    const known = exact ?? matchMember(row, branch, index);
    const isSure = exact !== null || (row.code !== null && known?.code === row.code);
    const twin = findTwin(row, branch?.id ?? '', isSure) ?? (known === null ? undefined : meant.get(known));
    if (twin !== undefined && twin !== null) sayTwin(row, twin);
    else if (known !== null) meant.set(known, row);
    if (row.code !== null && known?.code !== row.code && around.heldElsewhere.has(row.code))
      line.refuse('code', 'code-taken');
    const place = placeOf(row, branch, known, branches, around.closed);
    const joining = joiningAt(place, branch, branches);
    mayBeListed(row, known, joining, supplies.today);
    mayComeBack(row, known);
    mayHaveCategories(row, known);
    const transfer = known === null || place === null ? null : transferOf(row, known, place, supplies);
    if (line.isRefused || place === null) {
      mayHaveJoined(row, known, branch, joining, supplies.today);
      return;
    }
    if (known === null) warnOfNamesakes(row, branch);
    sayTaken(row, known, around);
    sayOdd(row, known, supplies.today);
    const present = known === null || transfer === null ? known : transferred(known, transfer);
    const after = memberOf(row, place, present, supplies);
    mayJoin(row, after, present, joining);
    if (!line.isRefused) taken.push({ row, known, transfer, after });
  };
  yield* inSteps(lines, judge, before);
  keepLastMembers(taken, around.unsettled);
  return planOf(taken.filter(({ row }) => !row.line.isRefused));
}

function planOf(taken: readonly TakenRow[]): RosterPlan {
  const figures = adder();
  const created: PlannedMember[] = [];
  const joined: PlannedMember[] = [];
  const transfers: PlannedTransfer[] = [];
  const changed: ChangedMember[] = [];
  for (const { known, transfer, after } of taken) {
    if (transfer !== null) transfers.push(transfer);
    const present = known === null || transfer === null ? known : transferred(known, transfer);
    if (present === null || present.membership === null) {
      (known === null ? created : joined).push(after);
      figures.arrived(after);
      continue;
    }
    const change = changeOf(present, after);
    if (change === null) continue;
    changed.push(change);
    figures.changed(present, change);
  }
  return { created, joined, transfers, changed, ...figures.sums() };
}

/** The same code for somebody else is a slip of the code; whoever would follow "keep one" would lose a person. */
function sayTwin({ line, code, name }: MemberRow, twin: MemberRow): void {
  const row = line.rowOf(twin.line);
  if (code !== null && code === twin.code && name !== twin.name) line.refuse('code', 'code-of-another-row', { row });
  else line.refuse('name', 'twice-in-file', { row });
}

/** An old list does not bring back whoever died, left or was expelled: that is done by name, on the person's page. */
function mayComeBack({ line, code }: MemberRow, known: KnownMember | null): void {
  if (known === null || !known.may || known.membership !== null || known.ended === null) return;
  const { reason, on } = known.ended;
  line.refuse(code === null || code !== known.code ? 'name' : 'code', 'membership-ended', {
    on,
    ...endReasonWords[reason],
  });
}

/** Where a row puts somebody; of whom it puts nowhere, the main unit of the branch that it names. */
function joiningAt(
  place: PlaceOfMember | null,
  branch: KnownBranch | null,
  branches: ReadonlyMap<string, KnownBranch>,
): JoiningRule {
  const units = (place === null ? branch : branches.get(place.branchId))?.units ?? [];
  const unit = units.find(({ id, isHost }) => (place === null ? isHost : id === place.unitId));
  return unit?.joining ?? ownJoining;
}

function mayBeListed(
  { line, bornIn }: MemberRow,
  known: KnownMember | null,
  rule: JoiningRule,
  today: CivilDate,
): void {
  if (bornIn === null || line.isFaulty('bornIn') || !isNewYear(bornIn, known)) return;
  const age = Number(today.slice(0, 4)) - bornIn;
  const youngest = youngestBy(rule);
  if (age < youngest) line.refuse('bornIn', 'too-young', { age, youngest });
}

/** Of a member whom the roster has with that year already it is none. */
function isNewYear(bornIn: number, known: KnownMember | null): boolean {
  return known === null || known.membership === null || known.bornIn !== bornIn;
}

/** Asked where the row says either; what the roster has already, and says the same again, is not asked about. */
function mayJoin(
  { line, fromOn, bornIn }: MemberRow,
  after: PlannedMember,
  known: KnownMember | null,
  rule: JoiningRule,
): void {
  const isSaid = fromOn !== null || (bornIn !== null && isNewYear(bornIn, known));
  const young = isSaid && (known === null || changeOf(known, after) !== null) ? tooYoungToJoin(after, rule) : null;
  if (young !== null)
    line.refuse(fromOn === null ? 'bornIn' : 'fromOn', 'joined-too-young', { ...young, on: after.joinedOn });
}

/** What a refused row says of the joining, as far as the cells that say it stand: it is mended in one go with the rest. */
function mayHaveJoined(
  row: MemberRow,
  known: KnownMember | null,
  branch: KnownBranch | null,
  rule: JoiningRule,
  today: CivilDate,
): void {
  const { line, fromOn } = row;
  if (line.isFaulty('fromOn') || line.isFaulty('transferredOn') || (known !== null && known.ended !== null)) return;
  const before = known?.membership ?? null;
  const bornIn = line.isFaulty('bornIn') ? null : (row.bornIn ?? known?.bornIn ?? null);
  const { joinedOn } = daysOf(row, known, today);
  const isSaid = before === null ? fromOn !== null : joinedOn !== before.joinedOn || bornIn !== known?.bornIn;
  if (!isSaid || (before === null && branch === null)) return;
  // Of a standing that cannot be read, the one that allows the most.
  const standing = line.isFaulty('standing') ? 'applicant' : (row.standing ?? before?.standing ?? 'full');
  const young = tooYoungToJoin({ bornIn, joinedOn, standing }, rule);
  if (young !== null)
    line.refuse(fromOn === null ? 'bornIn' : 'fromOn', 'joined-too-young', { ...young, on: joinedOn });
}

/** Whoever was of a category when it was retired stays of it. */
function mayHaveCategories({ line, categories }: MemberRow, known: KnownMember | null): void {
  const left = categories?.find(({ code, isRetired }) => isRetired && known?.categories.includes(code) !== true);
  if (left !== undefined) line.refuse('categories', 'category-retired', { word: left.title.zh });
}

/** What somebody is no longer of, once the row is taken, is said before it is. */
function sayTaken({ line, categories }: MemberRow, known: KnownMember | null, around: RosterSurroundings): void {
  if (categories === null || known === null) return;
  const kept = new Set(categories.map(({ code }) => code));
  const taken = known.categories.filter((code) => !kept.has(code));
  const titles = taken.map((each) => around.categories.find(({ code }) => code === each)?.title.zh ?? each);
  if (taken.length > 0) line.warn('categories', 'taken-away', { before: titles.join('、') });
}

/** Who is older may be on a roster, and is asked about. */
const oldest = 100;

/** What may be so and hardly is; of what the roster has already nothing is asked again. */
function sayOdd({ line, name, bornIn }: MemberRow, known: KnownMember | null, today: CivilDate): void {
  const sign = /[^\p{L}\p{M}\p{N} ·•・．.'’\-—()（）[\]【】〇○□、,_/]/u.exec(name)?.[0];
  if (sign !== undefined && name !== known?.name) line.warn('name', 'name-odd', { sign });
  const age = bornIn === null ? 0 : Number(today.slice(0, 4)) - bornIn;
  if (age > oldest && bornIn !== known?.bornIn) line.warn('bornIn', 'very-old', { age });
}

/** Somebody as they are known once the transfer is done: there from that day on, and joined when they had. */
function transferred(
  known: KnownMember,
  { on, from, to: { membershipId: id, ...place } }: PlannedTransfer,
): KnownMember {
  return { ...known, membership: { ...from, ...place, id, fromOn: on }, lastEndedOn: on };
}

/** An empty cell leaves what is known. */
function memberOf(
  row: MemberRow,
  place: PlaceOfMember,
  known: KnownMember | null,
  supplies: RosterSupplies,
): PlannedMember {
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
    ...daysOf(row, known, supplies.today),
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
    membership:
      membership?.standing !== after.standing ||
      membership.fromOn !== after.fromOn ||
      membership.joinedOn !== after.joinedOn,
  };
  return isOther.person || isOther.membership ? { ...after, isOther } : null;
}
