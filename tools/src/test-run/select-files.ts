import { relative, resolve } from 'node:path';

const TESTS = /^(packages|apps|tools)\/.*\.test\.ts$/;

export interface Selection {
  readonly files: readonly string[];
  readonly flags: readonly string[];
  /** Arguments that name no test file. */
  readonly unknown: readonly string[];
}

/** The test files of the house, or those that the arguments name (a file or a folder); flags go on to the runner. */
export function selectFiles(
  house: readonly string[],
  parameters: readonly string[],
  root: string,
  cwd: string,
): Selection {
  const all = house.filter((path) => TESTS.test(path));
  const flags = parameters.filter((parameter) => parameter.startsWith('-'));
  const named = parameters.filter((parameter) => !parameter.startsWith('-'));
  if (named.length === 0) return { files: all, flags, unknown: [] };
  const places = named.map((name) => relative(root, resolve(cwd, name)));
  const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`) || place === '';
  return {
    files: all.filter((path) => places.some((place) => within(path, place))),
    flags,
    unknown: named.filter((_, index) => !all.some((path) => within(path, places[index] ?? ''))),
  };
}

/** True when the flags leave out tests on purpose, so that a file without any is no fault. */
export function leavesOut(flags: readonly string[]): boolean {
  return flags.some((flag) => /^--test-(name-pattern|skip-pattern|only|shard)/.test(flag));
}
