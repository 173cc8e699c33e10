/**
 * The two languages of the desk: same keys and parameters, a sentence for every refusal, no key that is missing and none that
 * nobody uses, and no word that a playbook has its own for. Keys put together at run time are covered by the prefixes in dynamic-keys.json.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fault } from './house/fault.ts';
import { gitFiles } from './house/git-files.ts';
import { parseSource } from './house/parse-source.ts';
import { report } from './house/report.ts';
import { root } from './house/root.ts';
import { compareTexts } from './translations/compare-texts.ts';
import { ownWords } from './translations/own-words.ts';
import { readTexts, singleKey } from './translations/read-texts.ts';
import { readUses } from './translations/read-uses.ts';

const desk = 'apps/web/src/';
const dynamicKeys = 'apps/web/src/app/i18n/dynamic-keys.json';
const refusals = 'packages/contract/src/refusals.ts';

export type Translations = { readonly faults: readonly Fault[]; readonly keys: number };

/** Where each key is written down, by its single form. */
type Keys = ReadonlyMap<string, string>;

export async function checkTranslations(house: string): Promise<Translations> {
  const all = gitFiles(house);
  const paths = all.filter((path) => path.startsWith(desk));
  const { faults, keys } = compareLanguages(house, paths);
  const prefixes = readPrefixes(house);
  faults.push(
    ...checkUses(house, paths, keys, prefixes),
    ...(await checkRefusals(house, keys)),
    ...ownWords(house, all),
  );
  for (const prefix of prefixes) {
    if (prefix !== 'refusal.' && ![...keys.keys()].some((key) => key.startsWith(prefix))) {
      faults.push({ path: dynamicKeys, message: `no key begins with ${prefix}` });
    }
  }
  return { faults, keys: keys.size };
}

function compareLanguages(house: string, paths: readonly string[]): { faults: Fault[]; keys: Keys } {
  const faults: Fault[] = [];
  const keys = new Map<string, string>();
  for (const path of paths.filter((file) => /\/(zh|en)\.json$/.test(file))) {
    const twin = path.replace(/(zh|en)\.json$/, (_, language: string) => (language === 'zh' ? 'en.json' : 'zh.json'));
    if (!paths.includes(twin)) faults.push({ path, message: `${twin} is missing beside it` });
    if (!path.endsWith('/zh.json') || !paths.includes(twin)) continue;
    const zh = readTexts(house, path);
    faults.push(...compareTexts(path, zh, twin, readTexts(house, twin)));
    for (const key of zh.keys()) keys.set(singleKey(key), path);
  }
  return { faults, keys };
}

function readPrefixes(house: string): string[] {
  if (!existsSync(join(house, dynamicKeys))) return ['refusal.'];
  return (JSON.parse(readFileSync(join(house, dynamicKeys), 'utf8')) as { prefixes: string[] }).prefixes;
}

function checkUses(house: string, paths: readonly string[], keys: Keys, prefixes: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  const used = new Set<string>();
  for (const path of paths.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.gen\.ts$/.test(file))) {
    const uses = readUses(parseSource(house, path));
    for (const text of uses.strings) used.add(text);
    for (const { key, line } of uses.keys) {
      if (!keys.has(key)) faults.push({ path, line, message: `there is no text ${key}` });
    }
  }
  for (const [key, path] of keys) {
    const covered = used.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
    if (!covered) faults.push({ path, message: `nobody uses ${key}` });
  }
  return faults;
}

async function checkRefusals(house: string, keys: Keys): Promise<Fault[]> {
  if (!existsSync(join(house, refusals))) return [{ path: refusals, message: 'is missing; it exports refusalCodes' }];
  const exported = (await import(pathToFileURL(join(house, refusals)).href)) as { refusalCodes?: readonly string[] };
  if (!Array.isArray(exported.refusalCodes)) return [{ path: refusals, message: 'does not export refusalCodes' }];
  const codes = new Set<string>(exported.refusalCodes);
  const unsaid = [...codes].filter((code) => !keys.has(`refusal.${code}`));
  const stale = [...keys].filter(([key]) => key.startsWith('refusal.') && !codes.has(key.slice('refusal.'.length)));
  return [
    ...unsaid.map((code) => ({ path: refusals, message: `refusal.${code} has no text` })),
    ...stale.map(([key, path]) => ({ path, message: `${key}: there is no such refusal` })),
  ];
}

if (import.meta.main) {
  const { faults, keys } = await checkTranslations(root);
  report('translations', faults, `${keys} keys in two languages`);
}
