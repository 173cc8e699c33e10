import type { CivilDate } from '../kernel/index.ts';
import { memberColumns, type MemberKey } from './member-rows.ts';
import { categories, categoryWords, standingWords, type Standing } from './member-words.ts';

/** A member as an export writes them. */
export interface WrittenMember {
  readonly code: string | null;
  readonly name: string;
  readonly bornIn: number | null;
  readonly branchCode: string | null;
  readonly unitCode: string | null;
  readonly standing: Standing;
  readonly categories: readonly string[];
  readonly fromOn: CivilDate;
}

/** Header and rows, in the order given. */
export function writeMembers(members: readonly WrittenMember[]): readonly (readonly string[])[] {
  return [memberColumns.map(({ names }) => names[0]), ...members.map(cellsOf)];
}

function cellsOf(member: WrittenMember): readonly string[] {
  const cells: Readonly<Record<MemberKey, string>> = {
    code: member.code ?? '',
    name: member.name,
    bornIn: member.bornIn === null ? '' : String(member.bornIn),
    branch: member.branchCode ?? '',
    unit: member.unitCode ?? '',
    standing: standingWords[member.standing],
    categories: categories
      .filter((category) => member.categories.includes(category))
      .map((category) => categoryWords[category])
      .join('、'),
    fromOn: member.fromOn,
  };
  return memberColumns.map(({ key }) => cells[key]);
}
