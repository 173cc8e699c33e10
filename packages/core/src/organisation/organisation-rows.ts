import type { CivilDate } from '../kernel/index.ts';
import { listText, nameText, readCount, readDate } from './cell-text.ts';
import { creditCodeFault, type CreditCodeFault } from './credit-code.ts';
import { linesOf, type ImportLine } from './import-line.ts';
import { findTable, type ImportColumn } from './import-table.ts';
import { readListed } from './listed-word.ts';
import { nearest } from './nearest-fit.ts';
import { kindWords, stateWords, type Kind, type OrganisationState } from './organisation-kinds.ts';

export type OrganisationKey =
  | 'code'
  | 'name'
  | 'kind'
  | 'parent'
  | 'class'
  | 'credit'
  | 'units'
  | 'state'
  | 'openedOn'
  | 'stated';

export const organisationColumns: readonly ImportColumn<OrganisationKey>[] = [
  { key: 'code', names: ['编码', 'code'], required: false },
  { key: 'name', names: ['名称', 'name'], required: true },
  { key: 'kind', names: ['种类', 'kind'], required: true },
  { key: 'parent', names: ['上级编码', 'parent_code', 'parent'], required: false },
  { key: 'class', names: ['类别', 'class'], required: false },
  { key: 'credit', names: ['统一社会信用代码', 'credit_code'], required: false },
  { key: 'units', names: ['所属单位编码', 'units', 'unit_codes'], required: false },
  { key: 'state', names: ['状态', 'state'], required: false },
  { key: 'openedOn', names: ['成立日期', 'opened_on'], required: false },
  { key: 'stated', names: ['声明党员数', 'stated_members'], required: false },
];

export type OrganisationFaultCode =
  | CreditCodeFault
  | 'name-missing'
  | 'code-form'
  | 'code-missing'
  | 'too-long'
  | 'kind-missing'
  | 'kind-unknown'
  | 'kind-change'
  | 'state-unknown'
  | 'date-invalid'
  | 'date-in-future'
  | 'number-invalid'
  | 'twice-in-file'
  | 'name-taken'
  | 'credit-code-taken'
  | 'closed'
  | 'beyond-authority'
  | 'not-beneath'
  | 'parent-missing'
  | 'parent-unknown'
  | 'parent-kind-wrong'
  | 'parent-not-beneath'
  | 'parent-beyond-authority'
  | 'parent-refused'
  | 'parent-cycle'
  | 'parent-change'
  | 'units-missing'
  | 'units-not-for-this-kind'
  | 'unit-unknown'
  | 'unit-not-a-unit'
  | 'unit-refused'
  | 'unit-beyond-authority'
  | 'unit-has-members';

export type OrganisationLine = ImportLine<OrganisationKey, OrganisationFaultCode>;

/** A row read, before it is held against what is known. An empty cell says nothing: null. */
export interface OrganisationRow {
  readonly line: OrganisationLine;
  readonly code: string | null;
  readonly name: string;
  readonly kind: Kind | null;
  readonly parentCode: string | null;
  readonly classCode: string | null;
  readonly creditCode: string | null;
  /** The host first. */
  readonly unitCodes: readonly string[];
  readonly state: OrganisationState | null;
  readonly openedOn: CivilDate | null;
  readonly stated: number | null;
}

export function readOrganisationRow(line: OrganisationLine, today: CivilDate): OrganisationRow {
  const row: OrganisationRow = {
    line,
    code: readCode(line),
    name: readName(line),
    kind: readKind(line),
    parentCode: emptyIsNull(line.text('parent')),
    classCode: shortText(line, 'class'),
    creditCode: readCreditCode(line),
    unitCodes: [...new Set(listText(line.raw('units')))],
    state: readState(line),
    openedOn: readOpenedOn(line, today),
    stated: readStated(line),
  };
  // Other rows name what they hang under by its code, and members their branch; an export could not say it otherwise.
  const isNamed = row.kind !== null && row.kind !== 'unit';
  if (isNamed && row.code === null && row.creditCode === null) line.refuse('code', 'code-missing');
  return row;
}

/** Every code that a file names, of organisations, parents and units. */
export function codesNamed(records: readonly (readonly string[])[]): readonly string[] {
  const table = findTable(records, organisationColumns);
  if ('refused' in table) return [];
  const codes = linesOf<OrganisationKey, OrganisationFaultCode>(table, organisationColumns).flatMap((line) => [
    line.text('code'),
    line.text('parent'),
    line.text('credit').toUpperCase(),
    ...listText(line.raw('units')),
  ]);
  return [...new Set(codes)].filter((code) => code !== '');
}

function emptyIsNull(text: string): string | null {
  return text === '' ? null : text;
}

function shortText(line: OrganisationLine, key: OrganisationKey): string | null {
  const text = line.text(key);
  if (text.length > 64) line.refuse(key, 'too-long', { max: 64 });
  return emptyIsNull(text);
}

/** A list of codes is taken apart at blanks, commas and semicolons, so a code has none. */
function readCode(line: OrganisationLine): string | null {
  const code = shortText(line, 'code');
  if (code !== null && /[\s,;、]/.test(code)) line.refuse('code', 'code-form');
  return code;
}

function readName(line: OrganisationLine): string {
  const name = nameText(line.raw('name'));
  if (name === '') line.refuse('name', 'name-missing');
  if (name.length > 120) line.refuse('name', 'too-long', { max: 120 });
  return name;
}

function readKind(line: OrganisationLine): Kind | null {
  const text = line.text('kind');
  const kind = readListed(kindWords, text);
  if (text === '') line.refuse('kind', 'kind-missing');
  else if (kind === null) line.refuse('kind', 'kind-unknown', {}, nearest(text, Object.values(kindWords)));
  return kind;
}

function readState(line: OrganisationLine): OrganisationState | null {
  const text = line.text('state');
  const state = readListed(stateWords, text);
  if (text !== '' && state === null)
    line.refuse('state', 'state-unknown', {}, nearest(text, Object.values(stateWords)));
  return state;
}

function readCreditCode(line: OrganisationLine): string | null {
  const code = line.text('credit').replaceAll(/[\s-]/g, '').toUpperCase();
  if (code === '') return null;
  const fault = creditCodeFault(code);
  if (fault !== null) line.refuse('credit', fault);
  return code;
}

function readOpenedOn(line: OrganisationLine, today: CivilDate): CivilDate | null {
  const text = line.text('openedOn');
  const date = readDate(text);
  if (text !== '' && date === null) line.refuse('openedOn', 'date-invalid');
  if (date !== null && date > today) line.refuse('openedOn', 'date-in-future', { today });
  return date;
}

function readStated(line: OrganisationLine): number | null {
  const text = line.text('stated');
  const stated = readCount(text);
  if (text !== '' && stated === null) line.refuse('stated', 'number-invalid');
  return stated;
}
