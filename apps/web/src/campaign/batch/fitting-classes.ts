import type { UnitClasses } from './queries.ts';

type UnitClass = UnitClasses['classes'][number];

/**
 * What a batch may be of: classes that units have or that the playbook speaks of, with those beneath them, and what is chosen already. A
 * class that nobody has and nothing names takes nobody.
 */
export function fittingClasses(
  { classes, used }: UnitClasses,
  named: readonly string[],
  chosen: string | null,
): readonly UnitClass[] {
  const above = new Map(classes.map(({ code, parentCode }) => [code, parentCode]));
  const isNamed = (code: string | null): boolean =>
    code !== null && (named.includes(code) || isNamed(above.get(code) ?? null));
  return classes.filter(
    ({ code, isRetired }) => code === chosen || (!isRetired && (used.includes(code) || isNamed(code))),
  );
}
