import { writeOrganisations } from '@muster/core/organisation';
import { writeMembers } from '@muster/core/roster';
import type { Language } from '../app/i18n/language.ts';
import type { Imported } from './use-import.ts';

export type FileColumn = { readonly key: string; readonly name: string; readonly required: boolean };

/** In the order in which an export writes them, with the words that an import takes for the Chinese headers. */
const columns: Readonly<Record<Imported, readonly (readonly [key: string, english: string])[]>> = {
  organisations: [
    ['code', 'code'],
    ['name', 'name'],
    ['kind', 'kind'],
    ['parent', 'parent_code'],
    ['class', 'class'],
    ['credit', 'credit_code'],
    ['units', 'unit_codes'],
    ['state', 'state'],
    ['openedOn', 'opened_on'],
    ['stated', 'stated_members'],
  ],
  members: [
    ['code', 'code'],
    ['name', 'name'],
    ['bornIn', 'born_in'],
    ['branch', 'branch_code'],
    ['unit', 'unit_code'],
    ['standing', 'standing'],
    ['categories', 'categories'],
    ['fromOn', 'from_on'],
  ],
};

const required = new Set(['name', 'kind']);

/** The columns that an import knows, by the header words of a language; a file may have either. */
export function columnsOf(what: Imported, language: Language): readonly FileColumn[] {
  // The Chinese words are those of an export of nobody and nothing.
  const [header = []] = what === 'members' ? writeMembers([]) : writeOrganisations([], () => '');
  return columns[what].map(([key, english], place) => ({
    key,
    name: language === 'en' ? english : (header[place] ?? key),
    required: required.has(key),
  }));
}

/** An empty file with the header row. */
export function templateOf(what: Imported, language: Language): { readonly fileName: string; readonly csv: string } {
  const header = columnsOf(what, language).map(({ name }) => name);
  return { fileName: `${what}-template.csv`, csv: `${header.join(',')}\r\n` };
}
