import type { ImportColumn } from './import-table.ts';
import { kindWords, type Kind } from './organisation-kinds.ts';
import type { ImportTableKind } from './import-file.ts';

interface Spoken {
  readonly member: string;
  readonly unit: string;
  readonly branch: string;
  readonly committee: string;
  readonly generalBranch: string;
}

/** What the campaign at hand calls what a file speaks of, in Chinese; a file in our own words is read all the same. */
export interface FileWords extends Spoken {
  /** The same in English: read where a kind is asked for, and never written. */
  readonly english?: Spoken;
}

/** Ours, as long as no campaign says otherwise. */
export const ownWords: Spoken = {
  member: '党员',
  unit: '单位',
  branch: '党支部',
  committee: '党委',
  generalBranch: '党总支',
};

const spoken = new RegExp(Object.values(ownWords).join('|'), 'g');

/** A text of ours in the campaign's words: `党支部编码` becomes `班组编码`. */
export function inWords(text: string, words: FileWords): string {
  const ofOurs = new Map(Object.entries(ownWords).map(([key, own]) => [own, words[key as keyof Spoken]]));
  return text.replaceAll(spoken, (own) => ofOurs.get(own) ?? own);
}

export function kindWordsIn(words: FileWords): Readonly<Record<Kind, string>> {
  return Object.fromEntries(Object.entries(kindWords).map(([kind, word]) => [kind, inWords(word, words)])) as Readonly<
    Record<Kind, string>
  >;
}

/** The campaign's word is the first, which is the one that is written; ours goes on being read. */
export function columnsIn<Key extends string>(
  columns: readonly ImportColumn<Key>[],
  words: FileWords,
): readonly ImportColumn<Key>[] {
  return columns.map((column) => {
    const [own, english, ...more] = column.names;
    const said = inWords(own, words);
    return {
      ...column,
      names: said === own ? column.names : [said, english, own, ...more],
      note: { ...column.note, zh: inWords(column.note.zh, words) },
    };
  });
}

export function tableIn<Key extends string, Code extends string>(
  table: ImportTableKind<Key, Code>,
  words: FileWords,
): ImportTableKind<Key, Code> {
  return { ...table, columns: columnsIn(table.columns, words) };
}
