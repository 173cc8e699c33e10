import { findTable, plainText } from '../organisation/index.ts';
import { memberColumns, type MemberKey } from './member-rows.ts';

/** The codes of people that a file names. */
export function codesOfMembers(records: readonly (readonly string[])[]): readonly string[] {
  const table = findTable<MemberKey>(records, memberColumns);
  if ('refused' in table) return [];
  const at = table.at.get('code');
  const codes = at === undefined ? [] : table.rows.map(({ cells }) => plainText(cells[at] ?? ''));
  return [...new Set(codes)].filter((code) => code !== '');
}
