import type { CivilDate } from '../kernel/index.ts';
import { columnsIn, type CodeEntry, type FileWords } from '../organisation/index.ts';
import { memberColumns, type MemberKey } from './member-rows.ts';
import { standingWords, type Standing } from './member-words.ts';

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
  readonly joinedOn: CivilDate;
}

/** Header and rows, in the order given; categories by the titles that mean them again, in the order of the list. */
export function writeMembers(
  members: readonly WrittenMember[],
  categories: readonly CodeEntry[],
  words: FileWords,
  language: 'zh' | 'en' = 'zh',
): readonly (readonly string[])[] {
  const header = columnsIn(memberColumns, words).map(({ names }) => names[language === 'zh' ? 0 : 1]);
  return [header, ...members.map((member) => cellsOf(member, categories, language))];
}

function cellsOf(member: WrittenMember, categories: readonly CodeEntry[], language: 'zh' | 'en'): readonly string[] {
  const cells: Readonly<Record<MemberKey, string>> = {
    code: member.code ?? '',
    name: member.name,
    bornIn: member.bornIn === null ? '' : String(member.bornIn),
    branch: member.branchCode ?? '',
    unit: member.unitCode ?? '',
    standing: language === 'zh' ? standingWords[member.standing] : member.standing,
    categories: categories
      .filter(({ code }) => member.categories.includes(code))
      .map(({ title }) => title[language])
      .join(language === 'zh' ? '、' : '; '),
    fromOn: member.joinedOn,
    transferredOn: member.fromOn === member.joinedOn ? '' : member.fromOn,
    samePerson: '',
  };
  return memberColumns.map(({ key }) => cells[key]);
}
