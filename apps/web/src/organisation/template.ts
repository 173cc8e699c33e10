import { organisationColumns } from '@muster/core/organisation';
import { writeMembers } from '@muster/core/roster';
import type { Imported } from './use-import.ts';

export type FileColumn = { readonly key: string; readonly name: string; readonly required: boolean };

/** In the order in which an export writes them; the header words are taken from an export of nobody. */
const memberKeys = ['code', 'name', 'bornIn', 'branch', 'unit', 'standing', 'categories', 'fromOn'];

/** The columns that an import knows, each by the header that an export writes. */
export function columnsOf(what: Imported): readonly FileColumn[] {
  if (what === 'organisations') {
    return organisationColumns.map(({ key, names, required }) => ({ key, name: names[0], required }));
  }
  const [header = []] = writeMembers([]);
  return memberKeys.map((key, place) => ({ key, name: header[place] ?? key, required: key === 'name' }));
}

/** An empty file with the header row. */
export function templateOf(what: Imported): { readonly fileName: string; readonly csv: string } {
  const header = columnsOf(what).map(({ name }) => name);
  return { fileName: `${what}-template.csv`, csv: `${header.join(',')}\r\n` };
}
