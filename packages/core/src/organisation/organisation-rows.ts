import type { CivilDate } from '../kernel/index.ts';
import type { CodeEntry, CodeReader } from './code-list.ts';
import { isShortened, listText, mostOfACode, nameText, readCount, readDate, saysNone } from './cell-text.ts';
import { creditCodeFault, type CreditCodeFault } from './credit-code.ts';
import { kindWordsIn, type FileWords } from './file-words.ts';
import type { ImportTableKind } from './import-file.ts';
import type { ImportLine } from './import-line.ts';
import type { ImportColumn } from './import-table.ts';
import { readListed } from './listed-word.ts';
import { nearest } from './nearest-fit.ts';
import { readKindIn } from './read-kind-in.ts';
import { operationWords, stateWords, type Kind, type Operation, type OrganisationState } from './organisation-kinds.ts';

export type OrganisationKey =
  | 'code'
  | 'name'
  | 'kind'
  | 'parent'
  | 'class'
  | 'credit'
  | 'units'
  | 'state'
  | 'operation'
  | 'openedOn'
  | 'stated';

export const organisationColumns: readonly ImportColumn<OrganisationKey>[] = [
  {
    key: 'code',
    names: ['编码', 'code', '组织编码'],
    required: false,
    note: { zh: '每个组织自己的编码，重复导入凭它认出', en: 'Its own code, by which a second import knows it' },
  },
  {
    key: 'name',
    names: ['名称', 'name', '全称'],
    required: true,
    note: { zh: '全称', en: 'Full name' },
  },
  {
    key: 'kind',
    names: ['种类', 'kind'],
    required: true,
    note: { zh: '地区、单位、党委、党总支或党支部', en: 'region, unit, committee, general_branch or branch' },
  },
  {
    key: 'parent',
    names: ['上级编码', 'parent_code', 'parent', '上级组织编码', '上级党组织编码'],
    required: false,
    note: {
      zh: '上级的编码；新的空着就挂在这里之下',
      en: 'Code of the node above; a new one with none hangs beneath this one',
    },
  },
  {
    key: 'class',
    names: ['类别', 'class', '单位类别'],
    required: false,
    note: { zh: '单位的类别，例如各类学校；写“无”去掉', en: 'Class of the unit, such as school; none takes it away' },
  },
  {
    key: 'credit',
    names: ['统一社会信用代码', 'credit_code', '社会信用代码', '信用代码'],
    required: false,
    note: {
      zh: '18 位统一社会信用代码，会核对校验位；写“无”去掉',
      en: '18 characters; the check character is tested; none takes it away',
    },
  },
  {
    key: 'units',
    names: ['所属单位编码', 'units', 'unit_codes'],
    required: false,
    note: {
      zh: '组织所属单位的编码，多个用顿号，主要的在前，要写全',
      en: 'Codes of all units that a branch serves, the host first',
    },
  },
  {
    key: 'state',
    names: ['状态', 'state'],
    required: false,
    note: { zh: '正常、软弱涣散、瘫痪或空壳', en: 'normal, weak, paralysed or empty' },
  },
  {
    key: 'operation',
    names: ['经营状况', 'operation'],
    required: false,
    note: {
      zh: '正常经营、生产经营困难或关停并破转；新的空着就是正常经营',
      en: 'running, struggling or halted; of a new one empty is running',
    },
  },
  {
    key: 'openedOn',
    names: ['成立日期', 'opened_on', '成立时间'],
    required: false,
    note: { zh: '2005-03-01 这样的日期', en: 'A date like 2005-03-01' },
  },
  {
    key: 'stated',
    names: ['声明党员数', 'stated_members'],
    required: false,
    note: { zh: '上报的人数，只作对照', en: 'The number reported, for comparison only' },
  },
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
  | 'operation-unknown'
  | 'class-unknown'
  | 'class-retired'
  | 'date-invalid'
  | 'date-in-future'
  | 'number-invalid'
  | 'twice-in-file'
  | 'name-taken'
  | 'credit-code-taken'
  | 'code-taken'
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
  | 'unit-has-members'
  | 'remedy-open'
  // A warning, which stops nothing.
  | 'taken-away';

export type OrganisationLine = ImportLine<OrganisationKey, OrganisationFaultCode>;

/** A row read, before it is held against what is known. An empty cell says nothing: null. */
export interface OrganisationRow {
  readonly line: OrganisationLine;
  readonly code: string | null;
  readonly name: string;
  readonly kind: Kind | null;
  readonly parentCode: string | null;
  readonly unitClass: CodeEntry | 'none' | null;
  readonly creditCode: string | null;
  /** It says that there is none. */
  readonly hasNoCreditCode: boolean;
  /** The host first. */
  readonly unitCodes: readonly string[];
  readonly state: OrganisationState | null;
  readonly operation: Operation | null;
  readonly openedOn: CivilDate | null;
  readonly stated: number | null;
}

/** The words of a list: the instance's classes, and the kinds as the campaign says them. */
export interface RowWords {
  readonly classes: CodeReader;
  readonly words: FileWords;
}

export function readOrganisationRow(
  line: OrganisationLine,
  { classes, words }: RowWords,
  today: CivilDate,
): OrganisationRow {
  const row: OrganisationRow = {
    line,
    code: readCode(line),
    name: readName(line),
    kind: readKind(line, words),
    parentCode: codeOrNone(line.text('parent')),
    unitClass: readClass(line, classes),
    creditCode: readCreditCode(line),
    hasNoCreditCode: saysNone(line.text('credit')),
    unitCodes: [...new Set(listText(line.raw('units')))],
    state: readState(line),
    operation: readOperation(line),
    openedOn: readOpenedOn(line, today),
    stated: readStated(line),
  };
  // Other rows name what they hang under by its code, and members their branch; an export could not say it otherwise.
  const isNamed = row.kind !== null && row.kind !== 'unit';
  if (isNamed && row.code === null && row.creditCode === null) line.refuse('code', 'code-missing');
  return row;
}

/** The table of organisations; every code that a row names can mean one that exists. */
export const organisationTable: ImportTableKind<OrganisationKey, OrganisationFaultCode> = {
  columns: organisationColumns,
  foreign: ['姓名', '出生年', 'born_in', '党支部编码', 'branch_code', '身份', 'standing', '加入日期'],
  codesOf: (line) => [line.text('code'), line.text('parent'), creditCodeOf(line), ...listText(line.raw('units'))],
};

/** Where one has no code some leave the cell empty, and some say so. */
function codeOrNone(text: string): string | null {
  return text === '' || saysNone(text) ? null : text;
}

function shortText(line: OrganisationLine, key: OrganisationKey): string | null {
  const text = line.text(key);
  if (text.length > mostOfACode) line.refuse(key, 'too-long', { max: mostOfACode });
  if (isShortened(text)) line.refuse(key, 'number-rounded');
  return codeOrNone(text);
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

function readKind(line: OrganisationLine, words: FileWords): Kind | null {
  const text = line.text('kind');
  const kind = readKindIn(words, text);
  if (text === '') line.refuse('kind', 'kind-missing');
  else if (kind === null) line.refuse('kind', 'kind-unknown', {}, nearest(text, Object.values(kindWordsIn(words))));
  return kind;
}

function readState(line: OrganisationLine): OrganisationState | null {
  const text = line.text('state');
  const state = readListed(stateWords, text);
  if (text !== '' && state === null)
    line.refuse('state', 'state-unknown', {}, nearest(text, Object.values(stateWords)));
  return state;
}

function readOperation(line: OrganisationLine): Operation | null {
  const text = line.text('operation');
  const operation = readListed(operationWords, text);
  if (text !== '' && operation === null)
    line.refuse('operation', 'operation-unknown', {}, nearest(text, Object.values(operationWords)));
  return operation;
}

function readClass(line: OrganisationLine, classes: CodeReader): CodeEntry | 'none' | null {
  const text = line.text('class');
  const found = classes.find(text);
  if (found === null && saysNone(text)) return 'none';
  if (text !== '' && found === null) line.refuse('class', 'class-unknown', {}, classes.nearest(text));
  return found;
}

/** Blanks and hyphens are for the eye alone; empty where there is none. */
export function creditCodeOf(line: OrganisationLine): string {
  const text = line.text('credit');
  return saysNone(text) ? '' : text.replaceAll(/[\s-]/g, '').toUpperCase();
}

function readCreditCode(line: OrganisationLine): string | null {
  const code = creditCodeOf(line);
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
