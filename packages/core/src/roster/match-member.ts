import type { KnownBranch, KnownMember } from './known-member.ts';
import type { MemberRow } from './member-rows.ts';

export interface MemberIndex {
  readonly byCode: ReadonlyMap<string, KnownMember>;
  readonly byName: ReadonlyMap<string, readonly KnownMember[]>;
}

export function indexMembers(members: readonly KnownMember[]): MemberIndex {
  return {
    byCode: new Map(members.flatMap((member) => (member.code === null ? [] : [[member.code, member] as const]))),
    byName: Map.groupBy(members, ({ name, membership, ended }) => nameKey((membership ?? ended)?.branchId ?? '', name)),
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
  else if (namesakes.length > 0) row.line.warn('name', 'namesake', { count: namesakes.length });
  return null;
}

interface Seen {
  readonly all: Map<number | null, MemberRow>;
  readonly withoutCode: Map<number | null, MemberRow>;
}

/**
 * Finds an earlier row of the file that may mean the same person: of the same code, or of the same name in the same branch
 * where neither two codes nor two years of birth tell them apart.
 */
export function twinFinder(): (row: MemberRow, branchId: string) => MemberRow | null {
  const codes = new Map<string, MemberRow>();
  const names = new Map<string, Seen>();
  return (row, branchId) => {
    const sameCode = row.code === null ? undefined : codes.get(row.code);
    if (sameCode !== undefined) return sameCode;
    const key = nameKey(branchId, row.name);
    const seen: Seen = names.get(key) ?? { all: new Map(), withoutCode: new Map() };
    const twin = twinAmong(row.code === null ? seen.all : seen.withoutCode, row.bornIn);
    if (twin !== null) return twin;
    if (row.code === null) keepFirst(seen.withoutCode, row.bornIn, row);
    else codes.set(row.code, row);
    keepFirst(seen.all, row.bornIn, row);
    names.set(key, seen);
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
