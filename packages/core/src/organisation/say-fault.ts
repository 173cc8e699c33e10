import type { FaultSentence } from './fault-sentences.ts';
import { kindWords } from './organisation-kinds.ts';
import type { ImportFault } from './import-line.ts';

type Language = 'zh' | 'en';

/** The sentence of a fault, its places still open. */
export function templateOf({ zh, en }: FaultSentence, language: Language, count: unknown): string {
  if (language === 'zh') return zh;
  return typeof en === 'string' ? en : count === 1 ? en.one : en.other;
}

/** A fault in words, for a file or a terminal. */
export function sayFault(
  { code, params }: Pick<ImportFault, 'code' | 'params'>,
  sentences: Readonly<Record<string, FaultSentence>>,
  language: Language,
): string {
  const sentence = sentences[code];
  if (sentence === undefined) return code;
  const template = templateOf(sentence, language, params['count']);
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => wordOf(name, code, params[name] ?? '', language));
}

/** Kinds are said in words; everything else as it stands. */
function wordOf(name: string, code: string, value: string | number, language: Language): string {
  const isKind = name === 'kind' || name === 'above' || (name === 'before' && code === 'kind-change');
  if (!isKind || typeof value === 'number') return String(value);
  if (language === 'en') return value.replaceAll('_', ' ');
  return Object.hasOwn(kindWords, value) ? kindWords[value as keyof typeof kindWords] : value;
}
