import { nameOf, yearOf, type MemberLine, type MemberRow } from './member-rows.ts';
import type { KnownBranch, KnownMember, RosterSurroundings } from './known-member.ts';

/** What tells a row apart from people of the same name. */
export interface NameAsked {
  readonly name: string;
  readonly bornIn: number | null;
  readonly hasCode: boolean;
}

export function namesAskedBy(lines: readonly MemberLine[]): readonly NameAsked[] {
  const asked = lines.map((line) => ({ name: nameOf(line), bornIn: yearOf(line), hasCode: line.text('code') !== '' }));
  return [...new Map(asked.map((each) => [nameKey(each), each])).values()];
}

export function nameKey({ name, bornIn, hasCode }: NameAsked): string {
  return `${name} ${bornIn ?? ''} ${hasCode ? 'coded' : ''}`;
}

/** A year missing on either side tells nobody apart, unless two codes do. */
function mayBe(one: NameAsked, other: NameAsked): boolean {
  if (one.bornIn !== null && other.bornIn !== null) return one.bornIn === other.bornIn;
  return !one.hasCode || !other.hasCode;
}

const asked = ({ name, bornIn, code }: Pick<KnownMember, 'name' | 'bornIn' | 'code'>): NameAsked => ({
  name,
  bornIn,
  hasCode: code !== null,
});

interface Earlier {
  readonly row: MemberRow;
  readonly branch: KnownBranch | null;
}

/** Warns of somebody new who may be on the roster elsewhere, or in an earlier row of the file: within one branch that was judged. */
export function namesakeWarner({
  members,
  branches,
  namesakesOutside,
}: RosterSurroundings): (row: MemberRow, branch: KnownBranch | null) => void {
  const beneath = new Set(branches.map(({ id }) => id));
  // Whoever holds an office alone is asked about where the office is.
  const here = members.filter(({ membership, ended }) => beneath.has(membership?.branchId ?? '') || ended !== null);
  const byName = Map.groupBy(here, ({ name }) => name);
  const rows = new Map<string, Earlier[]>();
  const rowsWithoutCode = new Map<string, Earlier[]>();
  return (row, branch) => {
    const like = asked(row);
    const known = (byName.get(row.name) ?? []).filter(
      (each) => (each.membership ?? each.ended)?.branchId === branch?.id || mayBe(like, asked(each)),
    );
    const count = known.length + (namesakesOutside.get(nameKey(like)) ?? 0);
    if (count > 0) row.line.warn('name', 'namesake', { count });
    // Two codes tell two rows apart, so a list in which everybody has one is passed quickly.
    const twin = (row.code === null ? rows : rowsWithoutCode)
      .get(row.name)
      ?.find((each) => each.branch?.id !== branch?.id && mayBe(like, asked(each.row)));
    if (twin !== undefined) row.line.warn('name', 'namesake-in-file', { row: row.line.rowOf(twin.row.line) });
    for (const kept of row.code === null ? [rows, rowsWithoutCode] : [rows]) {
      const before = kept.get(row.name) ?? [];
      if (before.length === 0) kept.set(row.name, before);
      before.push({ row, branch });
    }
  };
}
