import { listText, plainText, type CodeEntry, type CodeReader } from '../organisation/index.ts';

/**
 * The categories that a cell lists, and the words of it that mean none. A blank or a stroke parts two words only where it is no part of
 * a title; `流动党员` is `流动`.
 */
export function readCategoryWords(
  cell: string,
  categories: CodeReader,
): { readonly found: readonly CodeEntry[]; readonly unknown: readonly string[] } {
  const found = new Set<CodeEntry>();
  const unknown: string[] = [];
  for (const part of plainText(cell).split(/[、;,]+/)) {
    const whole = categories.find(part);
    for (const word of whole === null ? listText(part.replaceAll('/', ' ')) : [part]) {
      const category = categories.find(word) ?? categories.find(word.replace(/(?:党员|人员)$/, ''));
      if (category === null) unknown.push(word);
      else found.add(category);
    }
  }
  return { found: [...found], unknown };
}
