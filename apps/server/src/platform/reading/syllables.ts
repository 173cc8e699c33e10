import { pinyin, polyphonic } from 'pinyin-pro';

/** What may be typed for one character, itself first; and what is looked for after all others, since it is how the name is misread. */
export interface Syllable {
  readonly said: readonly string[];
  readonly also: readonly string[];
}

/**
 * What may be typed for each character of a name: 行 → 行 hang xing. A character in the company of others comes before it alone; runs of
 * letters and digits are one group. What a name begins with is read as few ways as people do: of the rest any reading goes.
 */
export function syllablesOf(name: string, of: 'person' | 'organisation'): readonly Syllable[] {
  const groups: Syllable[] = [];
  let run = '';
  const characters = Array.from(name);
  const asSurname = pinyin(name, { ...plain, surname: 'head' });
  const asWords = pinyin(name, plain);
  for (const [index, character] of characters.entries()) {
    const letters = normal(character);
    if (isLatin(letters)) run += letters;
    if (run !== '' && (!isLatin(letters) || index === characters.length - 1)) {
      groups.push({ said: [run], also: [] });
      run = '';
    }
    if (letters === '' || isLatin(letters)) continue;
    const word = typed(asWords[index] ?? '');
    const surname = typed(asSurname[index] ?? '');
    if (index > 0) groups.push(group(letters, [...(of === 'person' ? surname : word), ...alone(character)]));
    else if (of === 'organisation') groups.push(group(letters, isOfAFamily(name) ? [...word, ...surname] : word));
    else
      groups.push(
        group(letters, [...surname, ...(others[character] ?? [])], [...word, ...alone(character).slice(0, 1)]),
      );
  }
  return groups;
}

function group(letters: string, said: readonly string[], also: readonly string[] = []): Syllable {
  const first = [...new Set([letters, ...said])];
  return { said: first, also: [...new Set(also)].filter((each) => !first.includes(each)) };
}

/** Surnames that families read in two ways, of which the library has one. */
const others: Readonly<Record<string, readonly string[]>> = {
  乐: ['le'],
  员: ['yuan'],
  宿: ['xiu'],
  尉: ['yu'],
  柏: ['bo'],
  牟: ['mu'],
  盖: ['gai'],
  缪: ['miu'],
  翟: ['di'],
  覃: ['tan'],
  谌: ['shen'],
  费: ['bi'],
  郇: ['xun'],
  隗: ['kui'],
};

/** 单家店, 解家庄, and the counties and towns that are read so: a unit is 单位, and 解放 a word. */
function isOfAFamily(name: string): boolean {
  return /^.[家庄店屯营湾沟岗楼寨厝坊记氏]|^(?:单县|单城|解州|曾都|乐清|召陵|都匀|都昌)/u.test(name);
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
