import { nearestWord } from './nearest-word.ts';
import type { Bilingual } from './playbook.ts';
import type { PlaybookFault, PlaybookFaultCode } from './playbook-fault.ts';

// Every reader returns a value even where it found a fault, so that one reading names all faults. What a reader returns then is
// never used: a document with a fault yields no playbook.

/** Codes that the instance knows, where a document is held against them. */
export interface InstanceLists {
  readonly classes: readonly string[];
  readonly categories: readonly string[];
}

/** A value of the document and where it stands. `value` is undefined where a fault was named above it already. */
export interface Spot {
  readonly lists?: InstanceLists | undefined;
  readonly path: PlaybookFault['path'];
  readonly value: unknown;
  readonly faults: PlaybookFault[];
}

export function blame(spot: Spot, code: PlaybookFaultCode, params: PlaybookFault['params'] = {}): void {
  spot.faults.push({ at: written(spot.path), path: spot.path, code, params });
}

function written(path: Spot['path']): string {
  // A key of a hostile length is named by its beginning.
  const keys = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key.slice(0, 60)}`)).join('');
  return keys.startsWith('.') ? keys.slice(1) : keys;
}

/** Unknown keys of one mapping that are named: somebody mends a few, and nobody thousands. */
const mostNamed = 20;

export interface Keys<Required extends string, Optional extends string> {
  readonly required: readonly Required[];
  readonly optional?: readonly Optional[];
  /** What a missing key is called, where it is more than a key; the parameter is then named after `called`. */
  readonly missing?: { readonly code: PlaybookFaultCode; readonly called: string };
}

/** The keys of a mapping. An unknown key is taken for a misspelling of the nearest one, which is then not missed as well. */
export function keysOf<Required extends string, Optional extends string = never>(
  spot: Spot,
  { required, optional = [], missing = { code: 'key-missing', called: 'key' } }: Keys<Required, Optional>,
): Record<Required | Optional, Spot> {
  const known: readonly (Required | Optional)[] = [...required, ...optional];
  const given = mappingOf(spot);
  const absent = known.filter((key) => given !== undefined && !Object.hasOwn(given, key));
  const meant = new Set<string>();
  const unknown = Object.keys(given ?? {}).filter((name) => !known.some((other) => other === name));
  for (const key of unknown.slice(0, mostNamed)) {
    // A required key that is missing was probably meant; a key that may be left out says nothing by being absent.
    const nearest = nearestWord(key, required.some((name) => absent.includes(name)) ? absent : known) ?? '';
    meant.add(nearest);
    blame(under(spot, key, null), 'key-unknown', { key: key.slice(0, 60), nearest });
  }
  for (const key of required.filter((name) => absent.includes(name) && !meant.has(name))) {
    blame(under(spot, key, null), missing.code, { [missing.called]: key });
  }
  return Object.fromEntries(known.map((key) => [key, under(spot, key, given?.[key])])) as Record<
    Required | Optional,
    Spot
  >;
}

export function listOf<T>(spot: Spot, most: number, read: (item: Spot) => T): T[] {
  const { value } = spot;
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    blame(spot, 'list-wanted');
    return [];
  }
  if (value.length > most) blame(spot, 'list-too-long', { most });
  const items: readonly unknown[] = value.slice(0, most);
  return items.map((item, index) => read(under(spot, index, item)));
}

/** A list that has something in it. */
export function fullListOf<T>(spot: Spot, most: number, read: (item: Spot) => T): T[] {
  if (Array.isArray(spot.value) && spot.value.length === 0) blame(spot, 'list-empty');
  return listOf(spot, most, read);
}

export function textOf(spot: Spot, most = 200): string {
  const { value } = spot;
  if (value === undefined) return '';
  // Control characters would break lines and logs.
  if (typeof value !== 'string' || value.trim() === '' || /\p{Cc}/u.test(value)) {
    blame(spot, 'text-wanted');
    return '';
  }
  if (value.length > most) blame(spot, 'text-too-long', { most });
  return value.trim();
}

export function codeOf(spot: Spot): string {
  const text = textOf(spot, 40);
  if (text !== '' && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) blame(spot, 'code-invalid', { code: text });
  return text;
}

export function wholeOf(spot: Spot, min: number, max: number): number {
  const { value } = spot;
  if (value === undefined) return min;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  blame(spot, 'number-wanted', { min, max });
  return min;
}

export function flagOf(spot: Spot): boolean {
  if (spot.value !== undefined && typeof spot.value !== 'boolean') blame(spot, 'yes-or-no-wanted');
  return spot.value === true;
}

/** One of a few words; `otherwise` where it is none of them, which is a fault. */
export function oneOf<T extends string>(spot: Spot, choices: readonly T[], otherwise: T): T {
  const text = textOf(spot, 40);
  const choice = choices.find((known) => known === text);
  if (text !== '' && choice === undefined) blame(spot, 'choice-unknown', { value: text, choices: choices.join(', ') });
  return choice ?? otherwise;
}

/** Named by somebody above and not given: shown as that, never made up. */
export function isNotSet(spot: Spot): boolean {
  return spot.value === 'not set';
}

export function wordsOf(spot: Spot): Bilingual {
  const words = keysOf(spot, { required: ['zh', 'en'], missing: { code: 'words-missing', called: 'language' } });
  return { zh: languageOf(words.zh, 'zh'), en: languageOf(words.en, 'en') };
}

function languageOf(spot: Spot, language: string): string {
  if (spot.value === null || (typeof spot.value === 'string' && spot.value.trim() === '')) {
    blame(spot, 'words-missing', { language });
    return '';
  }
  return textOf(spot);
}

function mappingOf(spot: Spot): Readonly<Record<string, unknown>> | undefined {
  const { value } = spot;
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  blame(spot, 'mapping-wanted');
  return undefined;
}

/** One of the instance's codes; any word where the document is not held against its lists. */
export function listedOf(spot: Spot, list: keyof InstanceLists): string {
  const code = textOf(spot, 64);
  const known = spot.lists?.[list];
  if (code !== '' && known !== undefined && !known.includes(code)) {
    const called = list === 'classes' ? 'class' : 'category';
    blame(spot, `${called}-unknown`, { [called]: code, nearest: nearestWord(code, known) ?? '' });
  }
  return code;
}

export function under({ path, faults, lists }: Spot, key: string | number, value: unknown): Spot {
  return { path: [...path, key], value, faults, lists };
}
