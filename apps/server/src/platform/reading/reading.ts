import { normal, syllablesOf, type Syllable } from './syllables.ts';

export interface Named {
  readonly of: 'person' | 'organisation';
  readonly name: string;
  readonly codes: readonly (string | null)[];
}

/** Names of organisations are long, and nobody types one to its end. */
const longest = 60;

/**
 * What a name is found by, as kept beside it: `, 张 zhang, 伟 wei; 张伟 张w z伟 zw; zw01`. A group for each character; what two neighbours
 * may begin with, so that an index finds initials; the codes. What else a surname may be read as stands behind two blanks: `, 单 shan  dan`.
 * `patternsOf` reads it.
 */
export function readingOf({ of, name, codes }: Named): string {
  const groups = syllablesOf(name, of).slice(0, longest);
  const pairs = groups.slice(1).flatMap((next, index) => {
    const ends = firsts(next);
    return firsts(groups[index]).flatMap((begin) => ends.map((end) => begin + end));
  });
  const kept = codes.map((code) => normal(code ?? '')).filter((code) => code !== '');
  return `${groups.map(({ said, also }) => `,${words(said)}${also.map((word) => `  ${word}`).join('')}`).join('')};${words(new Set(pairs))};${words(kept)};`;
}

const firsts = (group?: Syllable): readonly string[] => [
  ...new Set([...(group?.said ?? []), ...(group?.also ?? [])].map(([...each]) => each[0] ?? '')),
];

const words = (all: Iterable<string>): string => [...all].map((word) => ` ${word}`).join('');
