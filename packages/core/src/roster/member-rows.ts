import type { CivilDate } from '../kernel/index.ts';
import {
  isShortened,
  mostOfACode,
  nameText,
  nearest,
  readDate,
  readListed,
  saysNone,
  type CodeEntry,
  type CodeReader,
  type ImportColumn,
  type ImportLine,
  type ImportTableKind,
} from '../organisation/index.ts';
import { readCategoryWords } from './category-words.ts';
import { standingWords, type Standing } from './member-words.ts';

export type MemberKey =
  | 'code'
  | 'name'
  | 'bornIn'
  | 'branch'
  | 'unit'
  | 'standing'
  | 'categories'
  | 'fromOn'
  | 'transferredOn'
  | 'samePerson';

export const memberColumns: readonly ImportColumn<MemberKey>[] = [
  {
    key: 'code',
    names: ['编码', 'code'],
    required: false,
    note: {
      zh: '每个人自己的编码，重复导入凭它认出',
      en: "The person's own code, by which a second import knows them",
    },
  },
  {
    key: 'name',
    names: ['姓名', 'name'],
    required: true,
    note: { zh: '姓名', en: 'Name' },
  },
  {
    key: 'bornIn',
    names: ['出生年', 'born_in', '出生年份', '出生年月', '出生日期', '出生年月日'],
    required: false,
    note: { zh: '四位数字，同名的人凭它分开', en: 'Four digits; tells two of one name apart' },
  },
  {
    key: 'branch',
    names: ['党支部编码', 'branch_code', 'branch', '所在党支部编码', '支部编码', '所在支部编码'],
    required: false,
    note: { zh: '所在组织的编码', en: 'Code of the branch' },
  },
  {
    key: 'unit',
    names: ['单位编码', 'unit_code', 'unit', '所在单位编码'],
    required: false,
    note: {
      zh: '所在单位的编码；新来的空着就是所在组织的主要单位',
      en: "Code of the unit; of somebody new empty is the branch's host unit",
    },
  },
  {
    key: 'standing',
    names: ['身份', 'standing', '党员身份', '党员类别'],
    required: false,
    note: { zh: '正式、预备或申请人', en: 'full, probationary or applicant' },
  },
  {
    key: 'categories',
    names: ['类别', 'categories', 'category'],
    required: false,
    note: {
      zh: '流动、离退休、年老体弱等，多个用顿号，要写全；写“无”全部去掉',
      en: 'floating, retired, infirm and so on, parted by commas, all of them; none takes them all away',
    },
  },
  {
    key: 'fromOn',
    names: ['加入日期', 'from_on'],
    required: false,
    note: {
      zh: '2005-03-01 这样的日期；转到别的组织也不变',
      en: 'A date like 2005-03-01; a transfer does not change it',
    },
  },
  {
    key: 'transferredOn',
    names: ['转入日期', 'transferred_on'],
    required: false,
    note: {
      zh: '从哪天起由别处转到这里；名册上在别处的人，空着就是今天',
      en: 'From which day somebody who joined elsewhere belongs here; of whom the roster has elsewhere, empty is today',
    },
  },
  {
    key: 'samePerson',
    names: ['与任职人同一人', 'same_as_appointed', '同一人'],
    required: false,
    note: {
      zh: '是或否；只在试算问到时填：这里已有同名的人任职，是不是同一个人',
      en: 'yes or no; only where the dry run asks: somebody of this name holds an office here, is it the same person',
    },
  },
];

export type MemberFaultCode =
  | 'name-missing'
  | 'too-long'
  | 'year-invalid'
  | 'too-young'
  | 'joined-too-young'
  | 'standing-unknown'
  | 'category-unknown'
  | 'category-retired'
  | 'date-invalid'
  | 'date-in-future'
  | 'branch-missing'
  | 'branch-unknown'
  | 'branch-change'
  | 'unit-missing'
  | 'unit-not-served'
  | 'unit-not-beneath'
  | 'transfer-open'
  | 'transfer-too-early'
  | 'transferred-before-joining'
  | 'membership-ended'
  | 'twice-in-file'
  | 'code-of-another-row'
  | 'answer-unknown'
  | 'perhaps-appointed'
  | 'nobody-appointed'
  | 'is-appointed'
  | 'several-fit'
  | 'perhaps-known'
  | 'beyond-authority'
  | 'code-taken'
  | 'closed'
  | 'last-member-vote-failed'
  | 'last-member-orders-open'
  // Warnings, which stop nothing.
  | 'name-odd'
  | 'very-old'
  | 'matched-by-name'
  | 'namesake'
  | 'namesake-in-file'
  | 'name-change'
  | 'is-transferred'
  | 'joined-before-leaving'
  | 'joined-after-transfer'
  | 'leaves-failed-vote'
  | 'taken-away';

export type MemberLine = ImportLine<MemberKey, MemberFaultCode>;

/** The table of members. Their branches and units are known anyway; only people are looked for by the codes that a file names. */
export const memberTable: ImportTableKind<MemberKey, MemberFaultCode> = {
  columns: memberColumns,
  foreign: [
    '种类',
    'kind',
    '上级编码',
    'parent_code',
    '所属单位编码',
    'units',
    'unit_codes',
    '声明党员数',
    'stated_members',
  ],
  codesOf: (line) => [line.text('code')],
};

/** A row read, before it is held against the roster. An empty cell says nothing: null. */
export interface MemberRow {
  readonly line: MemberLine;
  readonly code: string | null;
  readonly name: string;
  readonly bornIn: number | null;
  readonly branchCode: string | null;
  readonly unitCode: string | null;
  readonly standing: Standing | null;
  /** All of them, and none where the cell says so. */
  readonly categories: readonly CodeEntry[] | null;
  readonly fromOn: CivilDate | null;
  readonly transferredOn: CivilDate | null;
  /** Whether this is the person of the same name who was appointed by name; null where the file does not say. */
  readonly samePerson: boolean | null;
}

export function readMemberRow(line: MemberLine, categories: CodeReader, today: CivilDate): MemberRow {
  return {
    line,
    code: shortText(line, 'code'),
    name: readName(line),
    bornIn: readBornIn(line, today),
    branchCode: shortText(line, 'branch'),
    unitCode: shortText(line, 'unit'),
    standing: readStanding(line),
    categories: readCategories(line, categories),
    fromOn: readPastDay(line, 'fromOn', today),
    transferredOn: readPastDay(line, 'transferredOn', today),
    samePerson: readAnswer(line),
  };
}

/** Listed as they are read: the English word, and the Chinese one. */
export const answerWords = { yes: '是', no: '否' } as const;

function readAnswer(line: MemberLine): boolean | null {
  const text = line.text('samePerson');
  const answer = readListed(answerWords, text);
  if (text !== '' && answer === null) line.refuse('samePerson', 'answer-unknown');
  return answer === null ? null : answer === 'yes';
}

function shortText(line: MemberLine, key: MemberKey): string | null {
  const text = line.text(key);
  if (text.length > mostOfACode) line.refuse(key, 'too-long', { max: mostOfACode });
  if (isShortened(text)) line.refuse(key, 'number-rounded');
  return text === '' || saysNone(text) ? null : text;
}

export function nameOf(line: MemberLine): string {
  return withoutPadding(nameText(line.raw('name')));
}

function readName(line: MemberLine): string {
  const name = nameOf(line);
  if (name === '') line.refuse('name', 'name-missing');
  if (name.length > 60) line.refuse('name', 'too-long', { max: 60 });
  return name;
}

/** A name of two characters is often drawn apart, to be as wide as one of three. */
function withoutPadding(name: string): string {
  return /^[\p{Script=Han} ]+$/u.test(name) ? name.replaceAll(' ', '') : name;
}

/** 0: what stands there is none. */
export function yearOf(line: MemberLine): number | null {
  const text = line.text('bornIn');
  if (text === '') return null;
  return Number(
    /^((?:19|20)\d{2})(?:年|[-/.年](?:0?\d|1[0-2])月?|0[1-9]|1[0-2])?$/.exec(text)?.[1] ??
      readDate(text)?.slice(0, 4) ??
      0,
  );
}

function readBornIn(line: MemberLine, today: CivilDate): number | null {
  const year = yearOf(line);
  if (year === null) return null;
  if (year === 0 || year > Number(today.slice(0, 4))) line.refuse('bornIn', 'year-invalid');
  return year;
}

function readStanding(line: MemberLine): Standing | null {
  const text = line.text('standing');
  const standing = readListed(standingWords, text.replace(/^中共|^入党|党员$/g, ''));
  if (text !== '' && standing === null)
    line.refuse('standing', 'standing-unknown', {}, nearest(text, Object.values(standingWords)));
  return standing;
}

function readCategories(line: MemberLine, categories: CodeReader): readonly CodeEntry[] | null {
  const text = line.text('categories');
  if (text === '') return null;
  if (saysNone(text) && categories.find(text) === null) return [];
  const { found, unknown } = readCategoryWords(line.raw('categories'), categories);
  for (const word of unknown) line.refuse('categories', 'category-unknown', { word }, categories.nearest(word));
  return found;
}

function readPastDay(line: MemberLine, key: 'fromOn' | 'transferredOn', today: CivilDate): CivilDate | null {
  const text = line.text(key);
  const date = readDate(text);
  if (text !== '' && date === null) line.refuse(key, 'date-invalid');
  if (date !== null && date > today) line.refuse(key, 'date-in-future', { today });
  return date;
}
