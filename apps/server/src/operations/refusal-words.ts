import type { Problem } from '@muster/contract';

/** What a refusal says at a terminal, for those that operating an instance meets; the desk has the sentences of all. */
const sentences: Readonly<Record<string, string>> = {
  'not-found': 'there is nothing with that id that this person may see; leave --under out, or check it',
  'not-permitted': 'this person may not do that there; name one who may with --as',
  'import-empty': 'the file has nothing beneath its header',
  'columns-missing': 'columns that are needed were not found: {columns}; compare the header with "muster template"',
  'other-table': 'the file is a table of another kind, with {column} in its header; name what it lists',
  'column-twice': 'the column {column} stands there twice; keep one of the two',
  'import-has-errors':
    'there are faults (rows: {refused}), so nothing was written; without --commit they are listed, --except-refused leaves them out',
  'file-type-refused': 'the file is neither a workbook (.xlsx) nor a CSV',
  'too-large': 'the file is too large; send it in parts',
  'file-too-large': 'the file is larger than {megabytes} MB, the most that is taken; send it in parts',
  'file-empty': 'the file is empty',
  'not-a-table': 'the file is not a table: it holds what no text does; save it as .xlsx or CSV',
  'quote-never-closed':
    'a quotation mark in row {row} is never closed, so what follows cannot be told apart; close it there',
  'workbook-encrypted': 'the workbook has a password; save a copy without it',
  'workbook-of-old-excel': 'the workbook is an old .xls; save it as .xlsx',
  'workbook-has-macros': 'the workbook has macros; save it as .xlsx without them',
  'workbook-unreadable': 'the workbook cannot be read; open it in a spreadsheet program and save a copy',
  'workbook-too-large': 'the workbook is too large unpacked; keep only the sheets to import, or send it in parts',
  unavailable: 'the database is busy or away; try again',
  internal: 'something of ours went wrong; MUSTER_LOG_LEVEL=debug tells more',
};

/** A refusal without a sentence of its own is said by its title. */
export function refusalWords({ code, title, params }: Pick<Problem, 'code' | 'title' | 'params'>): string {
  const said = sentences[code] ?? title;
  return said.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '').replaceAll('、', ', '));
}
