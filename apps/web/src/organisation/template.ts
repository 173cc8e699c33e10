import { organisationColumns } from '@muster/core/organisation';
import { writeMembers } from '@muster/core/roster';
import type { Language } from '../app/i18n/language.ts';
import type { Imported } from './use-import.ts';

export type FileColumn = { readonly key: string; readonly name: string; readonly required: boolean };

/** In the order in which an export writes them, with the header words that an import takes for the Chinese ones. */
const members = [
  ['code', 'code'],
  ['name', 'name'],
  ['bornIn', 'born_in'],
  ['branch', 'branch_code'],
  ['unit', 'unit_code'],
  ['standing', 'standing'],
  ['categories', 'categories'],
  ['fromOn', 'from_on'],
] as const;

/** The columns that an import knows, by the header words of a language; a file may have either. */
export function columnsOf(what: Imported, language: Language): readonly FileColumn[] {
  if (what === 'organisations') {
    return organisationColumns.map(({ key, names, required }) => ({
      key,
      name: (language === 'en' ? names[1] : undefined) ?? names[0],
      required,
    }));
  }
  const [header = []] = writeMembers([]);
  return members.map(([key, english], place) => ({
    key,
    name: language === 'en' ? english : (header[place] ?? key),
    required: key === 'name',
  }));
}

/** An empty file with the header row. */
export function templateOf(what: Imported, language: Language): { readonly fileName: string; readonly csv: string } {
  const header = columnsOf(what, language).map(({ name }) => name);
  return { fileName: `${what}-template.csv`, csv: `${header.join(',')}\r\n` };
}
