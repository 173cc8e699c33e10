import { plainText, readCount } from '@muster/core/organisation';

/** A part as somebody knows it: what claims call it, and every word that means it. */
export type KnownPart = { readonly part: string; readonly words: readonly string[] };

export type PastedLine = {
  readonly name: string;
  /** Null for a name that no part has. */
  readonly part: string | null;
  /** Null for what is no number. */
  readonly stated: number | null;
};

export type Pasted = {
  readonly lines: readonly PastedLine[];
  /** Of a line that calls itself the total. */
  readonly total: number | null;
};

const totals = new Set(['合计', '总计', '总数', '共计', 'total', 'sum', 'totals']);

/** Two columns as a spreadsheet copies them, or typed: a name and a number on each line. */
export function readPasted(text: string, parts: readonly KnownPart[]): Pasted {
  const byWord = new Map(parts.flatMap(({ part, words }) => words.map((word) => [asWord(word), part] as const)));
  const lines: PastedLine[] = [];
  let total: number | null = null;
  for (const line of text.split(/\r?\n/u)) {
    if (plainText(line) === '') continue;
    const { name, number } = columnsOf(line);
    const stated = readCount(plainText(number));
    const isFirst = lines.length === 0 && total === null;
    if (isFirst && !byWord.has(asWord(name)) && isHeader(line, name, stated)) continue;
    if (totals.has(asWord(name)) && stated !== null) total = stated;
    else lines.push({ name, part: byWord.get(asWord(name)) ?? null, stated });
  }
  return { lines, total };
}

const nameHeads = new Set([
  '类别',
  '名称',
  '项目',
  '分项',
  '种类',
  '下级',
  '地区',
  '单位',
  '组织',
  'name',
  'class',
  'kind',
  'part',
  'item',
]);

/** The line above the first part: a word for the names over them, or a second cell in which no digit stands. */
function isHeader(line: string, name: string, stated: number | null): boolean {
  if (stated !== null || /\d/u.test(plainText(line))) return false;
  const cells = line.split('\t').filter((cell) => plainText(cell) !== '');
  return nameHeads.has(asWord(name)) || (cells.length > 1 && countHeads.test(plainText(cells.at(-1) ?? '')));
}

const countHeads = /数$|^(?:数量|合计|总数|人数|number|count|stated|total|units|members)$/iu;

/** Parted by a tabulator, else the number is what stands last. */
function columnsOf(line: string): { readonly name: string; readonly number: string } {
  const cells = line.split('\t').map((cell) => cell.trim());
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length > 1) return { name: filled[0] ?? '', number: filled.at(-1) ?? '' };
  const typed = /^(.*?)[\s,，:：]*([\d０-９][\d０-９,，]*\s*[人名个]?)$/u.exec(line.trim());
  return typed === null
    ? { name: line.trim(), number: '' }
    : { name: typed[1] ?? '', number: (typed[2] ?? '').replace(/个$/u, '') };
}

function asWord(text: string): string {
  return plainText(text)
    .toLowerCase()
    .replaceAll(/[\s_-]/gu, '');
}
