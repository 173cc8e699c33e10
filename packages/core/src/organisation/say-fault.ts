import type { FaultSentence } from './fault-sentences.ts';
import { inWords, kindWordsIn, type FileWords } from './file-words.ts';
import type { ImportFault } from './import-line.ts';

type Language = 'zh' | 'en';

/** The sentence of a fault, its places still open. */
export function templateOf({ zh, en }: FaultSentence, language: Language, count: unknown): string {
  if (language === 'zh') return zh;
  return typeof en === 'string' ? en : count === 1 ? en.one : en.other;
}

/** A fault in words, for a file or a terminal. */
export function sayFault(
  { code, params }: { readonly code: string; readonly params: ImportFault['params'] },
  sentences: Readonly<Record<string, FaultSentence>>,
  language: Language,
  words: FileWords,
): string {
  const sentence = sentences[code];
  if (sentence === undefined) return code;
  const template = templateOf(sentence, language, params['count']);
  const said = withoutEmpty(language === 'zh' ? inWords(template, words) : template, params);
  return said.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
    wordOf(name, code, params[name] ?? '', language, words),
  );
}

/** What stands in brackets is left out where there is nothing to say: who has no code is not said to have an empty one. */
function withoutEmpty(template: string, params: ImportFault['params']): string {
  return template.replaceAll(/\s?[（(][^（）()]*\{\{(\w+)\}\}[^（）()]*[）)]/g, (whole, name: string) =>
    params[name] === '' ? '' : whole,
  );
}

/** Kinds are said in words; everything else as it stands. */
function wordOf(name: string, code: string, value: string | number, language: Language, words: FileWords): string {
  const isKind = name === 'kind' || name === 'above' || (name === 'before' && code === 'kind-change');
  if (!isKind || typeof value === 'number') return String(value);
  if (language === 'en') return value.replaceAll('_', ' ');
  const kinds: Readonly<Record<string, string>> = kindWordsIn(words);
  return kinds[value] ?? value;
}
