import type { CivilDate } from '../kernel/index.ts';
import {
  listText,
  nameText,
  nearest,
  readDate,
  readListed,
  type ImportColumn,
  type ImportLine,
} from '../organisation/index.ts';
import { categories, categoryWords, standingWords, type Category, type Standing } from './member-words.ts';

export type MemberKey = 'code' | 'name' | 'bornIn' | 'branch' | 'unit' | 'standing' | 'categories' | 'fromOn';

export const memberColumns: readonly ImportColumn<MemberKey>[] = [
  { key: 'code', names: ['编码', 'code'], required: false },
  { key: 'name', names: ['姓名', 'name'], required: true },
  { key: 'bornIn', names: ['出生年', 'born_in', '出生年份'], required: false },
  { key: 'branch', names: ['党支部编码', 'branch_code', 'branch'], required: false },
  { key: 'unit', names: ['单位编码', 'unit_code', 'unit'], required: false },
  { key: 'standing', names: ['身份', 'standing'], required: false },
  { key: 'categories', names: ['类别', 'categories', 'category'], required: false },
  { key: 'fromOn', names: ['加入日期', 'from_on'], required: false },
];

export type MemberFaultCode =
  | 'name-missing'
  | 'too-long'
  | 'year-invalid'
  | 'standing-unknown'
  | 'category-unknown'
  | 'date-invalid'
  | 'date-in-future'
  | 'branch-missing'
  | 'branch-unknown'
  | 'branch-change'
  | 'unit-missing'
  | 'unit-not-served'
  | 'unit-not-beneath'
  | 'unit-change'
  | 'twice-in-file'
  | 'several-fit'
  | 'perhaps-known'
  | 'beyond-authority'
  // Warnings, which stop nothing.
  | 'matched-by-name'
  | 'namesake'
  | 'name-change';

export type MemberLine = ImportLine<MemberKey, MemberFaultCode>;

/** A row read, before it is held against the roster. An empty cell says nothing: null. */
export interface MemberRow {
  readonly line: MemberLine;
  readonly code: string | null;
  readonly name: string;
  readonly bornIn: number | null;
  readonly branchCode: string | null;
  readonly unitCode: string | null;
  readonly standing: Standing | null;
  /** All of them: an empty cell of a column that is there takes every category away. Null where the file has no such column. */
  readonly categories: readonly Category[] | null;
  readonly fromOn: CivilDate | null;
}

export function readMemberRow(line: MemberLine, today: CivilDate): MemberRow {
  return {
    line,
    code: shortText(line, 'code'),
    name: readName(line),
    bornIn: readBornIn(line, today),
    branchCode: shortText(line, 'branch'),
    unitCode: shortText(line, 'unit'),
    standing: readStanding(line),
    categories: line.has('categories') ? readCategories(line) : null,
    fromOn: readFromOn(line, today),
  };
}

function shortText(line: MemberLine, key: MemberKey): string | null {
  const text = line.text(key);
  if (text.length > 64) line.refuse(key, 'too-long', { max: 64 });
  return text === '' ? null : text;
}

function readName(line: MemberLine): string {
  const name = nameText(line.raw('name'));
  if (name === '') line.refuse('name', 'name-missing');
  if (name.length > 60) line.refuse('name', 'too-long', { max: 60 });
  return name;
}

function readBornIn(line: MemberLine, today: CivilDate): number | null {
  const text = line.text('bornIn');
  if (text === '') return null;
  const year = Number(/^((?:19|20)\d{2})年?$/.exec(text)?.[1] ?? 0);
  if (year === 0 || year > Number(today.slice(0, 4))) line.refuse('bornIn', 'year-invalid');
  return year;
}

function readStanding(line: MemberLine): Standing | null {
  const text = line.text('standing');
  const standing = readListed(standingWords, text.replace(/^入党|党员$/g, ''));
  if (text !== '' && standing === null)
    line.refuse('standing', 'standing-unknown', {}, nearest(text, Object.values(standingWords)));
  return standing;
}

function readCategories(line: MemberLine): readonly Category[] {
  const found = new Set<Category>();
  for (const word of listText(line.raw('categories'))) {
    const category = readListed(categoryWords, word);
    if (category !== null) found.add(category);
    else line.refuse('categories', 'category-unknown', { word }, nearest(word, Object.values(categoryWords)));
  }
  return categories.filter((category) => found.has(category));
}

function readFromOn(line: MemberLine, today: CivilDate): CivilDate | null {
  const text = line.text('fromOn');
  const date = readDate(text);
  if (text !== '' && date === null) line.refuse('fromOn', 'date-invalid');
  if (date !== null && date > today) line.refuse('fromOn', 'date-in-future', { today });
  return date;
}
