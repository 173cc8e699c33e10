import { normal } from './syllables.ts';

export interface Patterns {
  /** For LIKE: a reading that answers fulfils one of them, and an index finds those that do. */
  readonly likely: readonly string[];
  /**
   * Regular expressions, the narrowest first: the whole, its beginning in whole syllables, the same by what else a surname may be read
   * as, with the last syllable begun, by initials, anywhere.
   */
  readonly ranks: readonly string[];
  /** For ILIKE: a name that has no reading yet. */
  readonly plain: string;
}

const longest = 40;
const others = '(?: [^ ,;]+)*';
const rest = '(?: {1,2}[^ ,;]+)*';

/** How to ask readings for what somebody typed; null when nothing in it could be part of a name. */
export function patternsOf(typed: string): Patterns | null {
  const letters = Array.from(normal(typed)).slice(0, longest);
  const [first, second] = letters;
  if (first === undefined) return null;
  const whole = letters.join('');
  const bySyllables = letters.join(`(?:${rest},${others} )?`);
  const byInitials = letters.join(`(?:[^,;]*,${others} )?`);
  return {
    likely: [`% ${first}${second ?? ''}%`],
    ranks: [
      `^,${others} ${bySyllables}${rest};|;[^;]*;${others} ${whole}${others};$`,
      `^,${others} ${bySyllables}(?=[ ,;])`,
      `^,${rest} {1,2}${bySyllables}(?=[ ,;])`,
      `^,${rest} {1,2}${bySyllables}|;[^;]*;${others} ${whole}`,
      `^,${rest} {1,2}${byInitials}|;[^;]*;${others} ${whole}`,
      ` ${byInitials}`,
    ],
    plain: `%${typed.trim().replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`,
  };
}
