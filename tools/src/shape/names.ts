import { posix } from 'node:path';
import type { Fault } from '../house/fault.ts';

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
const emptyNames = new Set(['util', 'utils', 'misc', 'types', 'helper', 'helpers', 'common', 'shared']);
const emptySuffix = /-(?:manager|helper|helpers|service|impl|utils?)$/;
const declared =
  /^\s*(?:export\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(class|interface|type|function|const|let)\s+([A-Za-z_$][\w$]*)/gm;

/** Habit 9: kebab-case, no name that says nothing, no `I…`, `…Impl`, `…Manager`, `…Helper`, `…Service`. */
export function checkNames(path: string, text: string): Fault[] {
  const faults: Fault[] = [];
  const file = posix.basename(path);
  const stem = file.replace(/\..*$/, '');
  if (!kebab.test(file)) faults.push({ path, message: 'files are named in kebab-case' });
  if (emptySuffix.test(stem)) faults.push({ path, message: `${stem}: name what it does, not that it is one` });
  for (const part of [...posix.dirname(path).split('/'), stem]) {
    if (emptyNames.has(part)) faults.push({ path, message: `"${part}" says nothing: name what is in it` });
  }
  for (const match of text.matchAll(declared)) {
    const [, kind, name = ''] = match;
    if (/(?:Manager|Helper|Service|Impl)s?$/.test(name)) faults.push({ path, message: `${name}: name what it does` });
    if ((kind === 'interface' || kind === 'type') && /^I[A-Z][a-z]/.test(name)) {
      faults.push({ path, message: `${name}: no I before a type` });
    }
  }
  return faults;
}
