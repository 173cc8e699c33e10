import { pinyin, polyphonic } from 'pinyin-pro';

/**
 * What may be typed for each character of a name, itself first: 单 → 单 shan dan chan. The reading of a surname comes before the
 * ordinary one, and a character in the company of others before it alone; runs of letters and digits are one group.
 */
export function syllablesOf(name: string, of: 'person' | 'organisation'): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let run = '';
  const characters = [...name];
  const asWhole = pinyin(name, { ...plain, surname: of === 'person' ? 'head' : 'off' });
  const asSurname = pinyin(name, { ...plain, surname: 'head' });
  const alone = polyphonic(name, plain);
  for (const [index, character] of characters.entries()) {
    const letters = normal(character);
    if (isLatin(letters)) run += letters;
    if (run !== '' && (!isLatin(letters) || index === characters.length - 1)) {
      groups.push([run]);
      run = '';
    }
    if (letters === '' || isLatin(letters)) continue;
    const readings = [asWhole[index], asSurname[index], ...(alone[index] ?? [])].flatMap((each) => typed(each ?? ''));
    groups.push([...new Set([letters, ...readings])]);
  }
  return groups;
}

const plain = { toneType: 'none', type: 'array' } as const;

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
