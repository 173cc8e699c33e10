import type { CivilDate } from '../kernel/index.ts';
import type { KnownBranch, KnownMember, RosterSurroundings } from './known-member.ts';
import type { MemberRow } from './member-rows.ts';
import type { Standing } from './member-words.ts';

export interface MemberIndex {
  readonly byCode: ReadonlyMap<string, KnownMember>;
  readonly byName: ReadonlyMap<string, readonly KnownMember[]>;
  /** Whoever was appointed by name and never belonged anywhere. */
  readonly appointed: ReadonlyMap<string, readonly KnownMember[]>;
}

export function indexMembers(members: readonly KnownMember[]): MemberIndex {
  return {
    byCode: new Map(members.flatMap((member) => (member.code === null ? [] : [[member.code, member] as const]))),
    byName: Map.groupBy(members, ({ name, membership, ended }) => nameKey((membership ?? ended)?.branchId ?? '', name)),
    appointed: Map.groupBy(
      members.filter(({ appointedAt }) => appointedAt.length > 0),
      ({ name }) => name,
    ),
  };
}

function nameKey(branchId: string, name: string): string {
  return `${branchId} ${name}`;
}

/**
 * The person a row means: by code; else by name and year of birth within the branch where exactly one fits, with a warning.
 * Never guessed: where a year is missing on either side, or several fit, the row is refused. Null for somebody new.
 */
export function matchMember(row: MemberRow, branch: KnownBranch | null, index: MemberIndex): KnownMember | null {
  const byCode = row.code === null ? undefined : index.byCode.get(row.code);
  if (byCode !== undefined || branch === null) return byCode ?? null;
  const byName = matchByName(row, branch, index);
  // Who is meant by a code, a name or a year that cannot be read is not asked; what else is wrong with the row changes nothing of it.
  const isInDoubt = (['code', 'name', 'bornIn', 'samePerson'] as const).some((key) => row.line.isFaulty(key));
  return byName ?? (isInDoubt ? null : matchAppointed(row, branch, index));
}

function matchByName(row: MemberRow, branch: KnownBranch, index: MemberIndex): KnownMember | null {
  const namesakes = index.byName.get(nameKey(branch.id, row.name)) ?? [];
  const possible = namesakes.filter(({ code }) => row.code === null || code === null);
  const sameYear = possible.filter(({ bornIn }) => bornIn === row.bornIn);
  const [only] = sameYear;
  const isCertain = sameYear.length === 1 && (row.bornIn !== null || possible.length === 1);
  if (only !== undefined && isCertain) {
    row.line.warn('name', 'matched-by-name', { code: only.code ?? '' });
    return only;
  }
  const unclear = possible.filter(({ bornIn }) => bornIn === null || row.bornIn === null || bornIn === row.bornIn);
  if (unclear.length > 1) row.line.refuse('name', 'several-fit', { count: unclear.length });
  else if (unclear.length === 1) row.line.refuse('bornIn', 'perhaps-known', { code: unclear[0]?.code ?? '' });
  return null;
}

/**
 * Finds whom a row without a code means by saying of them exactly what an export says: of several of whom the same is said, each row
 * means another. Nothing changes by it, so nobody has to be told apart.
 */
export function exactFinder({
  members,
  branches,
}: RosterSurroundings): (row: MemberRow, branch: KnownBranch | null) => KnownMember | null {
  const byId = new Map(branches.map((branch) => [branch.id, branch]));
  const left = Map.groupBy(
    members.filter(({ code, membership }) => code === null && membership !== null),
    (member) => {
      const { membership } = member;
      const wasMoved = membership?.fromOn !== membership?.joinedOn;
      const days = { fromOn: membership?.joinedOn, transferredOn: wasMoved ? membership?.fromOn : null };
      return exactKey({ ...member, ...membership, ...days }, byId.get(membership?.branchId ?? '') ?? null);
    },
  );
  return (row, branch) => {
    if (row.code !== null || left.size === 0) return null;
    const { unitCode, categories } = row;
    return (
      left
        .get(exactKey({ ...row, categories: categories?.map(({ code }) => code) ?? [] }, branch, unitCode ?? ''))
        ?.pop() ?? null
    );
  };
}

interface Said extends Pick<MemberRow, 'name' | 'bornIn'> {
  readonly categories: readonly string[];
  readonly unitId?: string;
  readonly standing?: Standing | null;
  readonly fromOn?: CivilDate | null | undefined;
  readonly transferredOn?: CivilDate | null | undefined;
}

/** All that an export says of a member. The unit is what its column says, else found. */
function exactKey(
  { name, bornIn, categories, unitId, standing, fromOn, transferredOn }: Said,
  branch: KnownBranch | null,
  unitCode?: string,
): string {
  const unit = branch?.units.find(({ id }) => id === unitId);
  const said = unitCode ?? unit?.code ?? unit?.creditCode ?? '';
  return JSON.stringify([branch?.id, said, name, bornIn, standing, categories.toSorted(), fromOn, transferredOn]);
}

/**
 * Somebody was appointed by name, and now a list names a member of the same name at that place or beneath it. Whether that is
 * the same person the list has to say: a wrong guess would give a stranger the account, or one person two histories.
 */
function matchAppointed({ line, name, bornIn, samePerson }: MemberRow, branch: KnownBranch, index: MemberIndex) {
  const places = [branch.path, ...branch.units.map(({ path }) => path)];
  const fitting = (index.appointed.get(name) ?? []).flatMap((person) => {
    const isOther = person.bornIn !== null && bornIn !== null && person.bornIn !== bornIn;
    const at = person.appointedAt.find(({ path }) => places.some((place) => isAtOrBeneath(place, path)));
    return isOther || at === undefined ? [] : [{ person, where: at.name }];
  });
  const [first] = fitting;
  if (first === undefined) {
    if (samePerson === true) line.refuse('samePerson', 'nobody-appointed');
    return null;
  }
  if (samePerson === null) line.refuse('samePerson', 'perhaps-appointed', { where: first.where });
  if (samePerson !== true) return null;
  if (fitting.length > 1) {
    line.refuse('name', 'several-fit', { count: fitting.length });
    return null;
  }
  line.warn('name', 'is-appointed', { where: first.where });
  return first.person;
}

function isAtOrBeneath(place: string, above: string): boolean {
  return place === above || place.startsWith(`${above}.`);
}

interface Seen {
  readonly all: Map<number | null, MemberRow>;
  readonly withoutCode: Map<number | null, MemberRow>;
}

/**
 * Finds an earlier row of the file that may mean the same person: of the same code, or of the same name in the same branch
 * where neither two codes nor two years of birth tell them apart. Two of which it is sure whom they mean are told apart.
 */
export function twinFinder(): (row: MemberRow, branchId: string, isSure: boolean) => MemberRow | null {
  const codes = new Map<string, MemberRow>();
  const sure = new Map<string, Seen>();
  const unsure = new Map<string, Seen>();
  return (row, branchId, isSure) => {
    const { code, name, bornIn } = row;
    const sameCode = code === null ? undefined : codes.get(code);
    if (sameCode !== undefined) return sameCode;
    if (code !== null) codes.set(code, row);
    if (name === '') return null;
    const key = nameKey(branchId, name);
    const others = [unsure.get(key), isSure ? undefined : sure.get(key)].filter((each) => each !== undefined);
    for (const { all, withoutCode } of others) {
      const twin = twinAmong(code === null ? all : withoutCode, bornIn);
      if (twin !== null) return twin;
    }
    const kept = isSure ? sure : unsure;
    const seen = kept.get(key) ?? { all: new Map(), withoutCode: new Map() };
    if (code === null) keepFirst(seen.withoutCode, bornIn, row);
    keepFirst(seen.all, bornIn, row);
    kept.set(key, seen);
    return null;
  };
}

function twinAmong(rows: ReadonlyMap<number | null, MemberRow>, bornIn: number | null): MemberRow | null {
  if (bornIn === null) return rows.values().next().value ?? null;
  return rows.get(bornIn) ?? rows.get(null) ?? null;
}

function keepFirst<Key>(map: Map<Key, MemberRow>, key: Key, row: MemberRow): void {
  if (!map.has(key)) map.set(key, row);
}
