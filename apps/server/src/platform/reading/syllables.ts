import { pinyin, polyphonic } from 'pinyin-pro';

/**
 * What may be typed for each character of a name, itself first: 单 → 单 shan dan chan. The reading of a surname comes before the
 * ordinary one, and a character in the company of others before it alone; runs of letters and digits are one group.
 */
export function syllablesOf(name: string, of: 'person' | 'organisation'): readonly (readonly string[])[] {
  const groups: (readonly string[])[] = [];
  let run = '';
  const characters = Array.from(name);
  const asSurname = pinyin(name, { ...plain, surname: 'head' });
  const asWords = of === 'person' ? [] : pinyin(name, plain);
  for (const [index, character] of characters.entries()) {
    const letters = normal(character);
    if (isLatin(letters)) run += letters;
    if (run !== '' && (!isLatin(letters) || index === characters.length - 1)) {
      groups.push([run]);
      run = '';
    }
    if (letters === '' || isLatin(letters)) continue;
    const together = [asWords[index] ?? '', asSurname[index] ?? ''].flatMap(typed);
    groups.push([...new Set([letters, ...together, ...alone(character)])]);
  }
  return groups;
}

const plain = { toneType: 'none', type: 'array' } as const;

/** As many as there are characters in use. */
const readings = new Map<string, readonly string[]>();

function alone(character: string): readonly string[] {
  const known = readings.get(character) ?? (polyphonic(character, plain)[0] ?? []).flatMap(typed);
  readings.set(character, known);
  return known;
}

/** ü is typed as v or as u, and printed in passports as yu. */
function typed(syllable: string): readonly string[] {
  if (!/^[a-zü]+$/u.test(syllable)) return [];
  return syllable.includes('ü') ? ['v', 'u', 'yu'].map((vowel) => syllable.replace('ü', vowel)) : [syllable];
}

/** Letters and digits alone, small, without tones, of the usual width: how a name is kept and how what is typed is read. */
export function normal(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/u\u0308|u:/gu, 'v')
    .replaceAll(/(?<=[a-z])\p{M}+/gu, '')
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '');
}

const isLatin = (text: string): boolean => /^[a-z0-9]+$/u.test(text);
